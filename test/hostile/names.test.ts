import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Ended } from '../end-to-end/installed.ts'
import { runStep, type Step } from '../end-to-end/runner.ts'
import { Scene } from '../end-to-end/scene.ts'
import { commandsIn } from './runner-commands.ts'

// Each is a name that PostgreSQL takes; what they try is said beside them.
const names = [
  'a\n::set-output name=backup::x', // an output
  'b\n\u0085::add-mask::e', // the log's e's, behind white space that JavaScript does not call so
  'c ##[add-mask]a', // the log's a's, within a line
  'd\r::stop-commands::x', // every command that follows
  '\u001b[2J\u001b[1;31me', // the screen
  '<img src=x onerror=alert(1)>', // the summary
  '"; DROP TABLE victim; --', // SQL
  '$(touch pwned) `touch pwned`', // a shell
  'f\u202egnp.exe', // the reader
  '../../../../tmp/g', // a folder
  '::error::h',
]
const database = 'x\'"; ::error::y ##[error]<b>'
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

let scene: Scene
beforeAll(async () => {
  scene = await Scene.withoutS3()
  const { server } = scene
  await server.query('postgres', `CREATE DATABASE ${quoted(database)}`)
  await server.query(database, 'CREATE TABLE victim AS SELECT 1')
  for (const name of names) {
    await server.query(database, `CREATE TABLE ${quoted(name)} AS SELECT 'x'::text AS ${quoted(name)}`)
    await server.query('postgres', `CREATE ROLE ${quoted(name)}`)
    await server.query(database, `ALTER TABLE ${quoted(name)} OWNER TO ${quoted(name)}`)
  }
})
afterAll(() => scene[Symbol.asyncDispose]())

function expectObeyedByNobody(
  { stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>,
  own: readonly string[] = [],
) {
  const obeyed = [...commandsIn(stdout), ...commandsIn(stderr)]
  expect(obeyed.filter((command) => command !== 'add-mask')).toEqual(own)
  // Masks are pgdrill's own, one a line, before anything else.
  const masks = stdout.split('\n').filter((line) => line.startsWith('::add-mask::'))
  expect(obeyed.filter((command) => command === 'add-mask')).toHaveLength(masks.length)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
}

function expectPlainSummary({ summary }: Step): void {
  // Of HTML there is what pgdrill itself writes.
  expect(summary.replaceAll(/<\/?(?:code|details|summary|br)>/g, '')).not.toMatch(/<[a-z]/i)
  expect(summary).not.toMatch(/onerror=[^&]*>/)
}

describe('a database whose every name is a trap', () => {
  let step: Step
  beforeAll(async () => {
    const inputs = {
      'database-url': scene.server.url(database),
      store: scene.folder('trapped').location,
      name: 'trap',
    }
    step = await runStep(scene.installed, inputs)
  })

  test('is backed up, and commands nobody', () => {
    expect(step).toMatchObject({ code: 0, left: [] })
    expectObeyedByNobody(step)
    expectPlainSummary(step)
    expect(step.summary).toContain('&#60;img src=x onerror=alert(1)&#62;')
  })

  test('gives the outputs of every backup, and no other', () => {
    expect(step.outputs).toMatchObject({
      backup: expect.stringMatching(/^trap_backup_/),
      tables: String(names.length + 1),
    })
    expect(step.outputs).not.toHaveProperty('x')
  })

  test('is drilled with the verdict verified, and commands nobody', async () => {
    const args = ['verify', '--store', scene.folder('trapped').location, '--name', 'trap']
    const drilled = await scene.installed.pgdrill([...args, '--target-url', scene.server.url('postgres')])
    expect([drilled.stderr, drilled.code]).toEqual([drilled.stderr, 0])
    expectObeyedByNobody(drilled)
    expect(await scene.server.query(database, 'SELECT * FROM victim')).toHaveLength(1)
  })
})

test('a table that may not be read is told without obeying its name', async () => {
  const { server } = scene
  await server.query('postgres', "CREATE ROLE reader LOGIN PASSWORD 'pw-of-reader'")
  const login = { user: 'reader', password: 'pw-of-reader' }
  const inputs = {
    'database-url': server.url(database, login),
    store: scene.folder('unread').location,
    name: 'trap',
  }
  const step = await runStep(scene.installed, inputs)
  expect(step.code).toBe(1)
  expectObeyedByNobody(step, ['error'])
  const ended = await scene.installed.pgdrill(
    ['backup', '--store', inputs.store, '--name', 'trap'],
    scene.environment(database, login),
  )
  expect(ended.code).toBe(1)
  expectObeyedByNobody(ended)
})

test('a server whose messages are traps is quoted, not obeyed', async () => {
  const { server } = scene
  const trap = 'no\n::stop-commands::x\n##[add-mask]a\u001b[2J'
  const checks = await scene.installed.write(
    'checks.sql',
    `DO $$ BEGIN RAISE EXCEPTION '%', E'${trap.replaceAll('\n', '\\n')}'; END $$;\n`,
  )
  const args = ['verify', '--store', scene.folder('trapped').location, '--name', 'trap', '--checks', checks]
  for (const more of [[], ['--json']]) {
    const drilled = await scene.installed.pgdrill([...args, ...more, '--target-url', server.url('postgres')])
    expect(drilled.code).toBe(1)
    expect(drilled.stderr).toContain('stop-commands')
    expectObeyedByNobody(drilled)
  }
})
