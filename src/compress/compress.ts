import { constants, createZstdCompress } from 'node:zlib'
import { gzipMembers } from './gzip.ts'

export type Compression = { kind: 'gzip'; level: number } | { kind: 'zstd'; level: number } | { kind: 'none' }

/** A stage for `pipeline()`: a stream's transform, or a generator over the chunks. */
export type Stage =
  | NodeJS.ReadWriteStream
  | ((source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>)

/** The stage that compresses a stream; what it writes, gunzip, zstd or cat reads. */
export function compressor(compression: Compression): Stage {
  switch (compression.kind) {
    case 'gzip':
      return (source) => gzipMembers(source, compression.level)
    case 'zstd':
      return zstdFrame(compression.level)
    case 'none':
      return (source) => source
  }
}

// One frame only: Node 24.21 decodes a second one wrongly, and silently. The frame ends with a checksum of its content.
function zstdFrame(level: number): NodeJS.ReadWriteStream {
  return createZstdCompress({
    chunkSize: 256 * 1024,
    params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}
