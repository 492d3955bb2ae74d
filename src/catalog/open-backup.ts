import { messageOf, PgdrillError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { latestFirst, passedOver } from './ahead.ts'
import { type Entry, readCatalog } from './catalog.ts'
import { readCopy } from './copy.ts'
import { dumpKeyOf, type Manifest } from './manifest.ts'
import { type Key, parseKey, parseStem, type Stem } from './names.ts'

/** Which backup is meant. */
export type What =
  | { kind: 'latest'; name: string }
  /** The newest taken at or before a moment. */
  | { kind: 'at'; name: string; time: Date }
  | { kind: 'stem'; stem: string }

/** A backup in one store. */
export interface BackupCopy {
  store: Store
  entry: Entry
  /** Left out: an uncommitted dump, whose bytes nothing vouches for. */
  manifest?: Manifest
}

export interface FoundBackup {
  stem: string
  /** Those that by the store's listing have all of it, in the stores' order; at least one. */
  copies: readonly BackupCopy[]
  /** For people: what is wrong with other stores and their copies. */
  problems: readonly string[]
}

/** The dump among a backup's objects. */
export type DumpKey = Key & { part: 'dump' }

/** `latest`, a stem, or the key of any object of a backup; undefined for anything else. Times are the settings' to read. */
export function parseWhat(text: string, name: string): What | undefined {
  if (text === 'latest') return { kind: 'latest', name }
  const stem = parseStem(text)?.stem ?? parseKey(text)?.stem
  return stem === undefined ? undefined : { kind: 'stem', stem }
}

/**
 * Finds a backup in the stores: of all that they hold the one that is meant, and every whole copy of it. An uncommitted
 * dump is found by its stem alone. A store that cannot be read is a problem, and no error while another has it.
 * @throws PgdrillError when there is none, or a store could not be read and no other has it
 */
export async function findBackup(
  stores: readonly Store[],
  what: What,
  options: { now: Date; signal: AbortSignal },
): Promise<FoundBackup> {
  const shelves = await Promise.all(stores.map((store) => readShelf(store, what, options)))
  const unread = shelves.flatMap(({ problem }) => (problem === undefined ? [] : [problem]))
  const damaged: string[] = []
  const meant = candidates(shelves, what, options.now)
  const notes = meant.slice(0, 1).flatMap((first) => passedOver(meant, first) ?? [])
  for (const { stem } of meant) {
    const { copies, problems, unfetched } = await readCopies(shelves, stem, options)
    if (copies.length > 0) return { stem, copies, problems: [...unread, ...notes, ...damaged, ...problems] }
    if (unfetched !== undefined) throw cannotTell(stem, unfetched)
    damaged.push(...problems)
  }
  throw noneFound(stores, what, unread, damaged)
}

/** The object a restore begins with. */
export function dumpOf({ entry, manifest }: BackupCopy): DumpKey | undefined {
  const keys = manifest ? [dumpKeyOf(manifest)] : entry.objects.map(({ key }) => key)
  const dumps = keys.map(parseKey).filter((key): key is DumpKey => key?.part === 'dump')
  return dumps.find((key) => key.format !== 'directory' || key.entry === 'toc.dat')
}

interface Shelf {
  store: Store
  entries: ReadonlyMap<string, { entry: Entry; hasManifest: boolean }>
  problem?: string
}

async function readShelf(store: Store, what: What, { signal }: { signal: AbortSignal }): Promise<Shelf> {
  try {
    const { backups, uncommitted, damaged } = await readCatalog(store, nameOf(what))
    const entries = new Map<string, { entry: Entry; hasManifest: boolean }>()
    for (const entry of [...backups, ...damaged]) entries.set(entry.stem, { entry, hasManifest: true })
    for (const entry of uncommitted) entries.set(entry.stem, { entry, hasManifest: false })
    return { store, entries }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    return { store, entries: new Map(), problem: `${store.location} cannot be read: ${messageOf(error)}` }
  }
}

/** The stems that may be meant, best first: one that turns out damaged everywhere makes way for the next older. */
function candidates(shelves: readonly Shelf[], what: What, now: Date): Stem[] {
  const named = what.kind === 'stem' ? parseStem(what.stem) : undefined
  if (what.kind === 'stem') return named === undefined ? [] : [named]
  const committed = shelves
    .flatMap(({ entries }) => [...entries.values()])
    .filter(({ hasManifest }) => hasManifest)
    .map(({ entry }) => entry)
    .filter(({ takenAt }) => what.kind === 'latest' || takenAt <= what.time)
  return latestFirst([...new Map(committed.map((entry) => [entry.stem, entry])).values()], now)
}

async function readCopies(
  shelves: readonly Shelf[],
  stem: string,
  options: { signal: AbortSignal },
): Promise<{ copies: BackupCopy[]; problems: string[]; unfetched?: PgdrillError }> {
  let unfetched: PgdrillError | undefined
  const copies: BackupCopy[] = []
  const bare: BackupCopy[] = []
  const problems: string[] = []
  for (const { store, entries } of shelves) {
    const found = entries.get(stem)
    if (found === undefined) continue
    const { entry } = found
    const copy = await readCopy(store, entry, found.hasManifest, options)
    const { state, manifest, problems: wrong } = copy
    unfetched ??= copy.unread
    if (state === 'committed' && manifest) copies.push({ store, entry, manifest })
    else if (state === 'uncommitted' && dumpOf({ store, entry })) bare.push({ store, entry })
    else
      problems.push(
        `${store.location} does not have all of ${stem}: ${wrong.join(', ') || 'its dump is gone'}`,
      )
  }
  return {
    copies: copies.length > 0 ? copies : bare,
    problems,
    ...(unfetched !== undefined && { unfetched }),
  }
}

/** A server that fails for a moment must not have an older backup taken for the latest. */
function cannotTell(stem: string, { what, cure }: PgdrillError): PgdrillError {
  const instead = `or take an older one than ${stem} by its name`
  return new PgdrillError(what, {
    cure: cure === undefined ? `try again, ${instead}` : `${cure}, ${instead}`,
  })
}

/** Whose backup is meant. */
export function nameOf(what: What): string {
  return what.kind === 'stem' ? (parseStem(what.stem)?.name ?? what.stem) : what.name
}

/** It is in none of the stores; `unread` and `damaged` are for people. */
export function noneFound(
  stores: readonly Store[],
  what: What,
  unread: readonly string[],
  damaged: readonly string[] = [],
): PgdrillError {
  const where = stores.map(({ location }) => location).join(', ')
  const why = [...unread, ...damaged].map((problem) => `; ${problem}`).join('')
  const text = `cannot find ${described(what)} in ${where}${why}`
  // What to do about a store that cannot be read stands in its own problem.
  if (unread.length > 0) return new PgdrillError(text)
  return new PgdrillError(text, { cure: 'see what there is with: pgdrill list' })
}

function described(what: What): string {
  switch (what.kind) {
    case 'latest':
      return `a backup of ${JSON.stringify(what.name)}`
    case 'at':
      return `a backup of ${JSON.stringify(what.name)} taken at or before ${what.time.toISOString()}`
    case 'stem':
      return `the backup ${what.stem}`
  }
}
