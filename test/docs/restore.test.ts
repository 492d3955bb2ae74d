import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { loadSample } from '../servers/sample.ts'
import { fencesIn } from './fences.ts'
import { type Ended, pgdrill, run } from './program.ts'

// The runbook's "By hand", command for command: a backup from one server, restored with its lines on another.
const blocks = await fencesIn('docs/runbook.md')
let source: PostgresServer
let target: PostgresServer
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-restore-'))
  ;[source, target] = await Promise.all([startPostgres(), startPostgres()])
  await loadSample(source, 'shop')
  await source.query('postgres', 'alter database shop owner to demo_owner')
})
afterAll(() => Promise.all([source.stop(), target.stop(), rm(folder, { recursive: true })]))

function block(name: string): string {
  const found = blocks.find((block) => block.name === `hand: ${name}`)
  if (found === undefined) throw new Error(`the runbook has no block "hand: ${name}"`)
  return found.text
}

interface Backup {
  folder: string
  stem: string
}

async function back(name: string, options: readonly string[]): Promise<Backup> {
  const store = join(folder, name)
  const ended = await pgdrill(
    ['backup', '--database-url', source.url('shop'), '--store', store, '--prune', 'false', ...options],
    {},
  )
  expect(ended).toMatchObject({ code: 0 })
  return { folder: store, stem: ended.stdout.split('\n')[0] ?? '' }
}

/** Runs the runbook's lines as one shell session, with the folder and the stem of this backup in the first block. */
function session({ folder, stem }: Backup, ...names: readonly string[]): Promise<Ended> {
  const where = block('where')
    .replace(/^cd .*$/m, `cd '${folder}'`)
    .replace(/^stem=.*$/m, `stem=${stem}`)
  const script = [where, ...names.map(block)].join('\n')
  const { binDir, socketDir, port, user } = target
  const env = { PATH: `${binDir}:${process.env.PATH}`, PGHOST: socketDir, PGPORT: `${port}`, PGUSER: user }
  return run(['bash', '-e', '-o', 'pipefail', '-c', script], { env })
}

async function rowsOf(database: string): Promise<number> {
  const tables = await target.query<{ name: string }>(
    database,
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)'`,
  )
  const counts = tables.map(({ name }) => `select count(*) as rows from only ${name}`)
  const [sum] = await target.query<{ sum: string }>(
    database,
    `select sum(rows) from (${counts.join(' union all ')}) t`,
  )
  return Number(sum?.sum)
}

async function manifestOf({ folder, stem }: Backup): Promise<{ rows: number | null }> {
  return JSON.parse(await readFile(join(folder, `${stem}.manifest.json`), 'utf8'))
}

let rows: number | null
let gzipped: Backup
test('a gzipped dump is checked and restored, with its roles, its owner and every row', async () => {
  gzipped = await back('gzip', [])
  const ended = await session(gzipped, 'check', 'gzip')
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/"sha256": "[0-9a-f]{64}"/) })
  rows = (await manifestOf(gzipped)).rows
  expect(rows).toBeGreaterThan(100_000)
  expect(await rowsOf('shop_restored')).toBe(rows)
  expect(
    await target.query('postgres', `select rolname from pg_roles where rolname = 'demo_owner'`),
  ).toHaveLength(1)
  expect(
    await target.query(
      'postgres',
      `select pg_get_userbyid(datdba) as owner from pg_database where datname = 'shop_restored'`,
    ),
  ).toEqual([{ owner: 'demo_owner' }])
})

test.each([
  ['zstd', ['--compression', 'zstd']],
  ['none', ['--compression', 'none']],
  ['custom', ['--format', 'custom']],
])('so is one in the format of "%s", by its own line', async (name, options) => {
  await target.query('postgres', 'drop database if exists shop_restored')
  const lines = block('gzip').split('\n')
  expect(lines[2]).toContain('$stem.sql.gz')
  await target.query('postgres', 'create database shop_restored template template0')
  expect(await session(await back(name, options), name)).toMatchObject({ code: 0 })
  expect(await rowsOf('shop_restored')).toBe(rows)
})

test('a damaged dump is found before it is restored', async () => {
  await truncate(join(gzipped.folder, `${gzipped.stem}.sql.gz`), 1000)
  expect(await session(gzipped, 'check')).toMatchObject({ code: 1, stdout: '' })
})
