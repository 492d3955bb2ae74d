import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { undoSwap } from '../../src/restore/undo.ts'
import { type RestoreMode, type RestoreResult, restore } from '../../src/restore.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type Act, type PostgresProxy, startPostgresProxy } from '../servers/postgres-proxy.ts'

let server: PostgresServer
let proxy: PostgresProxy
let folder: string
let count = 0
let database: string
let notes: string[]

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-lost-'))
  writeFileSync(join(folder, 'dump.sql'), 'create table restored (i int);\n')
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  notes = []
  database = `shop ${++count}`
  proxy = await startPostgresProxy(server)
})
afterEach(async () => await proxy[Symbol.asyncDispose]())

const path = process.env.PATH ?? ''

/** Through the proxy, which does this to the first statement of its kind. */
async function restored(
  mode: RestoreMode,
  { sql, act }: { sql: RegExp; act: Act | (() => Act | undefined) },
  signal = new AbortController().signal,
): Promise<RestoreResult> {
  let isDone = false
  proxy.act = (passing) => {
    if (isDone || !sql.test(passing.sql ?? '')) return undefined
    isDone = true
    return typeof act === 'function' ? act() : act
  }
  const { host, port } = proxy
  const result = await restore({
    from: { kind: 'file', path: join(folder, 'dump.sql') },
    target: connectionTo(server, database, { host, port, password: server.password }),
    mode,
    jobs: 1,
    createRoles: false,
    noOwner: false,
    noPrivileges: false,
    environment: { PATH: path },
    path,
    spoolFolder: folder,
    now: new Date('2026-11-22T20:30:05Z'),
    signal,
    report: {
      info: (text) => void notes.push(text),
      warning: (text) => void notes.push(`warning: ${text}`),
      track: () => ({ [Symbol.dispose]: () => undefined }),
    },
  })
  return result
}

async function tables(name = database): Promise<string[]> {
  const sql = "select relname as name from pg_class where relnamespace = 'public'::regnamespace"
  return (await server.query<{ name: string }>(name, sql)).map(({ name }) => name)
}

async function databases(): Promise<string[]> {
  const sql = 'select datname::text as name from pg_database where starts_with(datname, $1) order by 1'
  const rows = await server.query<{ name: string }>('postgres', sql, [database])
  return rows.map(({ name }) => name)
}

async function makeLive(): Promise<void> {
  await server.createDatabase(database)
  await server.query(database, 'create table live ()')
}

describe('a connection that is lost together with the answer', () => {
  test('to the COMMIT of a swap does not make a failure of it: the server is asked what it did', async () => {
    await makeLive()
    const { kept } = await restored('swap', { sql: /^COMMIT$/, act: 'lose the answer' })
    expect([await tables(), await tables(kept ?? '')]).toEqual([['restored'], ['live']])
  })

  test('to the COMMIT of a load into an empty database is told, and no failure', async () => {
    await server.createDatabase(database)
    await restored('into-empty', { sql: /^COMMIT;$/, act: 'lose the answer' })
    expect(await tables()).toEqual(['restored'])
    expect(notes.join('\n')).toMatch(/^warning: database "shop \d+" is restored: only the last answer was/m)
    expect(notes.join('\n')).not.toContain('is as it was')
  })

  test('to the RENAME of a database that was not there does not make a failure of it', async () => {
    await restored('into-empty', { sql: /RENAME/, act: 'lose the answer' })
    expect([await databases(), await tables()]).toEqual([[database], ['restored']])
  })

  test('to CREATE DATABASE leaves no database behind', async () => {
    await makeLive()
    const creating = restored('swap', { sql: /^CREATE DATABASE/, act: 'lose the answer' })
    await expect(creating).rejects.toThrow('cannot create a database like the backup')
    expect([await databases(), await tables()]).toEqual([[database], ['live']])
  })
})

