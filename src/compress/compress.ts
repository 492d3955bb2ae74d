import type { Block } from './blocks.ts'
import { gzipMembers } from './gzip.ts'
import { zstdFrame } from './zstd.ts'

export type Compression = { kind: 'gzip'; level: number } | { kind: 'zstd'; level: number } | { kind: 'none' }

/** A stage for `pipeline()`. */
export type Stage = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** The stage that compresses the blocks of a stream; what comes out, gunzip, zstd or cat reads. */
export function compressor(
  compression: Compression,
): (source: AsyncIterable<Block>) => AsyncIterable<Uint8Array> {
  switch (compression.kind) {
    case 'gzip':
      return (source) => gzipMembers(source, compression.level)
    case 'zstd':
      return (source) => zstdFrame(source, compression.level)
    case 'none':
      return copies
  }
}

// A store may still be writing a chunk when it asks for the next.
async function* copies(source: AsyncIterable<Block>): AsyncGenerator<Buffer> {
  for await (const { bytes, release } of source) {
    const copy = Buffer.from(bytes)
    release()
    yield copy
  }
}
