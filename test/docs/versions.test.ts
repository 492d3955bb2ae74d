import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type Major, majors } from '../servers/versions.ts'
import { contrib } from '../versions/contrib.ts'
import { type RoundTrip, swaps, upward, withinOneMajor } from '../versions/matrix.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/versions.md'), 'utf8')
const list = readFileSync(join(root, 'test/servers/postgresql-versions.txt'), 'utf8')

/** The rows under a heading, without the table's head. */
function rowsUnder(heading: string): string[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
}

/** As the list of what is unpacked says: `14.23`. */
function versionOf(major: Major): string {
  const version = new RegExp(`^(${major}\\.\\d+)\\.0 `, 'm').exec(list)?.[1]
  if (version === undefined) throw new Error(`no PostgreSQL ${major} in test/servers/postgresql-versions.txt`)
  return version
}

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`.replaceAll('  ', ' ')

function clientsOf(trips: readonly RoundTrip[]): string {
  return [...new Set(trips.map(({ client }) => `pg_dump ${client}`))].join(', ')
}

test('docs/versions.md says what is tried on servers of one major', () => {
  const rows = majors.map((major) => {
    const trips = withinOneMajor(major)
    const isNewer = ({ client, format, compression }: RoundTrip) =>
      client > major && !(format === 'custom' && compression.kind === 'zstd')
    const own = trips.filter((trip) => !isNewer(trip))
    const of = (format: string, ...kinds: readonly string[]) => {
      const found = own.filter((trip) => trip.format === format && kinds.includes(trip.compression.kind))
      expect(found).toHaveLength(kinds.length)
      return clientsOf(found)
    }
    return row(
      versionOf(major),
      of('plain', 'gzip', 'zstd', 'none'),
      of('custom', 'gzip', 'none'),
      of('custom', 'zstd'),
      clientsOf(trips.filter(isNewer)),
      'yes',
    )
  })
  expect(rowsUnder('On servers of one major')).toEqual(rows)
})

test('docs/versions.md says what is tried on newer majors', () => {
  const rows = majors.slice(0, -1).map((from) => {
    const formatsOn = (on: Major) => upward.filter((trip) => trip.from === from && trip.to === on)
    const cells = majors.slice(1).map((on) =>
      formatsOn(on)
        .map(({ format }) => format)
        .join(', '),
    )
    return row(String(from), ...cells)
  })
  expect(rowsUnder('On a newer major')).toEqual(rows)
})

test('docs/versions.md says which restores are tried', () => {
  const rows = swaps.map(({ on, client, format, compression }) =>
    row(versionOf(on), `${format}, ${compression.kind}`, String(client)),
  )
  expect(rowsUnder('Restores by swap, and back')).toEqual(rows)
})

test('docs/versions.md names the extensions that are tried', () => {
  const section = page.split('## Extensions\n')[1]?.split('\n## ')[0] ?? ''
  for (const name of Object.keys(contrib)) expect(section).toMatch(new RegExp(`\\b${name}\\b`))
})
