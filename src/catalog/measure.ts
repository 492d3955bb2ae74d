import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What went by: for the manifest, and for asking a store whether it holds the same. */
export interface Measured {
  bytes: number
  /** Hex. */
  sha256: string
  crc32: number
}

/** Counts and hashes the bytes of a stream as they pass. */
export class Measure {
  bytes = 0
  readonly #sha256 = createHash('sha256')
  #crc32 = 0

  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.bytes += chunk.length
      this.#sha256.update(chunk)
      this.#crc32 = crc32(chunk, this.#crc32)
      yield chunk
    }
  }

  /** Once, when the stream has ended. */
  result(): Measured {
    return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), crc32: this.#crc32 }
  }
}
