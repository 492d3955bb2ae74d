import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { connect } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/connection.ts'
import { DrillScene } from '../corpus/scene.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type Pooler, startPooler } from '../servers/pgbouncer.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { failure, restoreInto } from './scene.ts'

let server: PostgresServer
let scene: DrillScene
let sessions: Pooler
let transactions: Pooler
beforeAll(async () => {
  server = await startPostgres()
  await server.query('postgres', "create role app login createdb password 'secret'")
  await server.query('postgres', 'create database shop owner app')
  await server.psql(
    'shop',
    `set role app; create schema s; create table s.t as select i, 0.1::float8 * i as x from generate_series(1, 500) i;
     create index on s.t (i); select lo_from_bytea(4711, 'x')`,
  )
  const logins = [{ user: 'app', password: 'secret' }]
  scene = DrillScene.between(server, server)
  sessions = await startPooler(server, { mode: 'session', logins })
  transactions = await startPooler(server, { mode: 'transaction', logins })
}, 60_000)
afterAll(async () => {
  for (const each of [sessions, transactions, server]) await each?.[Symbol.asyncDispose]()
})

function through({ host, port }: Pooler, database: string, over: Partial<Connection> = {}): Connection {
  return connectionTo(server, database, { host, port, user: 'app', password: 'secret', ...over })
}

describe('a pooler in session mode', () => {
  test.each(['plain', 'custom'] as const)('backs up, drills and restores: %s', async (format) => {
    const store = await scene.backUp('shop', { format, connection: through(sessions, 'shop') })
    const { record } = await scene.drill(store, 'shop', { target: through(sessions, 'postgres') })
    expect(record).toMatchObject({ verdict: 'verified', rowsCompared: 500, reason: null })
    const created = through(sessions, `new_${format}`)
    await restoreInto(created, store, 'shop')
    await restoreInto(created, store, 'shop', { mode: 'swap' })
    expect(await server.query(`new_${format}`, 'select count(*)::int as n from s.t')).toEqual([{ n: 500 }])
  })

  test('that has one server process alone is taken as it is', async () => {
    const settings = { default_pool_size: '1' }
    await using small = await startPooler(server, {
      mode: 'session',
      logins: [{ user: 'app', password: 'secret' }],
      settings,
    })
    await using client = await connect(through(small, 'shop'))
    expect(client.isPooled).toBe(true)
  }, 20_000)
})

describe('a pooler in transaction mode is refused before anything starts', () => {
  const refusal = (database: string) =>
    new RegExp(
      `cannot use database "${database}" as "app" at 127.0.0.1:\\d+: a connection pooler in transaction mode is between, ` +
        "where settings and locks get lost; connect to the server itself, or to a port of the pooler's that pools whole sessions \\(database-host, database-port\\)$",
    )

  test('for a backup', async () => {
    const connection = through(transactions, 'shop')
    expect(await failure(scene.backUp('shop', { connection }))).toMatch(refusal('shop'))
  })

  test('for a drill, which is inconclusive', async () => {
    const store = await scene.backUp('shop')
    const { record } = await scene.drill(store, 'shop', { target: through(transactions, 'postgres') })
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(refusal('postgres')),
    })
  })

  test('for a restore', async () => {
    const store = await scene.backUp('shop')
    expect(await failure(restoreInto(through(transactions, 'new'), store, 'shop'))).toMatch(
      refusal('postgres'),
    )
  })

  test('also while other sessions are at work in the pool', async () => {
    const busy = await Promise.all([1, 2, 3].map(() => another('shop')))
    for (const each of busy) await each.query('begin; select 1')
    expect(await failure(connect(through(transactions, 'shop')))).toMatch(refusal('shop'))
    for (const each of busy) await each.end()
  })

  test('and no session behind it keeps a setting of ours', async () => {
    await server.query('postgres', 'create database fresh owner app')
    await server.query('postgres', "alter role app in database fresh set statement_timeout = '77s'")
    expect(await failure(connect(through(transactions, 'fresh')))).toMatch(refusal('fresh'))
    const other = await another('fresh')
    expect((await other.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '77s' }])
    await other.end()
  })

  async function another(database: string): Promise<pg.Client> {
    const { host, port, user, password = '' } = through(transactions, database)
    const client = new pg.Client({ host, port, user, password, database })
    await client.connect()
    return client
  }
})

test('options that a pooler does not take are named', async () => {
  const connection = through(sessions, 'shop', { others: { PGOPTIONS: '-c work_mem=1MB' } })
  expect(await failure(connect(connection))).toMatch(
    /unsupported startup parameter: options; a connection pooler is between that takes no options: unset PGOPTIONS, or connect to the server itself$/,
  )
})
