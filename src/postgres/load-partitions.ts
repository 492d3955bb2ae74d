/** A part of a parallel restore: the entries of the archive, in the form of `pg_restore --use-list`, and by how many jobs. */
export interface RestoreStep {
  list: string
  jobs: number
}

/** What `pg_restore --list` prints of an archive, each in the archive's order. */
export interface ArchiveLists {
  /** With --verbose: every entry, and what it depends on. */
  all: string
  /** Of the sections pre-data and data. */
  early: string
  /** Of the section post-data. */
  late: string
}

interface Entry {
  id: string
  /** What follows its numbers: `INDEX ATTACH public pets_pkey owner`. */
  text: string
  dependsOn: readonly string[]
}

// What locks no table but those that it names and depends on. For all of these pg_restore keeps its jobs apart.
const apart = /^(INDEX|CONSTRAINT|FK CONSTRAINT) (?!ATTACH )/
const attached = /^(TABLE|INDEX) ATTACH /
const foreignKey = /^FK CONSTRAINT /
// They come last: an owner may have given away rights of its own which the checks of a foreign key need.
const privileges = /^(ACL|DEFAULT ACL) /

/**
 * How to restore an archive with partitioned tables by several jobs; undefined when it has none. pg_restore starts an
 * entry when no other at work locks one of the tables that it depends on. Attaching an index, and a foreign key or
 * trigger of a partitioned table, lock tables of the whole tree besides, and two jobs end in a deadlock. So: the tables and their rows
 * by all jobs; then by all jobs the indexes, keys and foreign keys that touch one table of a tree at most; then the rest by one. Pure.
 */
export function partitionSteps(lists: ArchiveLists, jobs: number): RestoreStep[] | undefined {
  const all = entriesOf(lists.all)
  const attaching = all.filter(({ text }) => attached.test(text))
  if (attaching.length === 0) return undefined
  const early = entriesOf(lists.early).filter(({ text }) => !privileges.test(text))
  const late = new Set(idsOf(entriesOf(lists.late)))
  const inTrees = new Set(attaching.flatMap(({ dependsOn }) => dependsOn))
  const beside = besides(
    all.filter(({ id }) => late.has(id)),
    inTrees,
  )
  const isDone = new Set([...idsOf(early), ...idsOf(beside)])
  const rest = [...entriesOf(lists.early), ...entriesOf(lists.late)].filter(({ id }) => !isDone.has(id))
  const steps = [
    { list: listOf(early), jobs },
    { list: listOf(beside), jobs },
    { list: listOf(rest), jobs: 1 },
  ]
  return steps.filter(({ list }) => list !== '')
}

/** Of the last section what may run side by side, before all else of it. */
function besides(late: readonly Entry[], inTrees: ReadonlySet<string>): Entry[] {
  let chosen = late.filter(
    ({ text, dependsOn }) =>
      apart.test(text) && !(foreignKey.test(text) && dependsOn.some((id) => inTrees.has(id))),
  )
  // What depends on something that waits has to wait as well, and so on.
  for (;;) {
    const ids = new Set(idsOf(chosen))
    const waiting = new Set(idsOf(late).filter((id) => !ids.has(id)))
    const next = chosen.filter(({ dependsOn }) => !dependsOn.some((id) => waiting.has(id)))
    if (next.length === chosen.length) return next
    chosen = next
  }
}

// `3390; 0 0 INDEX ATTACH public pets_2024_pkey owner`, and with --verbose `;	depends on: 3315 3311`.
function entriesOf(list: string): Entry[] {
  const entries: Entry[] = []
  for (const line of list.split('\n')) {
    const [, id, text] = /^(\d+); \d+ \d+ (.*)$/.exec(line) ?? []
    const [, ids] = /^;\s+depends on: ([\d ]+)$/.exec(line) ?? []
    const last = entries.at(-1)
    if (id !== undefined && text !== undefined) entries.push({ id, text, dependsOn: [] })
    else if (ids !== undefined && last !== undefined) last.dependsOn = ids.trim().split(' ')
  }
  return entries
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ id }) => id)
}

function listOf(entries: readonly Entry[]): string {
  return entries.map(({ id }) => `${id};\n`).join('')
}
