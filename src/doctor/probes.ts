import { probeKey } from '../catalog/probes.ts'
import { PgdrillError } from '../errors.ts'
import type { Store } from '../store/store.ts'

// A job that is stopped has from 2.5 to 10 seconds before it is killed.
const removalMs = 5_000

/** The objects that a doctor writes into a store, all of them gone at its end. What a killed one leaves, prune removes. */
export class Probes {
  readonly #store: Store
  readonly #keys: string[] = []

  constructor(store: Store) {
    this.#store = store
  }

  /** A key that may be written to. */
  key(): string {
    const key = probeKey()
    this.#keys.push(key)
    return key
  }

  /** Forgets a key whose object is known to be gone, or never to have come to be. */
  gone(key: string): void {
    this.#keys.splice(this.#keys.indexOf(key), 1)
  }

  /**
   * Removes what may be there still, for as long as the store is patient, and for some seconds once the run is stopped; what
   * it failed with, if it did.
   */
  async remove(stopped: AbortSignal): Promise<PgdrillError | undefined> {
    if (this.#keys.length === 0) return undefined
    const cure = `remove ${this.#keys.join(' and ')} by hand, or let prune do so: it does after 48 hours`
    const { promise: late, reject } = Promise.withResolvers<never>()
    let timer: NodeJS.Timeout | undefined
    const hurry = () => {
      timer = setTimeout(() => reject(new Error('the store does not answer')), removalMs)
    }
    if (stopped.aborted) hurry()
    else stopped.addEventListener('abort', hurry, { once: true })
    try {
      await Promise.race([this.#store.delete(this.#keys), late])
      return undefined
    } catch (error) {
      const why = error instanceof PgdrillError ? error.what : (error as Error).message
      return new PgdrillError(`cannot remove all probes from ${this.#store.location}: ${why}`, {
        cure,
        cause: error,
      })
    } finally {
      stopped.removeEventListener('abort', hurry)
      clearTimeout(timer)
    }
  }
}
