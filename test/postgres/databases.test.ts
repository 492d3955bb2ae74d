import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { connect } from '../../src/postgres/client.ts'
import { databaseExists, dropDatabase } from '../../src/postgres/databases.ts'
import { identifier } from '../../src/postgres/quote.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  await server.createDatabase('model')
})
afterAll(() => server.stop())

/** A session of pgdrill's that is making a database, and waits until `go` for what it makes it from. */
async function making(name: string) {
  const session = (application: string) =>
    new pg.Client({ connectionString: `${server.url('postgres')}?application_name=${application}` })
  const [holder, maker] = [session('somebody'), session('pgdrill')]
  // The one that is told to end is told so in its query.
  maker.on('error', () => undefined)
  await Promise.all([holder.connect(), maker.connect()])
  // RENAME holds the database for itself until the transaction ends; it is rolled back.
  await holder.query('begin; alter database model rename to renamed')
  const made = maker.query(`CREATE DATABASE ${identifier(name)} TEMPLATE model`).then(
    () => 'made',
    (error: Error) => error.message,
  )
  await sleep(200)
  return {
    made,
    go: async () => {
      await holder.end()
      await made
      await maker.end().catch(() => undefined)
    },
  }
}

test('a database that a session of ours is still making is not there once it is dropped', async () => {
  const { made, go } = await making('app')
  await using client = await connect(connectionTo(server, 'postgres'))
  await dropDatabase(client, 'app')
  expect(await made).toMatch(/terminating connection/)
  await go()
  expect(await databaseExists(client, 'app')).toBe(false)
})

test('the making of another one whose name has this one in it goes on', async () => {
  const { made, go } = await making('my app, restoring')
  await using client = await connect(connectionTo(server, 'postgres'))
  await dropDatabase(client, 'app')
  await go()
  expect(await made).toBe('made')
})
