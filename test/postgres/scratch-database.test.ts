import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { createScratchDatabase } from '../../src/postgres/scratch-database.ts'
import type { Locale } from '../../src/postgres/server.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type Passing, startPostgresProxy } from '../servers/postgres-proxy.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const locale: Locale = { provider: 'libc', collate: 'C', ctype: 'C', name: null, icuRules: null }

test('a locale that the server lacks, as a service has it, is C there, with a warning', async () => {
  const warnings: string[] = []
  const source = { encoding: 'UTF8', locale: { ...locale, collate: 'xx_YY.UTF-8', ctype: 'xx_YY.UTF-8' } }
  await using scratch = await createScratchDatabase(connectionTo(server, 'postgres'), source, (text) =>
    warnings.push(text),
  )
  const made = await server.query(
    'postgres',
    `select datcollate::text, pg_encoding_to_char(encoding) as encoding from pg_database where datname = '${scratch.connection.database}'`,
  )
  expect(made).toEqual([{ datcollate: 'C', encoding: 'UTF8' }])
  expect(warnings).toEqual([
    'the scratch server does not have the locale xx_YY.UTF-8: the drill uses C, so text is sorted in another way',
  ])
})

test.each([
  ['has no CREATEDB', 'nobody', /: permission denied to create database; connect as a superuser of a server/],
  ['is read-only', 'reader', /read-only transaction; turn default_transaction_read_only off for the role/],
])('a role that %s is told so, with the cure', async (_, user, message) => {
  await server.query('postgres', `create role ${user} login createdb`)
  await server.query(
    'postgres',
    user === 'nobody'
      ? 'alter role nobody nocreatedb'
      : `alter role ${user} set default_transaction_read_only = on`,
  )
  const making = createScratchDatabase(
    connectionTo(server, 'postgres', { user }),
    { encoding: 'UTF8', locale },
    () => undefined,
  )
  await expect(making).rejects.toThrow(message)
})

test('a role that another drill drops in the very moment in which this one does is gone, without a word', async () => {
  const warnings: string[] = []
  const source = { encoding: 'UTF8', locale }
  const scratch = await createScratchDatabase(connectionTo(server, 'postgres'), source, (text) =>
    warnings.push(text),
  )
  const none = new Set<string>()
  await scratch.provide({ roles: new Set(['raced']), tablespaces: none, extensions: none })
  const other = new pg.Client({ connectionString: server.url('postgres') })
  await other.connect()
  await other.query('begin; drop role raced')
  const disposed = scratch[Symbol.asyncDispose]()
  // It has found the role by then, and waits for the other one to let go of it.
  const waiting = "select from pg_stat_activity where query ilike 'drop role%' and wait_event_type = 'Lock'"
  while ((await server.query('postgres', waiting)).length === 0) await sleep(20)
  await other.query('commit')
  await Promise.all([disposed, other.end()])
  expect(warnings).toEqual([])
  expect(await server.query('postgres', "select from pg_roles where rolname = 'raced'")).toEqual([])
})

describe('a session of ours that is cut', () => {
  const left = async () =>
    await server.query(
      'postgres',
      `select datname::text as name from pg_database where starts_with(datname, 'pgdrill_scratch_')
        union all select rolname::text from pg_roles where rolname in ('lent', 'lost')`,
    )
  const made = async (cutAt: RegExp, act: 'reset' | 'lose the answer') => {
    await using proxy = await startPostgresProxy(server)
    let isCut = false
    proxy.act = ({ sql = '' }: Passing) => {
      if (isCut || !cutAt.test(sql)) return undefined
      isCut = true
      return act
    }
    const { host, port } = proxy
    const reach = connectionTo(server, 'postgres', { host, port, password: server.password })
    const warnings: string[] = []
    const warning = (text: string) => void warnings.push(text)
    await using scratch = await createScratchDatabase(reach, { encoding: 'UTF8', locale }, warning)
    const none = new Set<string>()
    await scratch.provide({ roles: new Set(['lent', 'lost']), tablespaces: none, extensions: none })
    return { warnings, proxy }
  }

  test('before the database is made, and only its answer is lost, leaves none behind', async () => {
    await expect(made(/^create database/, 'lose the answer')).rejects.toThrow(
      'cannot create a scratch database',
    )
    expect(await left()).toEqual([])
  })

  test('because it was stopped while the server makes the database, leaves none behind', async () => {
    await using proxy = await startPostgresProxy(server)
    const stop = new AbortController()
    proxy.act = ({ sql = '' }) => {
      if (/^create database/.test(sql)) setTimeout(() => stop.abort(new Error('enough')), 10)
      return undefined
    }
    const { host, port } = proxy
    const reach = connectionTo(server, 'postgres', { host, port, password: server.password })
    const source = { encoding: 'UTF8', locale }
    await createScratchDatabase(reach, source, () => undefined, stop.signal).catch(() => undefined)
    await sleep(1_500)
    expect(await left()).toEqual([])
  })

  test('while roles are made leaves neither them nor the database', async () => {
    await expect(made(/create role "lost"/, 'reset')).rejects.toThrow('it needs role "lost"')
    expect(await left()).toEqual([])
  })

  test('while it is removed is opened again', async () => {
    expect((await made(/^drop database/i, 'reset')).warnings).toEqual([])
    expect(await left()).toEqual([])
  })
})
