import { PgdrillError, SettingsError } from '../errors.ts'

/** Collects what is wrong with the settings, so that a person learns of all of it at once. */
export class Problems {
  readonly #texts: string[] = []

  add(text: string): void {
    if (!this.#texts.includes(text)) this.#texts.push(text)
  }

  addUnlessAny(text: string): void {
    if (this.#texts.length === 0) this.add(text)
  }

  /** What `work` gives, or undefined after noting what it was refused for. */
  noting<T>(what: string, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof PgdrillError)) throw error
      this.add(`${what}: ${error.message}`)
      return undefined
    }
  }

  /** What `work` gives. @throws SettingsError with what was noted before and what `work` was refused for */
  joining<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      throw new SettingsError([...this.#texts, ...error.problems])
    }
  }

  /** @throws SettingsError when there is anything to say */
  throwAny(): void {
    if (this.#texts.length > 0) throw new SettingsError(this.#texts)
  }
}
