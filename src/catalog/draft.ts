import { messageOf, PgdrillError } from '../errors.ts'
import { fanOut } from '../store/fan-out.ts'
import { once } from '../store/once.ts'
import { ObjectExistsError, ObjectMissingError, type Store, takenCure } from '../store/store.ts'
import { untilAborted } from '../store/until-aborted.ts'
import { encodeManifest, type Manifest, type ManifestObject, readManifest } from './manifest.ts'
import { Measure, type Measured } from './measure.ts'
import { keyOf } from './names.ts'

/** A store that was dropped from a backup, and why. */
export interface DroppedStore {
  location: string
  error: Error
}

interface Place {
  store: Store
  /** What this draft has written there, and nobody else. */
  keys: string[]
}

interface DraftOptions {
  signal: AbortSignal
  warning(text: string): void
}

const clearMs = 5_000

/**
 * A backup on its way into one or several stores: not a backup until `commit` has written its manifest. A store that
 * fails is dropped, what was written there is removed, and the others go on; when none is left, the last error is thrown.
 */
export class Draft {
  readonly stem: string
  readonly dropped: DroppedStore[] = []
  readonly objects: ManifestObject[] = []
  readonly #crc32s = new Map<string, number>()
  readonly #options: DraftOptions
  #places: Place[]

  constructor(stem: string, stores: readonly Store[], options: DraftOptions) {
    this.stem = stem
    this.#places = stores.map((store) => ({ store, keys: [] }))
    this.#options = options
  }

  /** The stores that are still part of it. */
  get locations(): string[] {
    return this.#places.map(({ store }) => store.location)
  }

  /** Why no store is left; undefined while one is. */
  get failure(): Error | undefined {
    const [first, ...others] = this.dropped
    if (this.#places.length > 0 || first === undefined) return undefined
    if (others.length === 0) return first.error
    const reasons = this.dropped.map(({ error }) => messageOf(error))
    return new PgdrillError(`cannot write the backup to any store: ${reasons.join('; ')}`, {
      cause: first.error,
    })
  }

  /** Asks each store whether it can be reached and has room for this name: before hours of dumping, not after. */
  async look(): Promise<void> {
    const key = keyOf(this.stem, { part: 'manifest' })
    await this.#inEach(async ({ store }) => {
      if ((await store.stat(key)) === undefined) return
      throw new ObjectExistsError(
        `cannot write ${store.location}/${key}: a backup of this second exists already`,
        { cure: takenCure },
      )
    })
  }

  /** The end of a pipeline: what it yields becomes an object under `key` in every store, when the source ends normally. */
  sink(key: string, expectedBytes?: number): (source: AsyncIterable<Uint8Array>) => Promise<void> {
    return async (source) => {
      const measure = new Measure()
      const { signal } = this.#options
      const options = { signal, ...(expectedBytes === undefined ? {} : { expectedBytes }) }
      const places = this.#places
      const outcomes = await fanOut(
        measure.pass(source),
        places.map(({ store, keys }) => async (branch) => {
          await store.put(key, branch, options)
          keys.push(key)
        }),
      )
      await this.#dropRejected(places, outcomes)
      this.#add(key, measure.result())
    }
  }

  /** Asks each store what it now holds of each object, and compares. */
  async confirm(): Promise<void> {
    await this.#inEach(async ({ store }) => {
      const { objects } = this
      await Promise.all(objects.map((object) => confirmObject(store, object, this.#crc32s.get(object.key))))
    })
  }

  /** Writes the manifest into each store; from then on it holds a backup. */
  async commit(manifest: Manifest): Promise<void> {
    const text = Buffer.from(encodeManifest(manifest))
    const key = keyOf(this.stem, { part: 'manifest' })
    await this.#inEach(async (place) => {
      await place.store.put(key, once(text), this.#options)
      // From here on it is a backup, which nothing may clear away.
      place.keys = []
    })
  }

  /** Removes from every store what was written there; for a draft that was not committed. */
  async abandon(): Promise<void> {
    await Promise.all(this.#places.map((place) => this.#clear(place)))
    this.#places = []
  }

  async #inEach(act: (place: Place) => Promise<void>): Promise<void> {
    const places = this.#places
    await this.#dropRejected(places, await Promise.allSettled(places.map(act)))
  }

  async #dropRejected(
    places: readonly Place[],
    outcomes: readonly PromiseSettledResult<void>[],
  ): Promise<void> {
    const failed = places.flatMap((place, index) => {
      const outcome = outcomes[index]
      return outcome?.status === 'rejected' ? [{ place, error: outcome.reason as Error }] : []
    })
    if (failed.length === 0) return
    this.#places = places.filter((place) => !failed.some((failure) => failure.place === place))
    this.dropped.push(...failed.map(({ place, error }) => ({ location: place.store.location, error })))
    await Promise.all(failed.map(({ place }) => this.#clear(place)))
    this.#options.signal.throwIfAborted()
    if (this.failure !== undefined) throw this.failure
    for (const { place, error } of failed) {
      this.#options.warning(`${place.store.location} is dropped from this backup: ${messageOf(error)}`)
    }
  }

  async #clear(place: Place): Promise<void> {
    const { store, keys } = place
    if (keys.length === 0) return
    try {
      await this.#withinReason(this.#remove(place))
    } catch (error) {
      this.#options.warning(
        `what was written of ${this.stem} stays in ${store.location}: ${messageOf(error)}`,
      )
    }
  }

  /**
   * A server that ignores If-None-Match (rclone 1.75, s3proxy 2.6) lets two runs of one second write the same keys: what
   * the other's manifest names is a backup, whoever wrote it.
   */
  async #remove({ store, keys }: Place): Promise<void> {
    const theirs = await committedKeys(store, this.stem)
    const ours = keys.filter((key) => !theirs.has(key))
    if (ours.length > 0) await store.delete(ours)
    if (ours.length === keys.length) return
    this.#options.warning(
      `another run has made ${this.stem} in ${store.location} while this one wrote there: it is left as it is; see that it is whole (pgdrill verify ${this.stem})`,
    )
  }

  // Once stopped, whoever waits for the end kills after some seconds: a store that hangs is then left as it is.
  async #withinReason(removal: Promise<void>): Promise<void> {
    if (!this.#options.signal.aborted) return removal
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new PgdrillError('it does not answer')), clearMs)
    await untilAborted(removal, late.signal).finally(() => clearTimeout(timer))
  }

  #add(key: string, { bytes, sha256, crc32 }: Measured): void {
    this.objects.push({ key, bytes, sha256 })
    this.#crc32s.set(key, crc32)
  }
}

async function confirmObject(store: Store, object: ManifestObject, crc32: number | undefined): Promise<void> {
  const held = await store.stat(object.key)
  const what = `cannot confirm ${store.location}/${object.key}`
  if (held === undefined) throw new PgdrillError(`${what}: the store took it and does not have it`)
  if (held.bytes !== object.bytes) {
    throw new PgdrillError(`${what}: ${object.bytes} bytes were written and the store holds ${held.bytes}`)
  }
  if (held.crc32 !== undefined && held.crc32 !== crc32) {
    throw new PgdrillError(`${what}: the store holds other bytes than were written (their CRC-32 differ)`)
  }
}

/** What belongs to a backup of this stem, whoever made it; a manifest that cannot be read is no reason to remove anything. */
async function committedKeys(store: Store, stem: string): Promise<Set<string>> {
  try {
    const { objects } = await readManifest(store, stem, { signal: new AbortController().signal })
    return new Set(objects.map(({ key }) => key))
  } catch (error) {
    if (error instanceof ObjectMissingError) return new Set()
    throw error
  }
}
