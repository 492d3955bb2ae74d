import fc from 'fast-check'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { type DumpText, dumpText, pieces, tables, textOf } from './dump-text.ts'
import type { Loaded, PsqlTwin } from './psql-twin.ts'

/** How often what was seen, so that a run in which nothing was compared is seen as such. */
export interface Tally {
  texts: number
  /** psql loaded it whole, and so was it read. */
  compared: number
  rows: number
  /** psql loaded it whole; the scan said that it does not know. */
  unknown: number
  /** The server ran a program for it, which the scan had said. */
  ran: number
}

export const noTally = (): Tally => ({ texts: 0, compared: 0, rows: 0, unknown: 0, ran: 0 })

export function scanned(chunks: readonly Buffer[]) {
  const scan = createFingerprintScan()
  for (const chunk of chunks) scan.write(Buffer.from(chunk))
  const { complete, tables, objects } = scan.end()
  const { lost, serverCopy, namedBegin } = scan.oddities
  return { complete, tables, objects, lost, serverCopy, namedBegin }
}

type Scanned = ReturnType<typeof scanned>

/** What is wrong with what was read, held against what psql made of it. */
function wrong(read: Scanned, loaded: Loaded, tally: Tally): string | undefined {
  const isRefused = read.serverCopy !== undefined || read.lost !== undefined
  if (loaded.ran) tally.ran += 1
  // psql alone takes the name of a routine for a body's beginning.
  if (loaded.ran && !isRefused && read.namedBegin === undefined) return 'a program was run, and none was seen'
  if (!loaded.ok) return undefined
  if (isRefused || !read.complete || read.namedBegin !== undefined) {
    tally.unknown += 1
    return undefined
  }
  tally.compared += 1
  return tables.map((table) => wrongRows(read, table, loaded.rows[table] ?? 0, tally)).find(Boolean)
}

function wrongRows({ tables }: Scanned, table: string, loaded: number, tally: Tally): string | undefined {
  const counts = tables.filter(({ name }) => name === table).map(({ rows }) => rows)
  if (counts.includes(null)) return undefined
  const counted = counts.reduce<number>((sum, rows) => sum + (rows ?? 0), 0)
  tally.rows += counted
  return counted === loaded
    ? undefined
    : `${counted} rows of ${table} were counted, and ${loaded} were loaded`
}

/** The scanner says of any text what psql makes of it, or that it does not know, whatever pieces the text comes in. */
export function scanAgainstPsql(twin: PsqlTwin, tally: Tally): fc.IAsyncProperty<[DumpText]> {
  return fc.asyncProperty(dumpText, async (made) => {
    const text = textOf(made)
    tally.texts += 1
    const whole = scanned([text])
    const bytes = Array.from(text, (_, at) => text.subarray(at, at + 1))
    for (const chunks of [pieces(text, made.cuts), bytes]) {
      if (JSON.stringify(scanned(chunks)) !== JSON.stringify(whole))
        throw new Error('in pieces it is another text')
    }
    const problem = wrong(whole, await twin.load(text), tally)
    if (problem !== undefined) throw new Error(problem)
  })
}
