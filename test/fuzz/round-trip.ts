import fc from 'fast-check'
import { compareFingerprints } from '../../src/fingerprint/compare.ts'
import type { Fingerprint } from '../../src/fingerprint/fingerprint.ts'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { findReordered } from '../../src/postgres/insert-columns.ts'
import type { DatabaseTwin, Truth } from './database-twin.ts'
import { pieces } from './dump-text.ts'
import { type OddDatabase, oddDatabase } from './odd-database.ts'

/** How often what was seen, so that a run in which nothing was compared is seen as such. */
export interface RoundTrips {
  databases: number
  statements: number
  /** Statements that the server refused: what they would have made is in no database. */
  refused: number
  rows: number
  /** Dumps of INSERT statements. */
  inserts: number
  /** Not the same once restored, as the fingerprint said: the INSERT of a float's -0 is one of 0. */
  lost: number
  /** Changes of a restored database that were seen. */
  changes: number
}

export const noRoundTrips = (): RoundTrips => ({
  databases: 0,
  statements: 0,
  refused: 0,
  rows: 0,
  inserts: 0,
  lost: 0,
  changes: 0,
})

function scanned(chunks: readonly Buffer[]): Fingerprint {
  const scan = createFingerprintScan()
  for (const chunk of chunks) scan.write(Buffer.from(chunk))
  return scan.end()
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * The fingerprint of a dump says what SQL says of the database; it is the same after a restore exactly where the database is;
 * and another one after a change.
 */
export function databasesComeBack(
  twin: DatabaseTwin,
  tally: RoundTrips,
): fc.IAsyncProperty<[OddDatabase, number[]]> {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 })
  return fc.asyncProperty(oddDatabase, cuts, (made, cuts) => roundTrip(twin, made, cuts, tally))
}

async function roundTrip(twin: DatabaseTwin, made: OddDatabase, cuts: number[], tally: RoundTrips) {
  const { statements } = made
  for (const each of ['original', 'restored']) await twin.empty(each)
  tally.databases += 1
  tally.statements += statements.length
  tally.refused += await twin.run('original', statements)
  const dumpArguments = await argumentsFor(twin, made)
  const [truth, text] = [await twin.truthOf('original'), await twin.dump('original', dumpArguments)]
  const original = scanned([text])
  if (!original.complete) throw new Error('the dump is taken for one that was cut')
  if (!same(scanned(pieces(text, cuts)), original)) throw new Error('in pieces it is another dump')
  const isOfInserts = dumpArguments.some((argument) => /insert/.test(argument))
  if (isOfInserts) tally.inserts += 1
  tally.rows += rowsOf(truth)
  saysTheTruth(original, truth, made)

  await twin.restore('restored', text)
  const restoredTruth = await twin.truthOf('restored')
  const restored = scanned([await twin.dump('restored', dumpArguments)])
  const differences = compareFingerprints(original, restored)
  const comesBack = same(restoredTruth, truth)
  if (comesBack && differences.length > 0)
    throw new Error(`the same is told as different: ${told(differences)}`)
  if (!comesBack && differences.length === 0) throw new Error('what does not come back is told as the same')
  if (!comesBack) {
    if (!isOfInserts) throw new Error(`COPY does not bring it back: ${told(differences)}`)
    tally.lost += 1
    return
  }

  const changed = await changedTruth(twin, made, truth)
  if (changed === undefined) return
  const after = scanned([await twin.dump('restored', dumpArguments)])
  // Of INSERT statements the length is known, and not the rows.
  if (isOfInserts && rowsOf(changed) === rowsOf(truth)) return
  if (compareFingerprints(original, after).length === 0) throw new Error('a change of the rows is not seen')
  tally.changes += 1
}

/** With the one that pgdrill backup adds. */
async function argumentsFor(twin: DatabaseTwin, { dumpArguments }: OddDatabase): Promise<readonly string[]> {
  await using client = await twin.connect('original')
  const reordered = await findReordered(client, dumpArguments)
  return reordered === undefined ? dumpArguments : [...dumpArguments, '--column-inserts']
}

/** Nothing that the fingerprint counts is otherwise in the database. */
function saysTheTruth(fingerprint: Fingerprint, truth: Truth, { dumpArguments }: OddDatabase): void {
  const { sequences, largeObjects } = fingerprint
  const tables = new Map(fingerprint.tables.map(({ schema, name, rows }) => [`${schema}.${name}`, rows]))
  const isByRoot = dumpArguments.includes('--load-via-partition-root')
  const counted = [...tables.values()].filter((rows) => rows !== null)
  if (isByRoot && counted.reduce((sum, rows) => sum + rows, 0) !== rowsOf(truth))
    throw new Error(`of ${rowsOf(truth)} rows ${counted} are counted`)
  for (const [name, { rows }] of Object.entries(isByRoot ? {} : truth.tables)) {
    const found = tables.get(name)
    // A table without rows has no INSERT statement, and one with them no count.
    if (found === null || (found === undefined && rows === 0)) continue
    if (found !== rows) throw new Error(`${rows} rows of ${JSON.stringify(name)} are counted as ${found}`)
  }
  if (tables.size > Object.keys(truth.tables).length && !isByRoot)
    throw new Error(`tables that are not there are counted: ${JSON.stringify([...tables.keys()])}`)
  const positions = sequences.map(({ schema, name, lastValue, isCalled }) => [
    `${schema}.${name}`,
    `${lastValue} ${isCalled}`,
  ])
  if (!same(sorted(positions), sorted(Object.entries(truth.sequences))))
    throw new Error(`the sequences are not ${JSON.stringify(positions)}`)
  if (!same(largeObjects.map(({ oid }) => String(oid)).sort(), Object.keys(truth.largeObjects).sort()))
    throw new Error(`the large objects are not ${JSON.stringify(largeObjects)}`)
}

const sorted = (pairs: readonly unknown[]) => pairs.map((pair) => JSON.stringify(pair)).sort()

function rowsOf({ tables }: Truth): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0)
}

function told(differences: readonly object[]): string {
  return JSON.stringify(differences.slice(0, 5))
}

/** Changes the rows of the first table that lets it; undefined where none does. */
async function changedTruth(
  twin: DatabaseTwin,
  { change }: OddDatabase,
  truth: Truth,
): Promise<Truth | undefined> {
  for (const table of await twin.quotedTables('restored')) {
    await twin.run('restored', [change.replaceAll('%s', () => table)])
    const changed = await twin.truthOf('restored')
    if (!same(changed, truth)) return changed
  }
  return undefined
}
