import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

const root = new URL('../../', import.meta.url).pathname

let server: PostgresServer
let folder: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-action-'))
  writeFileSync(join(folder, 'app.sql'), 'create table pets as select n from generate_series(1, 100) n;\n')
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

interface Ended {
  code: number
  log: string
  outputs: string
  summary: string
}

/** The action as the runner starts it: the defaults of restore/action.yml, and these inputs over them. */
function action(inputs: Readonly<Record<string, string>>): Promise<Ended> {
  const declared: Record<string, { default?: string }> = parse(
    readFileSync(join(root, 'restore/action.yml'), 'utf8'),
  ).inputs
  const values = {
    ...Object.fromEntries(Object.entries(declared).map(([name, { default: usual }]) => [name, usual ?? ''])),
    ...inputs,
  }
  const files = { GITHUB_OUTPUT: join(folder, 'outputs'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const env = {
    PATH: process.env.PATH ?? '',
    ...files,
    ...Object.fromEntries(
      Object.entries(values).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
    ),
  }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'src/entries/restore-action.ts')],
      { cwd: folder, env },
      (_, stdout) =>
        resolve({
          code: child.exitCode ?? -1,
          log: stdout,
          outputs: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
          summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
        }),
    )
  })
}

test('the action swaps a database, says so in outputs and summary, and takes it back', async () => {
  await server.createDatabase('live')
  const target = { 'target-url': server.url('live'), confirm: 'live' }
  const ended = await action({ what: './app.sql', mode: 'swap', ...target })
  expect(ended).toMatchObject({ code: 0, summary: expect.stringContaining('### ✅ live is restored') })
  expect(ended.outputs).toMatch(/kept<<\S+\nlive_before_/)
  expect(await server.query('live', 'select from pets')).toHaveLength(100)
  const undone = await action({ undo: 'true', ...target })
  expect(undone).toMatchObject({ code: 0, summary: expect.stringContaining('is as it was before the swap') })
  await expect(server.query('live', 'select from pets')).rejects.toThrow('does not exist')
  for (const { log, summary } of [ended, undone]) {
    expect(log.replaceAll(/^::add-mask::.*$/gm, '') + summary).not.toContain(server.password)
  }
})

test('what cannot be restored is one annotation, and exit code 1', async () => {
  const ended = await action({ what: './none.sql', 'target-url': server.url('live') })
  expect(ended.code).toBe(1)
  expect(ended.log).toMatch(/^::error title=Restore failed::cannot read .*none\.sql/m)
})
