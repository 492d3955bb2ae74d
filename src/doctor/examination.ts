import { type Finding, failure, type Told } from './finding.ts'

/** Gathers findings: a check that fails is one more of them, and the next one goes on. */
export class Examination {
  readonly findings: Finding[] = []
  readonly #store: string | null
  readonly #signal: AbortSignal

  constructor(signal: AbortSignal, store: string | null = null) {
    this.#signal = signal
    this.#store = store
  }

  note(check: string, told: Told): void {
    this.findings.push({ check, store: this.#store, ...told })
  }

  /** Notes what `look` tells, or what it fails with. @throws the signal's reason */
  async check(check: string, look: () => Promise<Told>): Promise<void> {
    this.#signal.throwIfAborted()
    try {
      this.note(check, await look())
    } catch (error) {
      this.#signal.throwIfAborted()
      this.note(check, failure(error))
    }
  }
}
