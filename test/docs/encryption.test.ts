import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const root = join(import.meta.dirname, '../..')

/** What of each row of the page's table is looked for in everything that is stored, its objects' names included. */
const lookedFor: Record<string, readonly string[]> = {
  'name, time and size of each object': ['shop_backup_2', '.sql.gz.age"', '"bytes": '],
  'manifest: database’s name, server’s version, size, encoding, locale, extensions': [
    ...['"database": "shop"', '"serverVersion": "', '"sizeBytes": ', '"encoding": "UTF8"', '"plpgsql"'],
  ],
  'manifest: pg_dump’s arguments, so patterns given for tables and schemas': ['--exclude-table=worn'],
  'manifest: how many tables and rows, SHA-256 of the text and of each object, public keys': [
    ...['"tables": 1', '"rows": 2', '"sha256": "', 'age1'],
  ],
  'drill record: verdict, kinds of differences, counts, times': ['"verdict": "failed"', '"kind": "'],
  'dump: definitions and rows': ['cardholders', 'Wilhelmina'],
  'globals: roles and tablespaces': ['shopkeeper'],
  'fingerprint: names and digests of tables and objects': ['cardholders'],
  'drill record: which tables, what the server said, the text of checks': ['cardholders'],
}

let server: PostgresServer
let folder: string
let stored = ''

beforeAll(async () => {
  server = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-test-'))
  await server.createDatabase('shop')
  await server.query('shop', 'create role shopkeeper')
  await server.query(
    'shop',
    "create table cardholders as select 'Wilhelmina' as name from generate_series(1, 2)",
  )
  await server.query('shop', 'grant select on cardholders to shopkeeper')
  const identity = await generateX25519Identity()
  const backups = join(folder, 'backups')
  const store = ['--store', backups, '--name', 'shop']
  const to = ['--encrypt-to', await identityToRecipient(identity), '--exclude-table', 'worn']
  await pgdrill(['backup', ...store, ...to, '--database-url', server.url('shop')], {})
  const drill = [
    'verify',
    ...store,
    '--target-url',
    server.url('postgres'),
    '--min-rows',
    'public.cardholders>=9',
  ]
  await expect(pgdrill(drill, { PGDRILL_IDENTITY: identity })).rejects.toMatchObject({ code: 1 })
  for (const name of await readdir(backups))
    stored += `${name}\n${await readFile(join(backups, name), 'latin1')}\n`
}, 60_000)

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function pgdrill(args: string[], environment: NodeJS.ProcessEnv) {
  const env = { PATH: process.env.PATH, ...environment }
  return promisify(execFile)(process.execPath, [join(root, 'dist/cli/index.js'), ...args], { env })
}

async function rows(): Promise<[what: string, said: string][]> {
  const page = await readFile(join(root, 'docs/encryption.md'), 'utf8')
  const section = page.split('## What stays readable without a key')[1]?.split('\n## ')[0] ?? ''
  const cells = [...section.matchAll(/^\| (.*?) \| (.*?) \|$/gm)].slice(2)
  return cells.map(([, what = '', said = '']) => [what.replaceAll("'", '’'), said])
}

test('what the page’s table calls readable is readable in the store, and nothing of the rest is', async () => {
  const table = await rows()
  expect(table.map(([what]) => what).toSorted()).toEqual(Object.keys(lookedFor).toSorted())
  for (const [what, said] of table) {
    for (const text of lookedFor[what] ?? [])
      expect([what, text, stored.includes(text)]).toEqual([what, text, said === 'readable'])
  }
})
