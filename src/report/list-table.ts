import type { ListedBackup, Listing } from '../list.ts'
import { formatAge, formatBytes, formatCount } from './human.ts'
import { type Column, printable, renderTable } from './table.ts'

const columns: readonly Column[] = [
  { title: 'BACKUP' },
  { title: 'AGE', align: 'right' },
  { title: 'SIZE', align: 'right' },
  { title: 'FORMAT' },
  { title: 'TABLES', align: 'right' },
  { title: 'ROWS', align: 'right' },
  { title: 'DRILL' },
]

/**
 * A listing for a terminal: a line each backup, a column each store, and below what is wrong with copies. What is wrong with
 * a store makes the command fail, and is told by its error.
 */
export function renderList(listing: Listing, now: Date): string {
  const { backups, omitted } = listing
  const table =
    backups.length === 0
      ? nothing(listing)
      : renderTable([...columns, ...storeColumns(listing)], rows(listing, now))
  const notes = [
    ...(omitted > 0 ? [`${formatCount(omitted)} more not shown`] : []),
    ...backups.flatMap((backup) => problemsOf(backup, listing)),
  ]
  return notes.length === 0 ? table : `${table}\n${notes.map((note) => `${printable(note)}\n`).join('')}`
}

function nothing({ name, stores }: Listing): string {
  const listed = stores.filter(({ problem }) => problem === null)
  const where = listed.map(({ location }) => location).join(' and ')
  return `${printable(`no backups${name === null ? '' : ` of ${name}`} in ${where}`)}\n`
}

function storeColumns({ stores }: Listing): Column[] {
  return stores.length === 1 ? [{ title: 'STATE' }] : stores.map(({ location }) => ({ title: location }))
}

function rows({ backups }: Listing, now: Date): string[][] {
  return backups.map(({ backup, takenAt, bytes, format, tables, rows, drill, copies }) => [
    backup,
    formatAge(now.getTime() - takenAt.getTime()),
    known(bytes, formatBytes),
    format ?? '-',
    known(tables, formatCount),
    known(rows, formatCount),
    drill?.verdict ?? '-',
    ...copies.map(({ state }) => state),
  ])
}

function known(value: number | null, format: (value: number) => string): string {
  return value === null ? '-' : format(value)
}

function problemsOf({ backup, copies }: ListedBackup, { stores }: Listing): string[] {
  return copies.flatMap(({ problems }, index) =>
    problems.map((problem) => `${backup} in ${stores[index]?.location}: ${problem}`),
  )
}
