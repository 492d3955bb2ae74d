import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DatabaseTwin } from './database-twin.ts'
import { databasesComeBack, noRoundTrips } from './round-trip.ts'

let twin: DatabaseTwin
beforeAll(async () => {
  twin = await DatabaseTwin.start(['original', 'restored'])
})
afterAll(() => twin[Symbol.asyncDispose]())

test('odd databases are read from their dumps as SQL sees them, come back the same, and differ once changed', async () => {
  const tally = noRoundTrips()
  await fc.assert(databasesComeBack(twin, tally), { seed: 11, numRuns: 30 })
  expect(tally.refused).toBeLessThan(tally.statements / 5)
  expect(tally.rows).toBeGreaterThan(100)
  expect(tally.inserts).toBeGreaterThan(3)
  expect(tally.changes).toBeGreaterThan(10)
}, 120_000)
