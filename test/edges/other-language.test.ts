import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../end-to-end/eventually.ts'
import { Installed } from '../end-to-end/installed.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

// PostgreSQL's own translations are in Debian's package; the locale is made here, for this server alone.
const locales = mkdtempSync(join(tmpdir(), 'pgdrill-locales-'))
let server: PostgresServer
let installed: Installed
beforeAll(async () => {
  execFileSync('chmod', ['755', locales])
  execFileSync('localedef', ['-i', 'de_DE', '-f', 'UTF-8', join(locales, 'de_DE.UTF-8')])
  process.env.LOCPATH = locales
  const lc = 'de_DE.UTF-8'
  const settings = { lc_messages: lc, lc_monetary: lc, lc_numeric: lc, lc_time: lc }
  server = await startPostgres({ settings })
  delete process.env.LOCPATH
  installed = await Installed.make()
  await server.createDatabase('app')
  await server.query(
    'app',
    "create table prices as select i as id, i * 1234.56 as price, to_char(i * 1000, '9G999D9') as said from generate_series(1, 100) as i",
  )
  await server.query('app', "create role clerk login password 'clerk'")
})
afterAll(async () => {
  rmSync(locales, { recursive: true })
  await Promise.all([server.stop(), installed[Symbol.asyncDispose]()])
})

const clerk = { user: 'clerk', password: 'clerk' }
const backup = (url: string, ...args: string[]) =>
  installed.pgdrill(['backup', '--store', installed.path('backups'), '--database-url', url, ...args])

test('the server speaks German, and writes numbers so', async () => {
  const [row] = await server.query<{ said: string }>('app', 'select said from prices')
  expect(row?.said).toBe(' 1.000,0')
  await expect(server.query('app', 'select from nowhere')).rejects.toThrow('existiert nicht')
})

test('a backup of it is verified, on a server that speaks English and on its own', async () => {
  expect(await backup(server.url('app'))).toMatchObject({ code: 0 })
  const verify = ['verify', '--store', installed.path('backups'), '--name', 'app']
  expect(await installed.pgdrill(verify)).toMatchObject({ code: 0 })
  const there = await installed.pgdrill([...verify, '--target-url', server.url('postgres')])
  expect(there).toMatchObject({ code: 0 })
})

test('a table that stays locked is named with who holds it', async () => {
  const held = server.query('app', 'begin; lock table prices; select pg_sleep(60)').catch(() => {})
  const sleeping = "select pid from pg_stat_activity where wait_event = 'PgSleep'"
  const [session] = await eventually(
    () => server.query<{ pid: number }>('app', sleeping),
    (found) => found.length > 0,
  )
  const { code, stderr } = await backup(server.url('app'), '--lock-wait-timeout', '1s')
  await server.query('app', `select pg_terminate_backend(${session?.pid})`)
  await held
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /cannot lock table "public.prices" of .* for reading within 1 s: blocked by session \d+/,
  )
})

test('a role that may not choose the language is told what may not be read', async () => {
  const { code, stderr } = await backup(server.url('app', clerk))
  expect(code).toBe(1)
  expect(stderr).toMatch(/cannot read table "public.prices": permission denied/)
})