describe('a connection that is lost', () => {
  test('before the COMMIT of a swap leaves the live database as it was, and nothing else', async () => {
    await makeLive()
    const swapping = restored('swap', { sql: /^COMMIT$/, act: 'reset' })
    await expect(swapping).rejects.toThrow('the live database is as it was')
    expect([await databases(), await tables()]).toEqual([[database], ['live']])
  })

  test.each(['replace', 'in-place'] as const)('before %s drops what was live is made again', async (mode) => {
    await makeLive()
    expect((await restored(mode, { sql: /^DROP DATABASE/, act: 'reset' })).kept).toBeNull()
    expect([await databases(), await tables()]).toEqual([[database], ['restored']])
  })

  test('while statistics are gathered takes nothing back of a load that is committed', async () => {
    await server.createDatabase(database)
    await restored('into-empty', { sql: /^ANALYZE$/, act: 'reset' })
    expect(await tables()).toEqual(['restored'])
    expect(notes.at(-1)).toMatch(
      /^warning: database .* is restored, and has no statistics yet: .*run ANALYZE$/,
    )
  })
})

test('in-place drops what was live when something of its name is there already', async () => {
  await makeLive()
  let there: Promise<string[]> | undefined
  const look = () => {
    there = databases()
    return { stallMs: 300 }
  }
  await restored('in-place', { sql: /^DROP DATABASE/, act: look })
  expect(await there).toContain(database)
})

describe('in-place, when what was live cannot be dropped,', () => {
  // The server refuses to drop a database that a subscription is for.
  const subscription =
    "create subscription s connection 'dbname=none' publication p with (connect = false, slot_name = none)"

  test('lets it be live again', async () => {
    await makeLive()
    await server.query(database, subscription)
    await expect(restored('in-place', { sql: /^never$/, act: 'end' })).rejects.toThrow('subscription')
    expect([await databases(), await tables()]).toEqual([[database], ['live']])
    expect(notes.at(-1)).toMatch(
      /^database "shop \d+" could not be dropped, and is live again: it is as it was$/,
    )
  })

  test('but is half gone, there is no way back: it loads, and says what to drop', async () => {
    await makeLive()
    await server.query(database, subscription)
    const before = `${database}_before_20261122_203005`
    const invalidate = () => {
      void server.query('postgres', 'update pg_database set datconnlimit = -2 where datname = $1', [before])
      return { stallMs: 300 }
    }
    await restored('in-place', { sql: /^DROP DATABASE/, act: invalidate })
    expect([await databases(), await tables()]).toEqual([[database, before], ['restored']])
    expect(notes.join('\n')).toMatch(
      /^warning: database ".*_before_.*" is dropped in part: .*; drop it again$/m,
    )
  })
})

test('stopped while the server does not answer, it ends within seconds', async () => {
  await makeLive()
  const stop = new AbortController()
  const act = () => {
    setTimeout(() => stop.abort(new Error('enough')), 100)
    return { stallMs: 60_000 }
  }
  const began = performance.now()
  await expect(restored('swap', { sql: /RENAME/, act }, stop.signal)).rejects.toThrow('enough')
  expect(performance.now() - began).toBeLessThan(10_000)
  expect([await databases(), await tables()]).toEqual([[database], ['live']])
})

test('stopped when in-place has dropped the database, it says what is in its place', async () => {
  await makeLive()
  const stop = new AbortController()
  const act = () => {
    setTimeout(() => stop.abort(new Error('enough')), 100)
    return { stallMs: 60_000 }
  }
  await expect(restored('in-place', { sql: /create table restored/, act }, stop.signal)).rejects.toThrow(
    'enough',
  )
  expect(notes.join('\n')).toMatch(
    /^warning: database "shop \d+" was dropped, and what is in its place is not whole: .*; restore again$/m,
  )
})

describe('an undo', () => {
  const undone = async (sql: RegExp, act: Act, signal?: AbortSignal) => {
    await makeLive()
    await server.createDatabase(`${database}_before_20261122_203005`)
    proxy.act = (passing) => (sql.test(passing.sql ?? '') ? act : undefined)
    const { host, port } = proxy
    const target = connectionTo(server, database, { host, port, password: server.password })
    return await undoSwap(target, new Date('2026-11-22T21:00:00Z'), signal)
  }

  test('whose last answer is lost is told as done', async () => {
    expect((await undone(/^COMMIT$/, 'lose the answer')).kept).toMatch(/_undone_/)
    expect(await tables()).toEqual([])
  })

  test('that is stopped while the server does not answer ends, and the live database is as it was', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 1_000)
    await expect(undone(/RENAME/, { stallMs: 60_000 }, stop.signal)).rejects.toThrow(/enough/)
    expect(await tables()).toEqual(['live'])
  })
})
