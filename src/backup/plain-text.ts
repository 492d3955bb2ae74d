import { createHash } from 'node:crypto'
import { PgdrillError } from '../errors.ts'
import { refuseOddities } from '../fingerprint/dump-gate.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import { createFingerprintScan } from '../fingerprint/scan.ts'

/** What a plain dump's text was, known when it has ended. */
export interface PlainText {
  bytes: number
  sha256: string
  fingerprint: Fingerprint
}

/** Reads a plain dump's text as it passes. */
export class PlainTextReader {
  bytes = 0
  readonly #sha256 = createHash('sha256')
  readonly #scan = createFingerprintScan()

  read(chunk: Uint8Array): void {
    this.bytes += chunk.length
    this.#sha256.update(chunk)
    this.#scan.write(chunk)
  }

  /** Once, when pg_dump has ended well. @throws PgdrillError where its text does not end as pg_dump ends one */
  end(): PlainText {
    const fingerprint = this.#scan.end()
    if (!fingerprint.complete) {
      refuseOddities(this.#scan.oddities)
      throw new PgdrillError(
        `pg_dump ended without an error, and its dump is cut short after ${this.bytes} bytes`,
        {
          cure: 'check that client-path is PostgreSQL’s own pg_dump and not a script around it',
        },
      )
    }
    return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint }
  }
}
