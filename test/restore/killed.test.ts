import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const cli = fileURLToPath(new URL('../../src/entries/cli.ts', import.meta.url))

let server: PostgresServer
let folder: string
let count = 0
let database: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-killed-'))
  writeFileSync(join(folder, 'good.sql'), 'create table restored (i int);\n')
  writeFileSync(
    join(folder, 'slow.sql'),
    `create table half (i int);\nselect pg_sleep(1.5);\n${'-- more than a pipe holds\n'.repeat(100_000)}`,
  )
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  database = `shop ${++count}`
  await server.createDatabase(database)
})

/** The command line, in a process of its own that can be killed. */
function started(file: string, ...flags: string[]): { child: ChildProcess; ended: Promise<string> } {
  const args = [cli, 'restore', join(folder, file), '--target-url', server.url(database), ...flags]
  const env = { PATH: process.env.PATH ?? '' }
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  return { child, ended: once(child, 'close').then(() => said) }
}

const swap = () => ['--mode', 'swap', '--confirm', database]

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 15_000; !(await isTrue()); await sleep(20)) {
    if (Date.now() > deadline) throw new Error('it did not come true within 15 s')
  }
}

async function rowsOf(sql: string): Promise<number> {
  return (await server.query('postgres', sql)).length
}

const sleeping = async () =>
  (await rowsOf(
    "select from pg_stat_activity where application_name = 'pgdrill' and query like '%pg_sleep(1.5)%' and state = 'active' and pid <> pg_backend_pid()",
  )) > 0
const gone = async () =>
  (await rowsOf("select from pg_stat_activity where application_name = 'pgdrill'")) === 0

async function killedWhileLoading(...flags: string[]): Promise<void> {
  const { child, ended } = started('slow.sql', ...flags)
  await until(sleeping)
  child.kill('SIGKILL')
  await ended
}

const tables = async () =>
  (
    await server.query<{ name: string }>(
      database,
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace",
    )
  ).map(({ name }) => name)

const databases = async () =>
  (
    await server.query<{ name: string }>(
      'postgres',
      'select datname as name from pg_database where datname ~ $1',
      [`^${database}`],
    )
  )
    .map(({ name }) => name.replace(/_[0-9a-f]{6}_\d{8}_\d{6}$/, '_...'))
    .sort()

describe('a restore that is killed', () => {
  test('while it fills an empty database leaves it empty', async () => {
    await killedWhileLoading()
    await until(gone)
    expect(await tables()).toEqual([])
  })

  test('while it loads beside the live database leaves what the next one removes', async () => {
    await server.query(database, 'create table live ()')
    await killedWhileLoading(...swap())
    expect(await databases()).toEqual([database, `${database}_restoring_...`])
    const left = `${database}_restoring_aabbcc_20261122_203005`
    const others = [`${database}x_restoring_aabbcc_20261122_203005`, `${database}_restoring_mine`]
    for (const name of [left, ...others]) await server.createDatabase(name)
    const said = await started('good.sql', ...swap()).ended
    expect(said).toContain(`removed database "${left}", which a restore that was killed had left`)
    expect(await tables()).toEqual(['restored'])
    const [, before, ...rest] = await databases()
    expect(before).toMatch(/_before_\d{8}_\d{6}$/)
    expect(rest).toEqual([`${database}_restoring_mine`, `${database}x_restoring_...`])
  })

  test('between the names leaves the live database as it was, and open', async () => {
    await server.query(database, 'create table live ()')
    const session = new pg.Client({ connectionString: server.url(database) })
    session.on('error', () => undefined)
    await session.connect()
    const [row] = (await session.query('select pg_backend_pid() as pid')).rows
    // A session that does not hear that it is to end holds the change of names up.
    process.kill(row.pid, 'SIGSTOP')
    try {
      const { child, ended } = started('good.sql', ...swap())
      await until(
        async () =>
          (await rowsOf(
            "select from pg_stat_activity where query like 'ALTER DATABASE%RENAME%' and state = 'active'",
          )) > 0,
      )
      child.kill('SIGKILL')
      await ended
    } finally {
      process.kill(row.pid, 'SIGCONT')
    }
    await until(gone)
    const shut = await server.query(
      'postgres',
      'select datname from pg_database where not datallowconn and datname ~ $1',
      [`^${database}`],
    )
    expect(shut).toEqual([])
    expect(await tables()).toEqual(['live'])
    await session.end().catch(() => undefined)
  })
})

test('two restores into one database at once are one too many', async () => {
  const first = started('slow.sql')
  await until(sleeping)
  expect(await started('good.sql').ended).toMatch(
    /another restore into database "shop \d+" is under way; wait for it; or, when .*: select pg_terminate_backend\(\d+\)/,
  )
  await first.ended
  expect(await tables()).toEqual(['half'])
})
