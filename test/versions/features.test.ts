import { afterAll, describe, expect, test } from '@jest/globals'
import { DrillScene } from '../corpus/scene.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { programsOf } from '../servers/versions.ts'
import { features, type FeaturedMajor as Major } from './features.ts'

const servers = new Map<Major, Promise<PostgresServer>>()

/** With the features of its major in database `new`. */
async function server(major: Major): Promise<PostgresServer> {
  const started = servers.get(major) ?? startWithFeatures(major)
  servers.set(major, started)
  return started
}

async function startWithFeatures(major: Major): Promise<PostgresServer> {
  // With less, CREATE PUBLICATION warns.
  const settings = { wal_level: 'logical', max_wal_senders: '1' }
  const started = await startPostgres({ binDir: await programsOf(major), settings })
  await started.createDatabase('new')
  await started.psql('new', features[major])
  return started
}

afterAll(async () => {
  for (const each of servers.values()) await (await each).stop()
})

const pairs: readonly [from: Major, to: Major][] = [
  [15, 15],
  [16, 16],
  [17, 17],
  [18, 18],
  [15, 18],
  [16, 18],
  [17, 18],
]

describe('what a major has that the one before has not', () => {
  test.each(pairs)('is verified: of %d on %d', async (from, to) => {
    const scene = DrillScene.between(await server(from), await server(to))
    const clientPath = await programsOf(from)
    const store = await scene.backUp('new', { clientPath })
    const { record } = await scene.drill(store, 'new', { clientPath: await programsOf(to) })
    expect(record).toMatchObject({ verdict: 'verified', differences: [], reason: null })
  })
})
