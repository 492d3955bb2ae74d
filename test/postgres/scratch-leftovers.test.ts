import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import type { Connection } from '../../src/postgres/connection.ts'
import { createScratchDatabase, type ScratchDatabase } from '../../src/postgres/scratch-database.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
let warnings: string[] = []

const source = {
  encoding: 'UTF8',
  locale: { provider: 'libc' as const, collate: 'C', ctype: 'C', name: null, icuRules: null },
}
const needed = (role: string, tablespace: string) => ({
  roles: new Set([role]),
  tablespaces: new Set([tablespace]),
  extensions: new Set<string>(),
})

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const scratch = (connection = connectionTo(server, 'postgres')) =>
  createScratchDatabase(connection, source, (text) => void warnings.push(text))

/** A drill in another process, killed when it has made all that it needs: the name of its database. */
async function killed(connection: Connection): Promise<string> {
  const module = new URL('../../src/postgres/scratch-database.ts', import.meta.url).href
  const script = `const { createScratchDatabase } = await import(${JSON.stringify(module)})
    const scratch = await createScratchDatabase(${JSON.stringify(connection)}, ${JSON.stringify(source)}, () => {})
    await scratch.provide({ roles: new Set(['left "role"']), tablespaces: new Set(['left_space']), extensions: new Set() })
    console.log(scratch.connection.database)
    setInterval(() => {}, 1000)`
  const maker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const [line] = (await once(maker.stdout, 'data')) as [Buffer]
  maker.kill('SIGKILL')
  await once(maker, 'exit')
  const name = line.toString().trim()
  const locks = () => server.query('postgres', "select from pg_locks where locktype = 'advisory'")
  while ((await locks()).length > 1) await sleep(20)
  return name
}

async function names(): Promise<string[]> {
  const rows = await server.query<{ name: string }>(
    'postgres',
    `select datname::text as name from pg_database where datname ~ 'scratch'
     union all select rolname from pg_roles where rolname !~ '^(pg_|postgres$)'
     union all select spcname from pg_tablespace where spcname !~ '^pg_' order by 1`,
  )
  return rows.map(({ name }) => name)
}

test('what a killed drill left on the server goes with the next, and nothing else', async () => {
  await server.query('postgres', 'create role mine; create role other login createdb')
  const others = ['pgdrill_scratch_', 'pgdrill_scratch_abc', 'my_pgdrill_scratch_0123456789ab']
  for (const name of others) await server.createDatabase(name)
  const kept = [...others, 'mine', 'other']
  const running: ScratchDatabase = await scratch()
  await running.provide(needed('running_role', 'running_space'))
  const left = await killed(connectionTo(server, 'template1'))
  const runs = [running.connection.database, 'running_role', 'running_space']
  expect(await names()).toEqual([...kept, ...runs, left, 'left "role"', 'left_space'].sort())
  // Somebody who looks at it keeps it; and so does one who may not drop it.
  const looking = new pg.Client({ connectionString: server.url(left) })
  await looking.connect()
  await (await scratch())[Symbol.asyncDispose]()
  await looking.end()
  await (await scratch(connectionTo(server, 'postgres', { user: 'other' })))[Symbol.asyncDispose]()
  expect(await names()).toContain(left)
  warnings = []
  const next = await scratch()
  expect(warnings).toEqual([`removed database "${left}", which a drill that was killed had left`])
  expect(await names()).toEqual([...kept, ...runs, next.connection.database].sort())
  await next[Symbol.asyncDispose]()
  await running[Symbol.asyncDispose]()
  expect(await names()).toEqual(kept.sort())
})
