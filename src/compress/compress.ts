import { gzipMembers } from './gzip.ts'
import { zstdFrame } from './zstd.ts'

export type Compression = { kind: 'gzip'; level: number } | { kind: 'zstd'; level: number } | { kind: 'none' }

/** A stage for `pipeline()`. */
export type Stage = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/**
 * The stage that compresses a stream; what comes out, gunzip, zstd or cat reads. Those that compress have copied a chunk
 * when they ask for the next.
 */
export function compressor(compression: Compression): Stage {
  switch (compression.kind) {
    case 'gzip':
      return (source) => gzipMembers(source, compression.level)
    case 'zstd':
      return (source) => zstdFrame(source, compression.level)
    case 'none':
      return (source) => source
  }
}
