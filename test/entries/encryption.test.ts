import { execFile, execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const root = new URL('../../', import.meta.url).pathname

let server: PostgresServer
let folder: string
let count = 0

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function pgdrill(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, DATABASE_URL: server.url('app'), ...variables }
  return new Promise((resolve) => {
    const program = [join(root, 'src/entries/cli.ts'), ...args]
    const child = execFile(process.execPath, program, { cwd: folder, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

const path = (...names: string[]) => join(folder, ...names)
const from = (store: string) => ['--store', path(store), '--name', 'app']
const key = (name: string) => ['--identity-file', path(`${name}.txt`)]

function makeKey(name: string): string {
  execFileSync('age-keygen', ['-o', path(`${name}.txt`)], { stdio: 'ignore' })
  return execFileSync('age-keygen', ['-y', path(`${name}.txt`)], { encoding: 'utf8' }).trim()
}

async function backUp(store: string, ...args: string[]): Promise<string> {
  const made = await pgdrill(['backup', '--store', path(store), ...args])
  expect([made.stderr, made.code]).toEqual([made.stderr, 0])
  return made.stdout.split('\n')[0] ?? ''
}

/** Into a new database, whose rows are then counted. */
async function restore(store: string, ...args: string[]): Promise<Ended & { rows: number | null }> {
  const database = `restored_${++count}`
  const ended = await pgdrill(['restore', ...from(store), '--target-url', server.url(database), ...args])
  const exists = await server.query('postgres', 'select 1 from pg_database where datname = $1', [database])
  if (exists.length === 0) return { ...ended, rows: null }
  const [row] = await server
    .query<{ n: string }>(database, 'select count(*) as n from cardholders')
    .catch(() => [])
  return { ...ended, rows: row === undefined ? null : Number(row.n) }
}

const age = (...args: string[]) => execFileSync('age', args, { maxBuffer: 1 << 26 })

let recipient: string
let other: string
let stem: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-encryption-'))
  await server.createDatabase('app')
  await server.query('app', 'create role shopkeeper')
  await server.psql(
    'app',
    `create table cardholders as select n, 'Wilhelmina ' || n as holder from generate_series(1, 9000) n;
     grant select on cardholders to shopkeeper`,
  )
  recipient = makeKey('mine')
  other = makeKey('other')
  stem = await backUp('backups', '--encrypt-to', recipient)
}, 60_000)

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('an encrypted backup', () => {
  test('is opened by age itself, all of it', () => {
    const objects = JSON.parse(readFileSync(path('backups', `${stem}.manifest.json`), 'utf8')).objects
    const keys = objects.map((each: { key: string }) => each.key.slice(stem.length))
    expect(keys).toEqual(['.sql.gz.age', '.fingerprint.json.gz.age', '.globals.sql.gz.age'])
    const open = (end: string) =>
      gunzipSync(age('-d', '-i', path('mine.txt'), path('backups', stem + end))).toString()
    expect(open('.sql.gz.age')).toContain('Wilhelmina 9000')
    expect(open('.fingerprint.json.gz.age')).toContain('cardholders')
    expect(open('.globals.sql.gz.age')).toContain('shopkeeper')
  })

  test('shows no table, row or role to whoever has no key, a drill of it included', async () => {
    await pgdrill(['verify', ...from('backups'), ...key('mine'), '--min-rows', 'cardholders>=9001'])
    const stored = readdirSync(path('backups')).map((name) => ({
      name,
      bytes: readFileSync(path('backups', name)),
    }))
    expect(stored).toHaveLength(5)
    for (const { name, bytes } of stored)
      for (const secret of ['cardholders', 'Wilhelmina', 'shopkeeper'])
        expect([name, bytes.includes(secret)]).toEqual([name, false])
    const manifest = JSON.parse(readFileSync(path('backups', `${stem}.manifest.json`), 'utf8'))
    expect(manifest).toMatchObject({
      tables: 1,
      rows: 9000,
      encryption: { kind: 'recipients', recipients: [recipient] },
    })
  })

  test('is restored by a key from a file, and by one from the environment, which no log shows', async () => {
    expect(await restore('backups', ...key('mine'))).toMatchObject({ code: 0, rows: 9000 })
    const text = readFileSync(path('mine.txt'), 'utf8')
    const database = server.url('by_environment')
    const ended = await pgdrill(['restore', ...from('backups'), '--target-url', database], {
      PGDRILL_IDENTITY: text,
    })
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.stdout + ended.stderr).not.toMatch(/AGE-SECRET-KEY-1\w/)
  })

  test('restores nothing without a key, or with another one, and says what to do', async () => {
    const without = await restore('backups')
    expect(without).toMatchObject({ code: 1, rows: null })
    expect(without.stderr).toContain('it is encrypted, and no identity is given; set identity-file')
    const wrong = await restore('backups', ...key('other'))
    expect(wrong).toMatchObject({ code: 1, rows: null })
    expect(wrong.stderr).toContain("no identity that is given is one of its recipients'; give the identity")
  })

  test('is drilled with its key; without it, or with another, the drill is inconclusive', async () => {
    expect(await pgdrill(['verify', ...from('backups'), ...key('mine')])).toMatchObject({ code: 0 })
    expect(await pgdrill(['verify', ...from('backups')])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no identity is given; set identity-file, or PGDRILL_IDENTITY'),
    })
    expect(await pgdrill(['verify', ...from('backups'), ...key('other')])).toMatchObject({ code: 3 })
  }, 30_000)

  test('that was altered or cut short fails its drill, and restores nothing', async () => {
    for (const harm of [alter, cut]) {
      const store = `harmed-${harm.name}`
      const made = await backUp(store, '--encrypt-to', recipient)
      harm(path(store, `${made}.sql.gz.age`))
      expect(await pgdrill(['verify', ...from(store), ...key('mine')])).toMatchObject({ code: 1 })
      expect(await restore(store, ...key('mine'))).toMatchObject({ code: 1, rows: null })
    }
  }, 30_000)

  test('is listed and pruned by whoever has no key', async () => {
    await backUp('old', '--encrypt-to', recipient)
    const list = await pgdrill(['list', '--store', path('old'), '--json'])
    expect(JSON.parse(list.stdout).backups[0]).toMatchObject({
      format: 'plain',
      rows: 9000,
      copies: [{ state: 'committed' }],
    })
    const pruned = await pgdrill(['prune', ...from('old'), '--keep-days', '0', '--keep-last', '1'])
    expect(pruned).toMatchObject({ code: 0 })
  })

  test('as a custom archive restores too', async () => {
    const made = await backUp('custom', '--encrypt-to', recipient, '--format', 'custom')
    expect(readdirSync(path('custom'))).toContain(`${made}.dump.age`)
    expect(await restore('custom', ...key('mine'))).toMatchObject({ code: 0, rows: 9000 })
  })

  test('by a passphrase opens by it, and by no other', async () => {
    const passphrase = { PGDRILL_PASSPHRASE: 'five words that are quite random' }
    const args = ['backup', '--store', path('passphrase'), '--globals', 'false']
    expect(await pgdrill(args, passphrase)).toMatchObject({ code: 0 })
    const target = ['--target-url', server.url('by_passphrase')]
    const wrong = await pgdrill(['restore', ...from('passphrase'), ...target], {
      PGDRILL_PASSPHRASE: 'another passphrase',
    })
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('the passphrase is another one') })
    expect(await pgdrill(['restore', ...from('passphrase'), ...target], passphrase)).toMatchObject({
      code: 0,
    })
  }, 30_000)
})

