import { PgdrillError } from '../errors.ts'
import { ObjectMissingError, type Store } from '../store/store.ts'
import type { Entry } from './catalog.ts'
import { type DrillVerdict, readDrill } from './drill.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { UnreadableRecordError } from './record.ts'

/**
 * What a store holds of one stem:
 * - committed: a manifest, and every object it names in its size (a listing's word: nothing is read)
 * - damaged: a manifest, and an object it names is gone or of another size
 * - unreadable: a manifest that cannot be read or understood
 * - uncommitted: no manifest
 * - missing: nothing
 * - unknown: the store cannot be listed
 */
export type CopyState = 'committed' | 'damaged' | 'unreadable' | 'uncommitted' | 'missing' | 'unknown'

/** One store's copy of a backup. */
export interface Copy {
  state: CopyState
  entry?: Entry
  manifest?: Manifest
  drill?: DrillVerdict
  /** Why its manifest, which is there, did not come: the backup may well be whole. */
  unread?: PgdrillError
  /** For people: what is wrong with it. */
  problems: readonly string[]
}

/** Reads the manifest and the drill record of what a listing showed. Rejects only when stopped. */
export async function readCopy(
  store: Store,
  entry: Entry,
  hasManifest: boolean,
  options: { signal: AbortSignal },
): Promise<Copy> {
  const drill = await tryTo(
    async () => (entry.hasDrill ? readDrill(store, entry.stem, options) : undefined),
    options,
  )
  const found = { entry, ...(drill.value && { drill: drill.value }) }
  const problems = drill.error ? [drill.error.message] : []
  if (!hasManifest) return { ...found, state: 'uncommitted', problems }
  const manifest = await tryTo(() => readManifest(store, entry.stem, options), options)
  if (manifest.error instanceof ObjectMissingError) return { state: 'missing', problems: [] }
  if (manifest.error) {
    const unread = !(manifest.error instanceof UnreadableRecordError) && { unread: manifest.error }
    return { ...found, ...unread, state: 'unreadable', problems: [manifest.error.message, ...problems] }
  }
  const wrong = contradictions(manifest.value, entry)
  const state = wrong.length === 0 ? 'committed' : 'damaged'
  return { ...found, manifest: manifest.value, state, problems: [...wrong, ...problems] }
}

type Tried<T> = { value: T; error?: never } | { value?: never; error: PgdrillError }

async function tryTo<T>(read: () => Promise<T>, { signal }: { signal: AbortSignal }): Promise<Tried<T>> {
  try {
    return { value: await read() }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    return { error }
  }
}

function contradictions({ objects }: Manifest, entry: Entry): string[] {
  const listed = new Map(entry.objects.map(({ key, bytes }) => [key, bytes]))
  return objects.flatMap(({ key, bytes }) => {
    const found = listed.get(key)
    if (found === undefined) return [`${key} is gone`]
    return found === bytes ? [] : [`${key} is ${found} bytes, its manifest says ${bytes}`]
  })
}
