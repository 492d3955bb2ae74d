import type { Listed, Store, Unfinished } from '../store/store.ts'
import { checkName, type Key, keyPrefixOf, parseKey, type Stem } from './names.ts'

/** The objects of one stem, as a listing shows them. */
export interface Entry extends Stem {
  objects: readonly { key: string; bytes: number }[]
  /** Of all of its objects. */
  bytes: number
  /** When the last of them was written, by the store's clock; never before takenAt. */
  modifiedAt: Date
  hasDrill: boolean
}

/** What a store holds under one backup name, each list newest first. */
export interface Catalog {
  /** Committed: manifest and dump are there. */
  backups: readonly Entry[]
  /** Without a manifest: an older script's dump, a backup still running, or what a crash left. */
  uncommitted: readonly Entry[]
  /** With a manifest whose dump is gone or empty. Never counts as a backup. */
  damaged: readonly Entry[]
}

/** What `store` holds of the backups of `name`, by one listing and no request per backup. */
export async function readCatalog(store: Store, name: string): Promise<Catalog> {
  checkName(name)
  // The prefix lets other names in; grouping by the exact name leaves them out.
  const found = await readAll(store, keyPrefixOf(name))
  return found.get(name) ?? { backups: [], uncommitted: [], damaged: [] }
}

/** What `store` holds under every name, in the order of the names. Lists the whole store. */
export function readCatalogs(store: Store): Promise<Map<string, Catalog>> {
  return readAll(store, '')
}

/** Writes of objects of `name` that were begun and not completed. */
export async function readUnfinished(store: Store, name: string): Promise<Unfinished[]> {
  checkName(name)
  const found: Unfinished[] = []
  for await (const unfinished of store.listUnfinished(keyPrefixOf(name))) {
    if (parseKey(unfinished.key)?.name === name) found.push(unfinished)
  }
  return found
}

async function readAll(store: Store, prefix: string): Promise<Map<string, Catalog>> {
  const gathered = new Map<string, Gathered>()
  for await (const listed of store.list(prefix, { mayHold: isArchive })) {
    const key = parseKey(listed.key)
    if (key) gather(gathered, key, listed)
  }
  const byName = Map.groupBy(gathered.values(), ({ entry }) => entry.name)
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(sorted.map(([name, entries]) => [name, catalogOf(entries)]))
}

// Beneath a store in a home or on a backup disk there can be anything, millions of files of it.
function isArchive(folder: string): boolean {
  return parseKey(`${folder}/toc.dat`) !== undefined
}

interface Gathered {
  entry: Entry & { objects: { key: string; bytes: number }[] }
  hasManifest: boolean
  hasDump: boolean
}

function gather(gathered: Map<string, Gathered>, key: Key, { bytes, modifiedAt }: Listed): void {
  const found = gathered.get(key.stem) ?? begin(key)
  gathered.set(key.stem, found)
  const { entry } = found
  entry.objects.push({ key: key.key, bytes })
  entry.bytes += bytes
  if (modifiedAt > entry.modifiedAt) entry.modifiedAt = modifiedAt
  if (key.part === 'drill') entry.hasDrill = true
  if (key.part === 'manifest') found.hasManifest = true
  if (isDump(key, bytes)) found.hasDump = true
}

function begin({ stem, name, takenAt }: Key): Gathered {
  const entry = { stem, name, takenAt, objects: [], bytes: 0, modifiedAt: takenAt, hasDrill: false }
  return { entry, hasManifest: false, hasDump: false }
}

// No dump of any format is empty: nothing at all gzips to 20 bytes.
function isDump(key: Key, bytes: number): boolean {
  if (key.part !== 'dump' || bytes === 0) return false
  return key.format !== 'directory' || key.entry === 'toc.dat'
}

function catalogOf(gathered: readonly Gathered[]): Catalog {
  const newestFirst = gathered.toSorted((a, b) => b.entry.takenAt.getTime() - a.entry.takenAt.getTime())
  const entries = (state: (each: Gathered) => boolean) => newestFirst.filter(state).map(({ entry }) => entry)
  return {
    backups: entries(({ hasManifest, hasDump }) => hasManifest && hasDump),
    uncommitted: entries(({ hasManifest }) => !hasManifest),
    damaged: entries(({ hasManifest, hasDump }) => hasManifest && !hasDump),
  }
}
