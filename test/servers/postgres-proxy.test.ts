import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type PostgresServer, startPostgres } from './postgres.ts'
import { type Passing, type PostgresProxy, startPostgresProxy } from './postgres-proxy.ts'

let server: PostgresServer
let proxy: PostgresProxy

beforeAll(async () => {
  server = await startPostgres()
  await server.query('postgres', 'create table kept (i int)')
})
afterAll(() => server.stop())

describe.each(['TCP', 'a unix socket'])('before a server behind %s', (way) => {
  beforeEach(async () => {
    const host = way === 'TCP' ? server.host : server.socketDir
    proxy = await startPostgresProxy({ host, port: server.port })
  })
  afterEach(async () => await proxy[Symbol.asyncDispose]())

  test('passes on what nobody has anything against, in both directions', async () => {
    const rows = await ask("select repeat('x', 100000) as x from generate_series(1, 50)")
    expect(rows).toHaveLength(50)
    expect(proxy.connections).toBe(1)
    expect(proxy.messages).toBeGreaterThan(50)
  })

  test.each([
    ['reset', /ECONNRESET|terminated/],
    ['end', /terminated/],
  ] as const)('cuts by a %s what a statement would have done', async (act, said) => {
    proxy.act = at(/insert/, act)
    await expect(ask('insert into kept values (1)')).rejects.toThrow(said)
    expect(await server.query('postgres', 'select from kept')).toEqual([])
  })

  test('loses an answer, when the server has done what was asked', async () => {
    proxy.act = at(/insert/, 'lose the answer')
    await expect(ask('insert into kept values (1)')).rejects.toThrow(/ECONNRESET|terminated/)
    expect(await server.query('postgres', 'select from kept')).toHaveLength(1)
    await server.query('postgres', 'truncate kept')
  })

  test('cuts in the middle of a message', async () => {
    proxy.act = ({ letter }) => (letter === 'D' ? { resetAfterBytes: 3 } : undefined)
    await expect(ask('select 1 as one')).rejects.toThrow(/ECONNRESET|terminated/)
  })

  test('holds a message up, and then goes on', async () => {
    proxy.act = at(/select/, { stallMs: 300 })
    const began = performance.now()
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }])
    expect(performance.now() - began).toBeGreaterThan(290)
  })

  test('goes on slowly', async () => {
    proxy.act = ({ letter }) => (letter === 'T' ? { bytesPerSecond: 20_000 } : undefined)
    const began = performance.now()
    expect(await ask("select repeat('x', 10000) as x")).toHaveLength(1)
    expect(performance.now() - began).toBeGreaterThan(400)
  })
})

test('tells what psql asks apart from what it is answered, behind requests for TLS', async () => {
  await using between = await startPostgresProxy(server)
  const seen: Passing[] = []
  between.act = (passing) => {
    seen.push(passing)
    return undefined
  }
  const client = new pg.Client({ connectionString: url(between), ssl: true })
  await expect(client.connect()).rejects.toThrow('does not support SSL')
  await ask('select 1 as one', between)
  expect(seen.filter(({ sql }) => sql !== undefined).map(({ connection, sql }) => [connection, sql])).toEqual(
    [[2, 'select 1 as one']],
  )
})

const at = (sql: RegExp, act: ReturnType<PostgresProxy['act']>) => (passing: Passing) =>
  sql.test(passing.sql ?? '') ? act : undefined

function url({ host, port }: PostgresProxy): string {
  const { user, password } = server
  return `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/postgres`
}

async function ask(sql: string, through = proxy): Promise<object[]> {
  const client = new pg.Client({ connectionString: url(through) })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
