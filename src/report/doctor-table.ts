import type { Finding } from '../doctor/finding.ts'
import type { Diagnosis } from '../doctor.ts'
import { type Column, renderTable, wrapped } from './table.ts'

const columns: readonly Column[] = [{ title: 'VERDICT' }, { title: 'CHECK' }, { title: 'WHAT WAS FOUND' }]

/**
 * A diagnosis for people: a line each check, each store's under its location, and cures below what they cure. With the
 * width of a terminal, in characters, what is longer goes on below.
 */
export function doctorTable({ findings }: Diagnosis, width = Number.POSITIVE_INFINITY): string {
  const longest = Math.max('CHECK'.length, ...findings.map(({ check }) => check.length))
  const room = Math.max(leastRoom, width - 'VERDICT  '.length - longest - '  '.length)
  let store: string | null = null
  const rows = findings.flatMap((finding) => {
    const place = finding.store === null ? 'on this machine' : `in ${finding.store}`
    const heading = finding.store === store ? [] : [['', '', place]]
    store = finding.store
    return [...heading, ...rowsOf(finding, room)]
  })
  return renderTable(columns, rows)
}

// Of a terminal that is narrower than this nothing better can be made.
const leastRoom = 30

function rowsOf({ verdict, check, says, cure }: Finding, room: number): string[][] {
  const [first = '', ...more] = says.split('\n').flatMap((line) => wrapped(line, room))
  const cures = cure === null ? [] : wrapped(cure, room - cureMark.length)
  const cured = cures.map((line, at) => (at === 0 ? cureMark : ' '.repeat(cureMark.length)) + line)
  return [[verdict, check, first], ...[...more, ...cured].map((line) => ['', '', line])]
}

const cureMark = '  -> '
