import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Finding, Verdict } from '../src/doctor/finding.ts'
import type { Diagnosis } from '../src/doctor.ts'
import { type PostgresServer, startPostgres } from './servers/postgres.ts'
import { type S3Server, startS3Server } from './servers/s3.ts'
import { startFaultyProxy } from './servers/s3-proxy.ts'

// The whole command, from its arguments to its exit code. What each check finds is tried in test/doctor/.
const program = join(import.meta.dirname, '../src/entries/cli.ts')
let server: PostgresServer
let s3: S3Server
let folder: string

beforeAll(async () => {
  const settings = { log_statement: 'all', log_connections: 'on' }
  ;[server, s3] = await Promise.all([startPostgres({ settings }), startS3Server({ auth: true })])
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-doctor-'))
  await server.createDatabase('shop')
  await server.psql('shop', 'create table pets as select n from generate_series(1, 100000) n')
  await s3.makeBucket('bucket')
}, 30_000)
afterAll(async () => {
  await Promise.all([server?.stop(), s3?.stop()])
  rmSync(folder, { recursive: true, force: true })
})

const variables = () => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  DATABASE_URL: server.url('shop'),
  AWS_ACCESS_KEY_ID: s3.accessKeyId,
  AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
  AWS_EC2_METADATA_DISABLED: 'true',
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function doctor(args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
  const env = { ...variables(), ...more }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, 'doctor', ...args],
      { cwd: folder, env },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

const inBucket = (bucket = 'bucket', endpoint = s3.endpoint) => [
  '--store',
  `s3://${bucket}/shop`,
  '--s3-endpoint',
  endpoint,
]

function verdictsOf(findings: readonly Finding[], store: string | null): Record<string, Verdict> {
  const own = findings.filter((finding) => finding.store === store)
  return Object.fromEntries(own.map(({ check, verdict }) => [check, verdict]))
}

const allOk = (checks: string) => Object.fromEntries(checks.split(', ').map((check) => [check, 'ok']))

test('where all is well, each check is ok, the database is only read, and nothing is left in the stores', async () => {
  const made = join(folder, 'made/below')
  const before = server.log().length
  const ended = await doctor(['--json', '--store', made, ...inBucket()])
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  const { verdict, findings }: Diagnosis = JSON.parse(ended.stdout)
  expect(verdict).toBe('ok')
  expect(verdictsOf(findings, null)).toEqual(
    allOk(
      'settings, database, version, pooler, standby, readable, row security, large objects, locks, clock, tools, dump, disk, spool, time',
    ),
  )
  expect(verdictsOf(findings, made)).toEqual(allOk('list, write, checksum, read, clock, overwrite, delete'))
  expect(verdictsOf(findings, 's3://bucket/shop')).toEqual(
    allOk('list, abort, write, checksum, read, clock, overwrite, delete, multipart, open uploads'),
  )
  expect(existsSync(join(folder, 'made'))).toBe(false)
  expect([await s3.keys('bucket'), await s3.openUploads('bucket')]).toEqual([[], []])
  const log = server.log().slice(before)
  const statements = [...log.matchAll(/(?:statement|execute [\w<>]+):\s+(\w+)(.*)/g)]
  const words = new Set(statements.map(([, word = '']) => word.toLowerCase()))
  const harmless = [
    'begin',
    'copy',
    'execute',
    'lock',
    'prepare',
    'reset',
    'rollback',
    'select',
    'set',
    'with',
  ]
  expect([...words].filter((word) => !harmless.includes(word))).toEqual([])
  // Those are pg_dump's.
  const [locks, copies] = ['lock', 'copy'].map((word) =>
    statements.filter((each) => each[1]?.toLowerCase() === word),
  )
  expect(locks?.length).toBeGreaterThan(0)
  for (const [, , text] of locks ?? []) expect(text).toMatch(/ IN ACCESS SHARE MODE$/)
  for (const [, , text] of copies ?? []) expect(text).toMatch(/ TO stdout;$/)
  expect(log).toContain('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
})

test('it goes on after a check that fails, tells all, and ends with 1', async () => {
  const ended = await doctor(['--store', join(folder, 'backups'), ...inBucket('none')], {
    DATABASE_URL: 'postgresql://u:hushhush@127.0.0.1:1/shop',
    GITHUB_ACTIONS: 'true',
  })
  expect(ended.code).toBe(1)
  expect(ended.stdout).toMatch(
    /^VERDICT +CHECK +WHAT WAS FOUND\nok +settings +backups of shop, plain, gzip, not encrypted, into 2 stores/,
  )
  expect(ended.stdout).toMatch(
    /\nproblem +database +cannot connect .*ECONNREFUSED.*\n +-> check database-host/,
  )
  expect(ended.stdout).toMatch(/ in s3:\/\/none\/shop\nproblem +store +cannot list .*no bucket "none"/)
  expect(ended.stdout).toMatch(/\nok +write +an object can be written\n/)
  expect(ended.stdout).toMatch(/\nskipped +time +not estimated/)
  expect(ended.stderr).toBe(
    'error: a backup would fail, or could not be relied on: database, store in s3://none/shop\n',
  )
  expect(ended.stdout + ended.stderr).not.toContain('hushhush')
  expect(readdirSync(folder)).not.toContain('backups')
})

test('settings that cannot be used end it with 2, all told at once, and nothing is contacted', async () => {
  const before = server.log().length
  const ended = await doctor(['--format', 'tar', '--job-limit', 'long', '--store', folder])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toMatch(/cannot use job-limit "long".*\n.*cannot use format "tar"/)
  expect(server.log().length).toBe(before)
})

test('stopped by SIGTERM it takes away what it wrote', async () => {
  await using proxy = await startFaultyProxy(s3.endpoint)
  const argv = [program, 'doctor', ...inBucket('bucket', proxy.endpoint)]
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    env: variables(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  proxy.fault = ({ method }) => {
    if (proxy.count('PUT') > 0 && method === 'HEAD') child.kill('SIGTERM')
    return undefined
  }
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  expect({ code, stderr }).toEqual({ code: 143, stderr: 'error: stopped by SIGTERM\n' })
  expect([await s3.keys('bucket'), await s3.openUploads('bucket')]).toEqual([[], []])
  expect(proxy.count('PUT')).toBeGreaterThan(0)
})

test('a backup that ran before says how long and how large the next will be', async () => {
  const store = ['--store', join(folder, 'backups')]
  const env = variables()
  await new Promise((resolve) => execFile(process.execPath, [program, 'backup', ...store], { env }, resolve))
  const ended = await doctor(['--json', ...store, '--job-limit', '6h'])
  const { findings }: Diagnosis = JSON.parse(ended.stdout)
  const said = (check: string) => findings.find((finding) => finding.check === check)?.says
  expect(said('list')).toBe('can be listed: 1 backup of shop')
  expect(said('disk')).toMatch(/a backup takes \d\S* k?B as the last one did$/)
  expect(said('time')).toMatch(/which is assumed; the job may take 6 h$/)
})
