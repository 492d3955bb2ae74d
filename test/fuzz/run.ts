// The long runs of what test/fuzz/*.test.ts try for some seconds: npm run fuzz -- --runs 20000 [--seed N]
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { DatabaseTwin } from './database-twin.ts'
import { PsqlTwin } from './psql-twin.ts'
import { databasesComeBack, noRoundTrips } from './round-trip.ts'
import { noTally, scanAgainstPsql } from './scan-psql.ts'
import { urlsAgainstLibpq } from './url-libpq.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const started = performance.now()
const tally = noTally()
await using twin = await PsqlTwin.start()
const found = await fc.check(scanAgainstPsql(twin, tally), { seed, numRuns: Number(values.runs) })
if (found.failed) {
  console.error(fc.defaultReportMessage(found), found.errorInstance)
  process.exitCode = 1
}
console.log(JSON.stringify({ seed, seconds: Math.round((performance.now() - started) / 1000), ...tally }))

const urls = urlsAgainstLibpq(seed, Number(values.runs))
for (const each of urls.readOtherwise) console.error('a URL that libpq reads otherwise:', each)
if (urls.readOtherwise.length > 0) process.exitCode = 1
console.log(JSON.stringify({ urls: Object.fromEntries(Object.entries(urls).map(count)) }))

const trips = noRoundTrips()
await using databases = await DatabaseTwin.start(['original', 'restored'])
const lost = await fc.check(databasesComeBack(databases, trips), {
  seed,
  numRuns: Math.ceil(Number(values.runs) / 10),
})
if (lost.failed) {
  console.error(fc.defaultReportMessage(lost), lost.errorInstance)
  process.exitCode = 1
}
console.log(JSON.stringify(trips))

function count([name, value]: [string, number | unknown[]]): [string, number] {
  return [name, typeof value === 'number' ? value : value.length]
}
