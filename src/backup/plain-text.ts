import { createHash } from 'node:crypto'
import { PgdrillError } from '../errors.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import { createFingerprintScan } from '../fingerprint/scan.ts'

/** What a plain dump's text was, known when it has ended. */
export interface PlainText {
  bytes: number
  sha256: string
  fingerprint: Fingerprint
}

/** Reads a plain dump's text as it passes; a text that does not end as pg_dump ends one fails, before it can be stored. */
export class PlainTextReader {
  bytes = 0
  readonly #sha256 = createHash('sha256')
  readonly #scan = createFingerprintScan()
  #read: PlainText | undefined

  readonly pass = (source: AsyncIterable<Uint8Array>) => this.#pass(source)

  /** @throws when the text has not ended */
  get text(): PlainText {
    if (this.#read === undefined) throw new Error('the dump has not ended yet')
    return this.#read
  }

  async *#pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.bytes += chunk.length
      this.#sha256.update(chunk)
      this.#scan.write(chunk)
      yield chunk
    }
    const fingerprint = this.#scan.end()
    if (!fingerprint.complete) {
      throw new PgdrillError(
        `pg_dump ended without an error, and its dump is cut short after ${this.bytes} bytes`,
        {
          cure: 'check that client-path is PostgreSQL’s own pg_dump and not a script around it',
        },
      )
    }
    this.#read = { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint }
  }
}
