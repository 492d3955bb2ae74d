import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const cli = new URL('../../src/entries/cli.ts', import.meta.url).pathname

let server: PostgresServer
let folder: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-cli-'))
  await server.createDatabase('app')
  await server.psql('app', 'create table pets as select n from generate_series(1, 100) n')
  expect(await pgdrill('backup', '--database-url', server.url('app'))).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function pgdrill(...args: string[]): Promise<Ended> {
  const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', BACKUP_DIR: join(folder, 'store') } }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

const pets = async (database: string) => (await server.query(database, 'select from pets')).length

test('the latest backup goes into a database that is not there yet', async () => {
  const ended = await pgdrill('restore', '--name', 'app', '--target-url', server.url('fresh'))
  expect(ended).toMatchObject({ code: 0 })
  expect(ended.stdout).toMatch(/app_backup_.*\.sql\.gz is restored into database "fresh", in /)
  expect(await pets('fresh')).toBe(100)
})

test('a live database is swapped, and swapped back by the command that was printed', async () => {
  await server.createDatabase('live')
  await server.psql('live', 'create table pets as select 1 as n')
  const target = ['--target-url', server.url('live'), '--confirm', 'live']
  const ended = await pgdrill('restore', 'latest', '--name', 'app', '--mode', 'swap', ...target)
  expect(ended).toMatchObject({ code: 0 })
  expect(await pets('live')).toBe(100)
  expect(ended.stdout).toContain('take it back: pgdrill restore --undo --confirm live')
  const undone = await pgdrill('restore', '--undo', '--json', ...target)
  // What it came to is said once: on stdout.
  expect(undone.stderr).toBe('')
  expect(JSON.parse(undone.stdout)).toMatchObject({
    database: 'live',
    kept: expect.stringMatching(/^live_undone_/),
  })
  expect(await pets('live')).toBe(1)
})

test('a database that is not empty is refused with exit code 1, and an unconfirmed swap with 2', async () => {
  const target = ['--name', 'app', '--target-url', server.url('app')]
  const refused = await pgdrill('restore', ...target)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('is not empty: it holds table public.pets')
  const unconfirmed = await pgdrill('restore', '--mode', 'swap', ...target)
  expect(unconfirmed.code).toBe(2)
  for (const { stderr } of [refused, unconfirmed])
    expect(stderr).not.toContain(encodeURIComponent(server.password))
})

test('--json tells what was done', async () => {
  const { stdout } = await pgdrill('restore', '--json', '--name', 'app', '--target-url', server.url('told'))
  expect(JSON.parse(stdout)).toEqual({
    backup: expect.stringMatching(/^app_backup_/),
    location: expect.stringMatching(/\.sql\.gz$/),
    database: 'told',
    mode: 'into-empty',
    kept: null,
    'sessions-ended': 0,
    'unreachable-milliseconds': null,
    'duration-seconds': expect.any(Number),
  })
})
