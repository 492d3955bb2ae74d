import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { examineDatabase } from '../../src/doctor/database.ts'
import type { Connection } from '../../src/postgres/connection.ts'
import { wholeDatabase } from '../../src/postgres/selection.ts'
import { type Pooler, startPooler } from '../servers/pgbouncer.ts'
import { type Login, type PostgresServer, startPostgres } from '../servers/postgres.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  await server.createDatabase('shop')
  await server.query(
    'shop',
    `create table note as select n from generate_series(1, 10) n;
     create table secret ();
     create role reader login password 'x'; grant select on note to reader;
     create role narrow login password 'x'; grant select on all tables in schema public to narrow;
     alter table note enable row level security;
     select lo_create(4711)`,
  )
}, 30_000)
afterAll(() => server?.stop())

function connectionTo(database: string, at = server, { user, password }: Login = at): Connection {
  const { host, port } = at
  return { host, port, database, user, password, ssl: { mode: 'prefer' }, others: {}, environment: {} }
}

const as = (user: string) => connectionTo('shop', server, { user, password: 'x' })

async function examine(connection: Connection, changes: { excludeTables?: string[]; args?: string[] } = {}) {
  const { findings } = await examineDatabase({
    connection,
    selection: { ...wholeDatabase, excludeTables: changes.excludeTables ?? [] },
    pgDumpArguments: changes.args ?? [],
    signal: new AbortController().signal,
  })
  return Object.fromEntries(findings.map(({ check, ...finding }) => [check, finding]))
}

describe('what the role may not read', () => {
  test('is a problem, by why it may not', async () => {
    const found = await examine(as('reader'))
    expect(found.readable).toMatchObject({
      verdict: 'problem',
      says: 'cannot read table "public.secret": permission denied',
      cure: 'grant SELECT to role "reader", or exclude it with exclude-table',
    })
    expect(found['row security']).toMatchObject({
      verdict: 'problem',
      says: expect.stringContaining('cannot read every row of table "public.note"'),
      cure: expect.stringContaining('give role "reader" BYPASSRLS'),
    })
    expect(found['large objects']).toMatchObject({
      verdict: 'problem',
      says: expect.stringContaining('large object 4711'),
    })
  })

  test('is told by its own kind alone', async () => {
    const found = await examine(as('narrow'))
    expect(found).toMatchObject({ readable: { verdict: 'ok' }, 'row security': { verdict: 'problem' } })
  })

  test('is no matter where it is excluded', async () => {
    const found = await examine(as('reader'), { excludeTables: ['secret', 'note'] })
    expect(found).toMatchObject({ readable: { verdict: 'ok' }, 'row security': { verdict: 'ok' } })
  })

  test('is a problem still where an argument for pg_dump chooses nothing', async () => {
    const found = await examine(as('narrow'), { args: ['--no-owner'] })
    expect(found['row security']).toMatchObject({ verdict: 'problem' })
  })

  test('is a warning where an argument for pg_dump may leave it out', async () => {
    const found = await examine(as('narrow'), { args: ['--enable-row-security'] })
    expect(found['row security']).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('unless'),
    })
  })
})

test('a session that shuts readers out is named', async () => {
  const holder = spawn('psql', ['-XqAt', '-d', server.url('shop')], { stdio: ['pipe', 'pipe', 'ignore'] })
  holder.stdin.write("begin; lock table note; select 'locked';\n")
  await once(holder.stdout, 'data')
  try {
    expect((await examine(connectionTo('shop'))).locks).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(
        /^pg_dump would have to wait for session \d+ of "postgres" .* on "public.note"$/,
      ),
      cure: expect.stringContaining('lock-wait-timeout'),
    })
  } finally {
    holder.stdin.end()
    await once(holder, 'close')
  }
})

describe('a standby', () => {
  test('that cancels, one whose replay is paused, and one that waits are told apart', async () => {
    await using standby = await startPostgres({
      settings: { wal_level: 'replica', max_wal_senders: '10' },
      standby: true,
    })
    const look = async () => (await examine(connectionTo('postgres', standby))).standby
    expect(await look()).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(/^a standby, .*: its recovery cancels a dump that is in its way for 30 s$/),
      cure: expect.stringContaining('hot_standby_feedback'),
    })
    await standby.query('postgres', `select pg_wal_replay_pause()`)
    expect(await look()).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('replay is paused'),
    })
    await standby.query('postgres', `select pg_wal_replay_resume()`)
    await standby.query('postgres', `alter system set hot_standby_feedback = on`).catch(() => undefined)
    await standby.query('postgres', `select pg_reload_conf()`)
    expect(await look()).toMatchObject({ verdict: 'ok', cure: null })
  }, 30_000)
})

describe('a pooler', () => {
  const logins = [{ user: 'reader', password: 'x' }]
  const through = ({ host, port }: Pooler) => ({ ...as('reader'), host, port })

  test('that pools whole sessions is a warning, and all else is looked at through it', async () => {
    await using pooler = await startPooler(server, { mode: 'session', logins })
    const found = await examine(through(pooler))
    expect(found.pooler).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('whole sessions'),
    })
    expect(found).toMatchObject({ readable: { verdict: 'problem' }, clock: { verdict: 'ok' } })
  }, 20_000)

  test('in transaction mode is a problem, with where to connect instead', async () => {
    await using pooler = await startPooler(server, { mode: 'transaction', logins })
    const found = await examine(through(pooler))
    expect(Object.keys(found)).toEqual(['database'])
    expect(found.database).toMatchObject({
      verdict: 'problem',
      says: expect.stringContaining('a connection pooler in transaction mode is between'),
      cure: expect.stringContaining('connect to the server itself'),
    })
  }, 20_000)
})

test('a database that does not answer is one problem, with its cure', async () => {
  const found = await examine({ ...connectionTo('shop'), port: 1 })
  expect(Object.keys(found)).toEqual(['database'])
  expect(found.database).toMatchObject({ verdict: 'problem', cure: expect.stringContaining('database-host') })
})
