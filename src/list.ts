import { latestFirst } from './catalog/ahead.ts'
import { mapAtOnce } from './catalog/at-once.ts'
import { type Catalog, type Entry, readCatalog, readCatalogs } from './catalog/catalog.ts'
import { type Copy, type CopyState, readCopy } from './catalog/copy.ts'
import type { Verdict } from './catalog/drill.ts'
import type { Manifest } from './catalog/manifest.ts'
import { parseKey, type Stem } from './catalog/names.ts'
import { nameOf, noneFound, type What } from './catalog/open-backup.ts'
import { PgdrillError } from './errors.ts'
import { postgresImage } from './postgres/image.ts'
import type { Store } from './store/store.ts'

export interface ListRequest {
  /** This one alone: of what the stores hold the one that is meant, damaged or not. */
  what?: What
  /** Of one backup name; of all, when left out. */
  name?: string
  /** Only the newest so many of each name. */
  limit?: number
  now: Date
  signal: AbortSignal
}

/** What stores hold, side by side; JSON as it is. */
export interface Listing {
  name: string | null
  stores: { location: string; problem: string | null }[]
  /** By name, then newest first. */
  backups: ListedBackup[]
  /** How many more there are than `limit` let through. */
  omitted: number
}

export interface ListedBackup {
  /** The stem. */
  backup: string
  name: string
  takenAt: Date
  /** Of all its objects in one store. */
  bytes: number | null
  format: Manifest['dump']['format'] | null
  tables: number | null
  rows: number | null
  /** Of the server it was taken from, as `17.2`. */
  serverVersion: string | null
  /** A Docker image that it restores in. */
  postgresImage: string | null
  /** The last drill of any copy. */
  drill: { verdict: Verdict; drilledAt: Date } | null
  /** One for each store, in their order. */
  copies: { state: CopyState; bytes: number | null; problems: readonly string[] }[]
}

// Enough to hide a bucket's latency, few enough for any server.
const readsAtOnce = 8

/**
 * Lists backups, and what is no backup of the same naming. A store that cannot be listed is shown as such beside others.
 * @throws PgdrillError when none can be, or when what is asked for is nowhere
 */
export async function list(stores: readonly Store[], request: ListRequest): Promise<Listing> {
  const name = request.what === undefined ? request.name : nameOf(request.what)
  const shelves = await Promise.all(stores.map((store) => readShelf(store, name)))
  refuseWithoutAny(shelves)
  const stems = request.what === undefined ? stemsOn(shelves) : [meantOn(shelves, request.what, request)]
  const chosen = newestOfEachName(stems, request.limit)
  const backups = await mapAtOnce(chosen, readsAtOnce, async (stem) => {
    const copies = await Promise.all(shelves.map((shelf) => copyOn(shelf, stem.stem, request)))
    return listed(stem, copies)
  })
  return {
    name: name ?? null,
    stores: shelves.map(({ store, error }) => ({
      location: store.location,
      problem: error?.message ?? null,
    })),
    backups,
    omitted: stems.length - chosen.length,
  }
}

/** What one store's listing shows, by stem. */
interface Shelf {
  store: Store
  found: ReadonlyMap<string, { entry: Entry; hasManifest: boolean }>
  error?: PgdrillError
}

async function readShelf(store: Store, name: string | undefined): Promise<Shelf> {
  try {
    const catalogs =
      name === undefined ? [...(await readCatalogs(store)).values()] : [await readCatalog(store, name)]
    return { store, found: new Map(catalogs.flatMap(entriesOf).map((each) => [each.entry.stem, each])) }
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    return { store, found: new Map(), error }
  }
}

function entriesOf({ backups, damaged, uncommitted }: Catalog) {
  const withManifest = [...backups, ...damaged].map((entry) => ({ entry, hasManifest: true }))
  return [...withManifest, ...uncommitted.map((entry) => ({ entry, hasManifest: false }))]
}

function refuseWithoutAny(shelves: readonly Shelf[]): void {
  const [first] = shelves
  if (first?.error && shelves.every(({ error }) => error)) throw first.error
}

function stemsOn(shelves: readonly Shelf[]): Stem[] {
  const entries = shelves.flatMap(({ found }) => [...found.values()].map(({ entry }) => entry))
  return [...new Map(entries.map((entry) => [entry.stem, entry])).values()]
}

/** As verify chooses: the newest of those that were committed, whatever became of it; by its stem, any. */
function meantOn(shelves: readonly Shelf[], what: What, { now }: ListRequest): Stem {
  const all = shelves.flatMap(({ found }) => [...found.values()])
  const meant = all
    .filter(({ entry, hasManifest }) => (what.kind === 'stem' ? entry.stem === what.stem : hasManifest))
    .map(({ entry }) => entry)
    .filter(({ takenAt }) => what.kind !== 'at' || takenAt <= what.time)
  const [first] = latestFirst(meant, now)
  if (first !== undefined) return first
  const unread = shelves.flatMap(({ error }) => (error === undefined ? [] : [error.message]))
  throw noneFound(
    shelves.map(({ store }) => store),
    what,
    unread,
  )
}

function newestOfEachName(stems: readonly Stem[], limit: number | undefined): Stem[] {
  const names = [...Map.groupBy(stems, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1))
  return names.flatMap(([, each]) =>
    each.sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime()).slice(0, limit),
  )
}

async function copyOn({ store, found, error }: Shelf, stem: string, request: ListRequest): Promise<Copy> {
  const held = found.get(stem)
  if (held) return readCopy(store, held.entry, held.hasManifest, request)
  return { state: error ? 'unknown' : 'missing', problems: [] }
}

// What a backup is, its first whole copy says; a damaged one's manifest, or the dump's name, when there is none.
function listed({ stem, name, takenAt }: Stem, copies: readonly Copy[]): ListedBackup {
  const best = copies.find(({ state }) => state === 'committed') ?? copies.find(({ manifest }) => manifest)
  const { manifest, entry } = best ?? copies.find((copy) => copy.entry) ?? {}
  return {
    backup: stem,
    name,
    takenAt,
    bytes: entry?.bytes ?? null,
    format: manifest?.dump.format ?? (entry && formatOf(entry)) ?? null,
    tables: manifest?.tables ?? null,
    rows: manifest?.rows ?? null,
    serverVersion: manifest?.source.serverVersion ?? null,
    postgresImage: manifest === undefined ? null : imageOf(manifest),
    drill: lastDrill(copies),
    copies: copies.map((copy) => ({
      state: copy.state,
      bytes: copy.entry?.bytes ?? null,
      problems: copy.problems,
    })),
  }
}

function imageOf({ source: { serverVersion, extensions } }: Manifest): string {
  return postgresImage({ major: Number.parseInt(serverVersion, 10), extensions })
}

function formatOf({ objects }: Entry): ListedBackup['format'] {
  const dump = objects.map(({ key }) => parseKey(key)).find((key) => key?.part === 'dump')
  return dump?.part === 'dump' ? dump.format : null
}

function lastDrill(copies: readonly Copy[]): ListedBackup['drill'] {
  const drills = copies.flatMap(({ drill }) => drill ?? [])
  const [last] = drills.sort((a, b) => b.drilledAt.getTime() - a.drilledAt.getTime())
  return last ? { verdict: last.verdict, drilledAt: last.drilledAt } : null
}
