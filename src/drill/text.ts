import { createHash } from 'node:crypto'
import { refuseOddities } from '../fingerprint/dump-gate.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import type { Oddities } from '../fingerprint/oddities.ts'
import { createFingerprintScan } from '../fingerprint/scan.ts'
import type { Needed } from '../postgres/scratch-database.ts'

/** Reads a dump's text on its way into a scratch database, and has what it needs made before the database sees it. */
export class DrillText {
  bytes = 0
  readonly #sha256 = createHash('sha256')
  readonly #scan = createFingerprintScan()
  #fingerprint: Fingerprint | undefined
  readonly #provide: (needed: Needed) => Promise<void>

  constructor(provide: (needed: Needed) => Promise<void>) {
    this.#provide = provide
  }

  /** A statement is whole only with its last chunk: by then what it names is there. */
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let known = 0
    for await (const chunk of source) {
      this.bytes += chunk.length
      this.#sha256.update(chunk)
      this.#scan.write(chunk)
      refuseOddities(this.#scan.oddities)
      const { roles, tablespaces, extensions } = this.#scan.needs
      const count = roles.size + tablespaces.size + extensions.size
      if (count > known) await this.#provide(this.#scan.needs)
      known = count
      yield chunk
    }
    // psql runs what the text ends in, semicolon or not.
    this.#fingerprint = this.#scan.end()
    refuseOddities(this.#scan.oddities)
  }

  get oddities(): Oddities {
    return this.#scan.oddities
  }

  /** Once, when the text has ended. */
  end(): { bytes: number; sha256: string; fingerprint: Fingerprint } {
    const fingerprint = this.#fingerprint ?? this.#scan.end()
    return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint }
  }
}

/** The fingerprint of a dump that nobody else reads. */
export async function fingerprintOf(source: AsyncIterable<Uint8Array>): Promise<Fingerprint> {
  const scan = createFingerprintScan()
  for await (const chunk of source) scan.write(chunk)
  return scan.end()
}
