import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type RestoreRequest, restore } from '../../src/restore.ts'
import { statementsIn } from '../../src/settings/checks.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const path = process.env.PATH ?? ''
let server: PostgresServer
let folder: string
let said: string[]

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-checks-'))
  writeFileSync(join(folder, 'dump.sql'), 'CREATE TABLE pets AS SELECT n FROM generate_series(1, 3) n;\n')
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  said = []
  for (const name of await databases()) await server.query('postgres', `DROP DATABASE "${name}" WITH (FORCE)`)
  await server.createDatabase('app')
})

async function databases(): Promise<string[]> {
  const sql = "SELECT datname AS name FROM pg_database WHERE datname ~ '^app' ORDER BY 1"
  return (await server.query<{ name: string }>('postgres', sql)).map(({ name }) => name)
}

const say = (text: string) => void said.push(text)

function restored(mode: RestoreRequest['mode'], checks: string, more: Partial<RestoreRequest> = {}) {
  return restore({
    from: { kind: 'file', path: join(folder, 'dump.sql') },
    target: connectionTo(server, 'app'),
    mode,
    jobs: 1,
    createRoles: false,
    noOwner: false,
    noPrivileges: false,
    checks: { file: '/w/checks.sql', statements: statementsIn(checks, 'checks.sql') },
    environment: { PATH: path },
    path,
    spoolFolder: folder,
    now: new Date('2026-11-22T20:30:05Z'),
    signal: new AbortController().signal,
    report: { info: say, warning: say, track: () => ({ [Symbol.dispose]: () => undefined }) },
    ...more,
  })
}

const three = 'DO $$ BEGIN ASSERT (SELECT count(*) FROM pets) = 3; END $$'
const four = "SELECT 1;\nDO $$ BEGIN ASSERT (SELECT count(*) FROM pets) = 4, 'not four'; END $$"
const count = () => server.query('app', 'SELECT count(*)::int AS n FROM pets')

describe.each(['into-empty', 'swap', 'replace'] as const)('checks of a restore by %s', (mode) => {
  beforeEach(async () => {
    if (mode !== 'into-empty') await server.psql('app', 'CREATE TABLE pets AS SELECT 1 AS n')
  })

  test('that pass let the backup take its place', async () => {
    const { kept } = await restored(mode, three)
    expect(await count()).toEqual([{ n: 3 }])
    expect(await databases()).toEqual(mode === 'swap' ? ['app', kept] : ['app'])
    expect(said).toContain('1 check passed')
  })

  test('of which one fails leave the target as it was, and no command was run', async () => {
    const never = { beforeCommand: `touch ${folder}/stopped`, afterCommand: `touch ${folder}/started` }
    const [{ oid }] = (await server.query(
      'postgres',
      "SELECT oid FROM pg_database WHERE datname = 'app'",
    )) as [{ oid: number }]
    await expect(restored(mode, four, never)).rejects.toThrow(
      /^the check at line 2 of checks\.sql failed: not four .*; database "app" is as it was/,
    )
    expect(await databases()).toEqual(['app'])
    expect(await server.query('postgres', "SELECT oid FROM pg_database WHERE datname = 'app'")).toEqual([
      { oid },
    ])
    const tables = await server.query('app', "SELECT FROM pg_class WHERE relname = 'pets'")
    expect(tables).toHaveLength(mode === 'into-empty' ? 0 : 1)
    expect(said.filter((text) => /command/.test(text))).toEqual([])
  })
})

test('a target that is not there yet is made only when the checks pass', async () => {
  const target = connectionTo(server, 'app_new')
  await expect(restored('into-empty', four, { target })).rejects.toThrow('not four')
  expect(await databases()).toEqual(['app'])
  await restored('into-empty', three, { target })
  expect(await databases()).toEqual(['app', 'app_new'])
})

test('an empty target that somebody fills meanwhile is kept', async () => {
  const beforeCommand = `psql -X -h ${server.socketDir} -p ${server.port} -U ${server.user} -d app -c 'CREATE TABLE mine ()'`
  const { kept } = await restored('into-empty', three, { beforeCommand })
  expect(await server.query(String(kept), 'SELECT FROM mine')).toEqual([])
  expect(await count()).toEqual([{ n: 3 }])
  expect(said.join('\n')).toContain('was no longer empty: it is kept as')
})

test('a database that holds something is still none to restore into', async () => {
  await server.psql('app', 'CREATE TABLE mine ()')
  await expect(restored('into-empty', three)).rejects.toThrow('is not empty: it holds table public.mine')
})