function alter(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
  writeFileSync(file, bytes)
}

function cut(file: string): void {
  truncateSync(file, readFileSync(file).length - 100)
}

test('what age encrypted is restored as a file', async () => {
  mkdirSync(path('by-hand'))
  const text = gunzipSync(age('-d', '-i', path('mine.txt'), path('backups', `${stem}.sql.gz.age`)))
  writeFileSync(path('by-hand', 'dump.gz'), gzipSync(text))
  age('-r', recipient, '-o', path('by-hand', 'dump.age'), path('by-hand', 'dump.gz'))
  const target = ['--target-url', server.url('by_age')]
  const ended = await pgdrill(['restore', path('by-hand', 'dump.age'), ...target, ...key('mine')])
  expect([ended.stderr, ended.code]).toEqual([ended.stderr, 0])
  expect(await server.query('by_age', 'select count(*)::int as n from cardholders')).toEqual([{ n: 9000 }])
})

test('after a change of keys old backups open with the old key, and new ones with the new', async () => {
  writeFileSync(path('recipients.txt'), `# since spring\n${other}\n`)
  const old = await backUp('rotated', '--encrypt-to', recipient)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await backUp('rotated', '--encrypt-to', path('recipients.txt'))
  expect(await restore('rotated', ...key('mine'))).toMatchObject({ code: 1, rows: null })
  expect(await restore('rotated', ...key('other'))).toMatchObject({ code: 0, rows: 9000 })
  const target = ['--target-url', server.url('by_old_key')]
  const before = ['restore', old, '--store', path('rotated'), ...target]
  const opened = await pgdrill([...before, ...key('mine')])
  expect([opened.stderr, opened.code]).toEqual([opened.stderr, 0])
  expect(await pgdrill([...before, ...key('other')])).toMatchObject({ code: 1 })
}, 30_000)

describe('pgdrill keys check', () => {
  test('tells of each key whether it opens the newest backup, and exits with 1 when one does not', async () => {
    const good = await pgdrill(['keys', 'check', ...from('backups'), ...key('mine'), '--json'])
    expect(JSON.parse(good.stdout)).toMatchObject({
      backup: stem,
      keys: [{ recipient, origin: path('mine.txt'), opens: true, problems: [] }],
      recipients: [{ recipient, held: true }],
    })
    expect(good.code).toBe(0)
    const bad = await pgdrill(['keys', 'check', ...from('backups'), ...key('mine'), ...key('other')])
    expect(bad.stdout).toBe(
      `${stem}\n  opens it: ${recipient} (from ${path('mine.txt')})\n  does NOT open it: ${other} (from ${path('other.txt')})\n`,
    )
    expect(bad.code).toBe(1)
  })

  test('needs a key, and refuses what is none without showing it', async () => {
    expect(await pgdrill(['keys', 'check', ...from('backups')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no key is given to check'),
    })
    const ended = await pgdrill(['keys', 'check', ...from('backups'), '--identity', 'AGE-SECRET-KEY-1TYPO'])
    expect(ended).toMatchObject({ code: 2, stderr: expect.not.stringContaining('1TYPO') })
  })
})

test('a secret key is refused as a recipient, before anything is contacted', async () => {
  const secret = readFileSync(path('mine.txt'), 'utf8').match(/AGE-SECRET-KEY-1\w+/)?.[0] as string
  const ended = await pgdrill(['backup', '--store', path('refused'), '--encrypt-to', secret])
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('that is a secret key') })
  expect(ended.stderr).not.toContain(secret)
})
