import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Finding } from '../../src/doctor/finding.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { start } from '../workflows/runner/processes.ts'

const root = join(import.meta.dirname, '../..')
let server: PostgresServer
let folder: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-doctor-'))
  await server.createDatabase('shop')
  await server.psql('shop', "create table pets (); create role looker login password 'hush-hush'")
}, 30_000)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The action as the runner starts it: the defaults of doctor/action.yml, and these inputs over them. */
function action(inputs: Readonly<Record<string, string>>) {
  const declared: Record<string, { default?: string }> = parse(
    readFileSync(join(root, 'doctor/action.yml'), 'utf8'),
  ).inputs
  const values = Object.entries(declared).map(([name, { default: usual = '' }]) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? usual,
  ])
  const program = [process.execPath, join(root, 'src/entries/doctor-action.ts')]
  return start(program, { cwd: folder, env: { GITHUB_ACTIONS: 'true', ...Object.fromEntries(values) } })
}

const annotations = (log: string) => log.match(/^::(?:error|warning).*/gm) ?? []

test('where a backup would work, the step passes, with one line to read and the rest folded away', async () => {
  const ended = await action({ 'database-url': server.url('shop'), store: join(folder, 'backups') })
  expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'ok', problems: '0', warnings: '0' } })
  expect(annotations(ended.log)).toEqual([])
  expect(ended.summary).toMatch(/^### ✅ A backup of shop would work\n\n<details>/)
  expect(ended.log).toMatch(/^ok +time +about .*; the job may take 6 h$/m)
})

test('a problem fails the step: outputs, summary and one annotation have it, with what to do', async () => {
  await server.psql('shop', 'create table "<b>|::error::" ()')
  const { host, port } = server
  const login = { 'database-user': 'looker', 'database-password': 'hush-hush', 'database-name': 'shop' }
  const ended = await action({
    ...login,
    'database-host': host,
    'database-port': String(port),
    store: join(folder, 'backups'),
  })
  expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'problem', problems: '1', warnings: '0' } })
  const findings: Finding[] = JSON.parse(ended.outputs.findings ?? '')
  const cure = expect.stringContaining('grant role "looker" USAGE on the schemas and SELECT')
  expect(findings.filter(({ verdict }) => verdict !== 'ok')).toMatchObject([
    { check: 'readable', cure },
    { check: 'dump', verdict: 'skipped' },
  ])
  expect(ended.summary).toMatch(
    /^### ❌ A backup of shop would fail, or could not be relied on\n\n\| {2}\| Check .*\n.*\n\| ❌ \| readable \| cannot read .*grant role/,
  )
  expect(ended.summary).not.toContain('<b>')
  expect(annotations(ended.log)).toEqual([
    expect.stringMatching(
      /^::error title=The doctor found a problem::a backup would fail.*:%0Areadable: cannot read .*; grant role/,
    ),
  ])
  expect(Object.values(ended.outputs).join() + ended.summary).not.toContain('hush-hush')
})

test('settings that cannot be used fail the step with 2, and leave no verdict', async () => {
  const ended = await action({ 'database-url': server.url('shop'), 'job-limit': 'long', store: folder })
  expect(ended).toMatchObject({ code: 2, outputs: {}, summary: '' })
  expect(annotations(ended.log)).toEqual([expect.stringContaining('cannot use job-limit "long"')])
})
