import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { startS3Server } from '../../servers/s3.ts'
import { type Checker, type Look, startChecker } from './checker.ts'

// The checker is what hundreds of trials are judged by: each thing that it is to see is planted here once.

let server: PostgresServer
let checker: Checker
let root: string
let store: string
beforeAll(async () => {
  ;[server, checker] = await Promise.all([startPostgres(), startChecker()])
  await server.createDatabase('live')
  await server.query('live', 'create table t as select 1 as id')
})
afterAll(async () => {
  checker[Symbol.dispose]()
  await server.stop()
})
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pgdrill-invariants-'))
  store = join(root, 'store')
  await mkdir(store)
})
afterEach(() => rm(root, { recursive: true, force: true }))

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
const inStore = (more: Look = {}): Look => ({ stores: [{ folder: store }], ...more })
const psql = (database: string) => ({
  ...server.env(database),
  PATH: `${server.binDir}:${process.env.PATH}`,
})

const text = 'create table t (id int);\ninsert into t values (1), (2);\n'

async function plant(stem: string, sql = text): Promise<void> {
  const dump = gzipSync(sql)
  const manifest = {
    objects: [{ key: `${stem}.sql.gz`, bytes: dump.length, sha256: sha256(dump) }],
    plain: { sha256: sha256(sql) },
  }
  await writeFile(join(store, `${stem}.sql.gz`), dump)
  await writeFile(join(store, `${stem}.manifest.json`), JSON.stringify(manifest))
}

test('a whole backup that restores is as it must be', async () => {
  await plant('a')
  const restore = { env: psql('postgres'), answers: { 'select count(*) from t': '2' } }
  expect(await checker.look(inStore({ restore, temporary: [], secrets: ['hush'] }))).toEqual([])
})

test.each<[string, () => Promise<void>, RegExp]>([
  ['lacks its dump', () => rm(join(store, 'a.sql.gz')), /names a\.sql\.gz, which is not there/],
  ['has another dump', () => writeFile(join(store, 'a.sql.gz'), 'x'), /a\.sql\.gz is not what it says/],
  ['is half a manifest', () => writeFile(join(store, 'a.manifest.json'), '{"obj'), /is no JSON/],
  ['has a dump too many', () => writeFile(join(store, 'b.sql.gz'), 'x'), /b\.sql\.gz belongs to no backup/],
  ['has a partial file', () => writeFile(join(store, '.b.partial'), 'x'), /unfinished \.b\.partial/],
])('a store that %s is seen', async (_, spoil, told) => {
  await plant('a')
  await spoil()
  expect((await checker.look(inStore())).join('\n')).toMatch(told)
})

test('objects of a backup without a manifest may stay where a run was killed, and nothing else', async () => {
  const names = ['app_backup_2026-11-23_02-00-00.sql.gz', 'app_backup.sql.gz', '.x.partial']
  for (const name of names) await writeFile(join(store, name), 'x')
  expect(await checker.look(inStore({ uncommitted: true }))).toEqual([
    `${store}/.x.partial belongs to no backup`,
    `${store}/app_backup.sql.gz belongs to no backup`,
    `${store} has left an unfinished .x.partial`,
  ])
})

test('a dump that does not restore, and one that restores to something else, are seen', async () => {
  await plant('a', 'create tabel t ();')
  await plant('b', 'create table t (id int);')
  const restore = { env: psql('postgres'), answers: { 'select count(*) from t': '2' } }
  const told = (await checker.look(inStore({ restore }))).join('\n')
  expect(told).toMatch(/a\.manifest\.json: it does not restore: .*syntax error/)
  expect(told).toMatch(/b\.manifest\.json: restored, select count\(\*\) from t gives 0 and not 2/)
})

test('an earlier backup that has changed or gone is seen, unless it may go', async () => {
  await plant('a')
  await plant('b')
  const kept = await checker.remember([{ folder: store }])
  await rm(join(store, 'a.manifest.json'))
  await rm(join(store, 'a.sql.gz'))
  await plant('b', 'select 1;')
  const told = await checker.look(inStore({ kept }))
  expect(told.filter((problem) => /a\.\S+ was there before and is gone$/.test(problem))).toHaveLength(2)
  expect(told.filter((problem) => /b\.\S+ has changed$/.test(problem))).toHaveLength(2)
  const removable = Object.keys(kept).filter((name) => name.includes(' a.'))
  const allowed = await checker.look(inStore({ kept, removable }))
  expect(allowed.some((problem) => problem.includes('gone'))).toBe(false)
})

test('an unfinished upload is seen, and an object of a bucket that belongs to nothing', async () => {
  await using s3 = await startS3Server()
  await s3.makeBucket('shelf')
  await s3.beginUpload('shelf', 'p/a.sql')
  const { endpoint, accessKeyId, secretAccessKey } = s3
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  })
  await client.send(new PutObjectCommand({ Bucket: 'shelf', Key: 'p/a.dump', Body: 'x' }))
  const place = { endpoint, bucket: 'shelf', prefix: 'p', key: accessKeyId, secret: secretAccessKey }
  expect(await checker.look({ stores: [place] })).toEqual([
    's3://shelf/p/a.dump belongs to no backup',
    's3://shelf/p has left an unfinished upload of p/a.sql',
  ])
  expect(await checker.look({ stores: [place], leftovers: true })).toEqual([])
})

test('a database left behind, and a live one that is neither old nor new, are seen', async () => {
  const env = psql('live')
  const look = {
    databases: { env, names: ['postgres'] },
    target: { env, sql: 'select id from t', answers: ['2'] },
  }
  expect(await checker.look(look)).toEqual([
    'database "live" is left behind',
    'the live database is neither old nor new: 1',
  ])
})

test('temporary files, cores and secrets in them are seen, and a secret in the output', async () => {
  const temporary = join(root, 'tmp')
  await mkdir(temporary)
  await writeFile(join(temporary, 'spool'), 'password=hush')
  await writeFile(join(root, 'core.77'), '')
  const told = (
    await checker.look({ temporary: [temporary], home: root, secrets: ['hush'], output: 'a hush b' })
  ).join('\n')
  expect(told).toMatch(/spool is left behind/)
  expect(told).toMatch(/spool holds a secret/)
  expect(told).toMatch(/core\.77 is left behind/)
  expect(told).toMatch(/the output holds a secret/)
})

test('a process left running is seen, and a secret on its command line', async () => {
  await checker.watch(root)
  const child = spawn('sleep', ['60'], { env: { HOME: root, PATH: '/usr/bin:/bin' } })
  const telling = spawn('sh', ['-c', 'sleep 1; : hush'], { env: { HOME: root, PATH: '/usr/bin:/bin' } })
  try {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const told = (await checker.look({ home: root, secrets: ['hush'] })).join('\n')
    expect(told).toMatch(/still running: sleep 60/)
    expect(told).toMatch(/a command line holds a secret: sh -c sleep 1; : hush/)
  } finally {
    child.kill('SIGKILL')
    telling.kill('SIGKILL')
  }
})

test('it shares no code with what it judges', async () => {
  const program = await readFile(join(dirname(import.meta.filename), 'check.py'), 'utf8')
  const imported = [...program.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name)
  const standard = [
    'gzip',
    'hashlib',
    'json',
    'os',
    'pathlib',
    're',
    'subprocess',
    'sys',
    'tempfile',
    'threading',
    'time',
  ]
  expect(imported.filter((name) => !standard.includes(name ?? ''))).toEqual(['boto3', 'botocore'])
})
