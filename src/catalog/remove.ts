import { messageOf, PgdrillError } from '../errors.ts'
import type { Listed, Store, Unfinished } from '../store/store.ts'
import { type Entry, readCatalog } from './catalog.ts'
import { parseKey } from './names.ts'

/** What is to go from a store. */
export interface Doomed {
  entries: readonly Entry[]
  unfinished: readonly Unfinished[]
  /** Objects of no backup. */
  probes: readonly Listed[]
}

/**
 * Removes entries of `name`, then probes and unfinished writes. All manifests go first, and where one stays so does its dump:
 * whatever stops it, what is left is either a whole backup or none. An error does not keep the rest from going.
 * @throws PgdrillError that says what could not be removed and what is left
 */
export async function removeAll(
  store: Store,
  name: string,
  { entries, unfinished, probes }: Doomed,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const errors: unknown[] = []
  const attempt = async (act: () => Promise<void>) => {
    signal.throwIfAborted()
    await act().catch((error) => errors.push(error))
  }
  await attempt(() => deleteKeys(store, entries, isManifest))
  const bare = errors.length === 0 ? entries : (await stillThere(store, name, entries)).bare
  await attempt(() => deleteKeys(store, bare, (key) => !isManifest(key)))
  if (errors.length === 0 && entries.length > 0) await attempt(() => deleteWrittenSince(store, name, entries))
  const left = errors.length === 0 ? [] : (await stillThere(store, name, entries)).left
  if (probes.length > 0) await attempt(() => store.delete(probes.map(({ key }) => key)))
  for (const each of unfinished) await attempt(() => store.discard(each))
  if (errors.length > 0) throw removalError(store, errors, entries.length, left)
}

async function deleteKeys(
  store: Store,
  entries: readonly Entry[],
  chosen: (key: string) => boolean,
): Promise<void> {
  const keys = entries.flatMap(({ objects }) => objects.map(({ key }) => key).filter(chosen))
  if (keys.length > 0) await store.delete(keys)
}

/** A drill may have written its record after the listing that was decided by; other objects may be new backups'. */
async function deleteWrittenSince(store: Store, name: string, entries: readonly Entry[]): Promise<void> {
  const removed = new Set(entries.map(({ stem }) => stem))
  const { uncommitted } = await readCatalog(store, name)
  const left = uncommitted.filter(({ stem }) => removed.has(stem))
  await deleteKeys(store, left, (key) => parseKey(key)?.part === 'drill')
}

function isManifest(key: string): boolean {
  return parseKey(key)?.part === 'manifest'
}

// A store's error names keys for people. What is really left, and of that what has lost its manifest, only a new listing
// tells; without one all counts as left.
async function stillThere(
  store: Store,
  name: string,
  entries: readonly Entry[],
): Promise<{ left: readonly Entry[]; bare: readonly Entry[] }> {
  const catalog = await readCatalog(store, name).catch(() => undefined)
  if (catalog === undefined) return { left: entries, bare: [] }
  const bare = new Set(catalog.uncommitted.map(({ stem }) => stem))
  const whole = new Set([...catalog.backups, ...catalog.damaged].map(({ stem }) => stem))
  return {
    left: entries.filter(({ stem }) => bare.has(stem) || whole.has(stem)),
    bare: entries.filter(({ stem }) => bare.has(stem)),
  }
}

function removalError(
  { location }: Store,
  errors: readonly unknown[],
  count: number,
  left: readonly Entry[],
): PgdrillError {
  const [first, ...others] = errors
  const { what, cure } = first instanceof PgdrillError ? first : { what: messageOf(first), cure: undefined }
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  const rest = left.length === 0 ? '' : `; ${left.length} of ${count} backups are left: ${named(left)}`
  return new PgdrillError(`cannot remove all from ${location}: ${what}${more}${rest}`, {
    cause: first,
    ...(cure === undefined ? {} : { cure }),
  })
}

function named(entries: readonly Entry[]): string {
  const stems = entries.slice(0, 5).map(({ stem }) => stem)
  return entries.length > stems.length ? `${stems.join(', ')}, ...` : stems.join(', ')
}
