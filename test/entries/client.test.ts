import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { packagesOf18 } from '../postgres/install/packages.ts'
import { startActionsCache } from '../servers/actions-cache.ts'
import { type AptRepository, startAptRepository, suite } from '../servers/apt-repository.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { programsOf } from '../servers/versions.ts'

const entries = join(import.meta.dirname, '../../src/entries')
let repository: AptRepository
let server: PostgresServer
let root: string

// A server of version 18, on a machine that has none of its programs but older ones.
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pgdrill-client-'))
  // A scratch server runs as another user than root.
  await chmod(root, 0o755)
  repository = await startAptRepository(await packagesOf18({ server: true }))
  server = await startPostgres({ binDir: await programsOf(18) })
  await server.createDatabase('shop')
  await server.query('shop', 'create table orders as select generate_series(1, 100) as id')
}, 180_000)

afterAll(async () => {
  await server.stop()
  await repository[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

beforeEach(() => {
  repository.asked.length = 0
})

async function run(entry: string, args: readonly string[], environment: Record<string, string>) {
  const env = { PATH: '/usr/bin:/bin', HOME: root, XDG_CACHE_HOME: join(root, 'cache'), ...environment }
  const child = spawn(process.execPath, [join(entries, entry), ...args], { env, cwd: root })
  child.stdin.end()
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}

const from = () => [
  ...['--client-repository', `${repository.url} ${suite}`],
  ...['--client-repository-key', repository.keyFile],
]

function pgdrill(command: string, args: readonly string[], environment: Record<string, string> = {}) {
  const store = command === 'setup-client' ? [] : ['--store', join(root, 'store'), '--name', 'shop']
  const variables = { DATABASE_URL: server.url('shop'), ...environment }
  return run('cli.ts', [command, ...store, ...args], command === 'backup' ? variables : environment)
}

describe('a server newer than what is installed', () => {
  test('is backed up with a pg_dump that is fetched, and the next time without asking anybody', async () => {
    const first = await pgdrill('backup', from())
    expect(first).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^fetching postgresql-client-18 /m),
    })
    expect(first.stderr).toMatch(/^pg_dump 18\.6 from .*\/cache\/pgdrill\/postgresql-client\/18-/m)
    expect(first.stdout).toContain('1 table, 100 rows')
    repository.asked.length = 0
    const second = await pgdrill('backup', from())
    expect(second.code).toBe(0)
    expect(second.stderr).not.toContain('fetching')
    expect(repository.asked).toEqual([])
  })

  test('has its backups drilled on a scratch server that is fetched', async () => {
    await pgdrill('backup', from())
    const drill = await pgdrill('verify', [...from(), '--no-amcheck'])
    expect(drill).toMatchObject({ code: 0, stdout: expect.stringContaining('verified') })
    expect(drill.stderr).toMatch(/^fetching postgresql-18 /m)
  })

  test('is refused with what is installed when that is all that may be used', async () => {
    const { code, stderr } = await pgdrill('backup', [...from(), '--client-version', 'installed'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/cannot dump server 18 with pg_dump \d+.*; install postgresql-client-18/)
    expect(repository.asked).toEqual([])
  })

  test('is refused with a client that is asked for and too old', async () => {
    const { code, stderr } = await pgdrill('backup', [...from(), '--client-version', '17'])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /cannot use client-version 17: the server, or the archive, is of version 18; set client-version to 18/,
    )
  })

  test('and nothing to fetch from are told in one line, with a cure', async () => {
    const unreachable = ['--client-repository', 'http://127.0.0.1:1']
    const { code, stderr } = await pgdrill('backup', unreachable, { XDG_CACHE_HOME: join(root, 'empty') })
    expect(code).toBe(1)
    expect(stderr.match(/^error: .*/gm)).toEqual([
      expect.stringMatching(
        /cannot dump server 18 with pg_dump .*, and no other could be fetched: cannot use the repository http:\/\/127\.0\.0\.1:1 \w+-pgdg: cannot fetch .*ECONNREFUSED.*; check the network/,
      ),
    ])
  })
})

describe('pgdrill setup-client', () => {
  test('prints the folder of the newest client that the repository has', async () => {
    const { code, stdout } = await pgdrill('setup-client', from())
    expect(code).toBe(0)
    expect(await readdir(stdout.trim())).toEqual(['pg_dump', 'pg_dumpall', 'pg_restore', 'psql'])
  })

  test('with --json says where and which', async () => {
    const { stdout } = await pgdrill('setup-client', [...from(), '--client-version', '18.6', '--json'])
    expect(JSON.parse(stdout)).toEqual({ path: expect.stringMatching(/18\/bin$/), version: '18.6' })
  })
})

test('the action puts the client on PATH, and keeps it in the tool cache and between jobs', async () => {
  const file = async (name: string) => {
    await writeFile(join(root, name), '')
    return join(root, name)
  }
  await using cache = await startActionsCache()
  const environment = async () => ({
    ...cache.environment,
    GITHUB_ACTIONS: 'true',
    RUNNER_TOOL_CACHE: join(root, 'tools'),
    RUNNER_TEMP: join(root, 'temp'),
    GITHUB_PATH: await file('path'),
    GITHUB_OUTPUT: await file('output'),
    'INPUT_CLIENT-VERSION': '18',
    'INPUT_CLIENT-REPOSITORY': `${repository.url} ${suite}`,
    'INPUT_CLIENT-REPOSITORY-KEY': repository.keyFile,
  })
  const first = await run('setup-action.ts', [], await environment())
  expect(first).toMatchObject({ code: 0, stderr: '' })
  const folder = (await readFile(join(root, 'path'), 'utf8')).trim()
  expect(folder).toMatch(
    /\/tools\/pgdrill-postgresql-client-\S+\/18\.6\.0\/\w+\/usr\/lib\/postgresql\/18\/bin$/,
  )
  const output = await readFile(join(root, 'output'), 'utf8')
  expect(output).toContain(folder)
  expect(output).toContain('18.6')
  repository.asked.length = 0
  const second = await run('setup-action.ts', [], await environment())
  expect(second).toMatchObject({ code: 0, stderr: '' })
  expect((await readFile(join(root, 'path'), 'utf8')).trim()).toBe(folder)
  expect(repository.asked).toEqual([])
  expect(await readdir(join(root, 'temp/pgdrill'))).toEqual([])

  // The next job: another machine, without the tool cache. The package is not fetched; what version it would be is asked.
  await rm(join(root, 'tools'), { recursive: true })
  expect([...cache.entries.keys()]).toEqual([
    expect.stringMatching(/^pgdrill-postgresql-client-\w+-\w+-\w{8}-18\.6$/),
  ])
  const next = await run('setup-action.ts', [], await environment())
  expect(next).toMatchObject({ code: 0, stderr: '' })
  expect(repository.asked.filter((path) => path.startsWith('/pool/'))).toEqual([])
  expect((await readFile(join(root, 'path'), 'utf8')).trim()).toBe(folder)
})
