import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const root = new URL('../../', import.meta.url).pathname

let server: PostgresServer
let folder: string

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function run(entry: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, ...variables }
  return new Promise<Ended>((resolve) => {
    const program = [join(root, 'src/entries', entry), ...args]
    const child = execFile(process.execPath, program, { cwd: folder, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

const verify = (...args: string[]) =>
  run('cli.ts', ['verify', '--store', `${folder}/backups`, '--name', 'app', ...args])
const onServer = () => ['--target-url', server.url('postgres')]

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-verify-'))
  await server.createDatabase('app')
  await server.psql('app', 'CREATE TABLE pets AS SELECT n FROM generate_series(1, 100) n')
  const made = await run('cli.ts', ['backup', '--store', `${folder}/backups`], {
    DATABASE_URL: server.url('app'),
  })
  expect(made).toMatchObject({ code: 0 })
}, 30_000)

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function fileOf(ending: string): string {
  const name = readdirSync(join(folder, 'backups')).find(
    (each) => each.endsWith(ending) && !each.includes('.globals'),
  )
  return join(folder, 'backups', name as string)
}

describe('pgdrill verify', () => {
  test('says the verdict first, exits with 0 and leaves its record beside the backup', async () => {
    const { code, stdout } = await verify(...onServer(), '--min-rows', 'pets>=100')
    expect(stdout).toMatch(/^app_backup_\S+ is verified\n {2}1 table and 100 rows compared, restored in /)
    expect(code).toBe(0)
    expect(JSON.parse(readFileSync(fileOf('.drill.json'), 'utf8'))).toMatchObject({ verdict: 'verified' })
    const list = await run('cli.ts', ['list', '--store', `${folder}/backups`, '--json'])
    expect(JSON.parse(list.stdout).backups[0].drill.verdict).toBe('verified')
  })

  test('gives its outputs as one JSON document, from a scratch server of its own too', async () => {
    const { code, stdout } = await verify('--json')
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'verified',
      differences: 0,
      'tables-compared': 1,
      'rows-compared': 100,
      report: fileOf('.drill.json'),
      record: fileOf('.drill.json'),
    })
    expect(code).toBe(0)
  }, 30_000)

  test('exits with 1 for what failed, and with 3 for what could not be tried', async () => {
    const failed = await verify(...onServer(), '--min-rows', 'public.pets>=101')
    expect(failed).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is failed\n  table public.pets has 100'),
    })
    const tried = await verify('--target-url', 'postgresql://nobody:secretword@127.0.0.1:1/x')
    expect(tried).toMatchObject({ code: 3, stdout: expect.stringContaining('is inconclusive') })
    expect(tried.stdout + tried.stderr).not.toContain('secretword')
  })

  test('runs checks and a command, and writes what it was told to write', async () => {
    const checks = join(folder, 'checks.sql')
    writeFileSync(
      checks,
      "SELECT 1;\nDO $$ BEGIN ASSERT (SELECT count(*) FROM pets) = 7, 'not 7 pets'; END $$;",
    )
    const files = ['--junit', 'out/drill.xml', '--report', 'out/drill.json']
    const command = ['--after-restore-command', 'psql -Xc "SELECT count(*) FROM pets"']
    const { code, stdout, stderr } = await verify(...onServer(), '--checks', checks, ...command, ...files)
    expect({ code, stdout }).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is failed\n  the check at line 2 of checks.sql failed: not 7 pets'),
    })
    expect(stderr).toMatch(/after-restore-command is done: count/)
    expect(JSON.parse(readFileSync(join(folder, 'out/drill.json'), 'utf8'))).toMatchObject({
      verdict: 'failed',
      checks: [{ result: 'passed' }, { line: 2, result: 'failed', message: 'not 7 pets' }],
    })
    expect(readFileSync(join(folder, 'out/drill.xml'), 'utf8')).toContain('<failure message="not 7 pets"')
  })

  test('whose file cannot be written exits with 1, after it has said the verdict', async () => {
    const { code, stdout, stderr } = await verify(...onServer(), '--junit', '/dev/null/drill.xml')
    expect(stdout).toContain('is verified')
    expect(stderr).toContain('cannot write junit to /dev/null/drill.xml')
    expect(code).toBe(1)
  })

  test('refuses what it does not understand before it contacts anything', async () => {
    const { code, stderr } = await verify('--min-rows', 'pets', '--max-age', 'old')
    expect(code).toBe(2)
    expect(stderr).toContain('cannot use min-rows "pets": use schema.table>=rows, such as public.users>=1000')
    expect(stderr).toContain('cannot use max-age "old"')
  })
})

describe('the verify action', () => {
  async function action(inputs: Readonly<Record<string, string>>) {
    const files = { GITHUB_OUTPUT: join(folder, 'outputs'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const given = { store: `${folder}/backups`, name: 'app', 'target-url': server.url('postgres'), ...inputs }
    const variables = Object.entries(given).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])
    const environment = { ...files, RUNNER_TEMP: join(folder, 'temp'), ...Object.fromEntries(variables) }
    const ended = await run('verify-action.ts', [], environment)
    const [outputs, summary] = Object.values(files).map((file) => readFileSync(file, 'utf8'))
    return { ...ended, outputs: outputs ?? '', summary: summary ?? '' }
  }

  test('sets its outputs and writes a summary that begins with the verdict', async () => {
    const { code, outputs, summary } = await action({})
    expect(code).toBe(0)
    expect(outputs).toMatch(/verdict<<(\S+)\nverified\n\1/)
    expect(outputs).toMatch(/tables-compared<<(\S+)\n1\n\1/)
    expect(summary).toMatch(/^### ✅ app&#95;backup&#95;\S+ is verified\n/)
    expect(summary).toContain('| Rows compared | 100 |')
    const report = join(folder, 'temp', basename(fileOf('.drill.json')))
    expect(outputs).toMatch(new RegExp(`report<<(\\S+)\n${report}\n`))
    expect(outputs).toMatch(new RegExp(`record<<(\\S+)\n${fileOf('.drill.json')}\n`))
    expect(readFileSync(report, 'utf8')).toBe(readFileSync(fileOf('.drill.json'), 'utf8'))
  })

  test('of a truncated backup fails, with the difference in outputs, summary and one annotation', async () => {
    truncateSync(fileOf('.sql.gz'), 100)
    const { code, stdout, outputs, summary } = await action({})
    expect(code).toBe(1)
    expect(outputs).toMatch(/verdict<<(\S+)\nfailed\n\1/)
    expect(summary).toMatch(/^### ❌ .* is failed\n\n- /)
    expect(stdout.match(/^::error /gm)).toHaveLength(1)
  })
})
