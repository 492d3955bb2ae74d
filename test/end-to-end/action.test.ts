import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { countRows, sh } from './by-hand.ts'
import { halfWritten, holdDumps, makeBulk } from './held-dump.ts'
import { outputNames, runStep, type Step, startStep } from './runner.ts'
import { Scene } from './scene.ts'
import { type Shelf, sha256 } from './shelf.ts'

let scene: Scene
let aws: Record<string, string>
beforeAll(async () => {
  scene = await Scene.set()
  await makeBulk(scene.server, 'app')
  const { DATABASE_URL: _, ...others } = scene.environment('app')
  aws = others
})
afterAll(() => scene[Symbol.asyncDispose]())

const inputsFor = (...shelves: readonly Shelf[]) => ({
  'database-url': scene.server.url('app'),
  store: shelves.map(({ location }) => location).join('\n'),
})

/** Nothing that is shown holds a secret: log and outputs but for the masks, summary, stderr. */
function expectNoSecret({ stdout, stderr, summary, outputs }: Step): void {
  const shown = stdout.replaceAll(/^::add-mask::.*\n/gm, '')
  scene.expectNoSecret({ stdout: shown + summary + JSON.stringify(outputs), stderr })
}

/** The step failed with exactly one annotation, and its text. */
function annotation(step: Step, code: number): string {
  expect(step).toMatchObject({ code, signal: null, stderr: '', left: [] })
  expectNoSecret(step)
  const errors = step.commands.filter(({ name }) => name === 'error')
  expect(errors).toEqual([{ name: 'error', title: 'Backup failed', text: expect.any(String) }])
  return errors[0]?.text ?? ''
}

describe('a step that backs up into a folder and a bucket', () => {
  let folder: Shelf
  let bucket: Shelf
  let step: Step
  beforeAll(async () => {
    folder = scene.folder('a folder')
    bucket = await scene.bucket('both')
    // Committed, and long past its days.
    for (const end of ['sql.gz', 'manifest.json'])
      await folder.plant(`app_backup_2020-01-01_02-00-00.${end}`, 'old')
    step = await runStep(scene.installed, inputsFor(folder, bucket), aws)
  })

  test('ends well, and shows no secret', () => {
    expect(step).toMatchObject({ code: 0, stderr: '', left: [] })
    expect(step.commands.filter(({ name }) => name !== 'add-mask')).toEqual([])
    expectNoSecret(step)
  })

  test('has every secret masked before its first line, the password in its encoded form too', () => {
    const { password } = scene.server
    const masks = step.commands.map(({ text }) => text)
    expect(masks).toEqual(
      expect.arrayContaining([
        scene.server.url('app'),
        password,
        encodeURIComponent(password),
        scene.s3.secretAccessKey,
      ]),
    )
    const isMask = (line: string) => line.startsWith('::add-mask::')
    const lines = step.stdout.split('\n')
    expect(lines.findIndex((line) => !isMask(line))).toBe(masks.length)
  })

  test('gives all outputs that action.yml declares, and they are right', async () => {
    expect(Object.keys(step.outputs).sort()).toEqual([...outputNames].sort())
    const { backup } = step.outputs
    expect(backup).toMatch(/^app_backup_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$/)
    const dump = await folder.read(`${backup}.sql.gz`)
    const places = (end: string) =>
      [folder, bucket].map(({ location }) => `${location}/${backup}.${end}`).join('\n')
    expect(step.outputs).toEqual({
      backup,
      location: places('sql.gz'),
      bytes: String(dump.length),
      sha256: sha256(dump),
      tables: '2',
      rows: '2250',
      'server-major': String(scene.server.major),
      'postgres-image': `postgres:${scene.server.major}`,
      pruned: '1',
      manifest: places('manifest.json'),
      'duration-seconds': expect.stringMatching(/^\d+(\.\d)?$/),
    })
    expect(await folder.contents()).toEqual(await bucket.contents())
  })

  test('has a summary that says what was saved, from where to where, and what went and why', () => {
    for (const text of [
      '### ✅ app is backed up\n',
      `| From | app, PostgreSQL ${scene.server.major}.`,
      `| To | <code>${folder.location}</code><br><code>${bucket.location}</code> |`,
      '| Contents | 2 tables, 2,250 rows |',
      '| <code>public.measurement</code> | 1,250 | 12.0 MB |',
      'Pruned 1 backup, 6 B, of',
      '| <code>app&#95;backup&#95;2020-01-01&#95;02-00-00</code> | older than 30 days',
    ]) {
      expect(step.summary).toContain(text)
    }
  })

  test('has a summary whose commands restore it', async () => {
    const [, commands = ''] = /```sh\n([\s\S]*?)```/.exec(step.summary) ?? []
    await scene.server.createDatabase('restored')
    const run = `set -e; ${commands.replaceAll('NEW_DATABASE', 'restored')}`
    await sh(run, { shelf: folder }, scene.server, 'postgres')
    expect(await countRows(scene.server, 'restored')).toEqual(await countRows(scene.server, 'app'))
  })
})

test('without a summary’s file, and with inputs that are all empty, the environment and the defaults do', async () => {
  const folder = scene.folder('defaults')
  const step = await runStep(
    scene.installed,
    Object.fromEntries(
      ['format', 'compression', 'prune', 'globals', 'keep-days', 'keep-min'].map((name) => [name, '']),
    ),
    { DATABASE_URL: scene.server.url('app'), BACKUP_DIR: folder.location, GITHUB_STEP_SUMMARY: '' },
  )
  expect(step).toMatchObject({ code: 0, stderr: '', summary: '' })
  expect(step.outputs.location).toBe(`${folder.location}/${step.outputs.backup}.sql.gz`)
  expect(Object.keys(await folder.contents())).toHaveLength(4)
})

test('of a custom archive nobody knows tables and rows, and the outputs are empty', async () => {
  const step = await runStep(scene.installed, { ...inputsFor(scene.folder('custom')), format: 'custom' })
  expect(step).toMatchObject({ code: 0, outputs: { tables: '', rows: '' } })
  expect(step.outputs.location).toMatch(/\.dump$/)
})

describe('a step that fails has one annotation with the cure:', () => {
  test('a wrong password', async () => {
    const folder = scene.folder('wrong-password')
    const inputs = { ...inputsFor(folder), 'database-url': scene.server.url('app', { password: 'wr@ng' }) }
    const step = await runStep(scene.installed, inputs)
    expect(annotation(step, 1)).toBe(
      `cannot connect to ${scene.at('app')}: password authentication failed for user "postgres"\n` +
        'To do: check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
    )
    expect(step).toMatchObject({ outputs: {}, summary: '' })
    expect(await folder.contents()).toEqual({})
  })

  test('settings that cannot be used, all of them at once', async () => {
    const step = await runStep(scene.installed, { format: 'tar', 'keep-days': 'a month', store: 's3://' })
    expect(annotation(step, 2).split('\n')).toEqual([
      expect.stringMatching(/^no database is given; set database-name/),
      expect.stringMatching(/^cannot use store "s3:\/\/": a bucket is named with/),
      'cannot use format "tar": use plain or custom',
      'cannot use keep-days "a month": use a whole number of at least 0',
    ])
  })

  test('one of two stores, and the outputs tell of the other', async () => {
    const folder = scene.folder('good')
    const step = await runStep(scene.installed, {
      ...inputsFor(folder),
      store: `${folder.location}\n/proc/nowhere`,
    })
    expect(annotation(step, 1)).toMatch(
      /^\/proc\/nowhere does not hold the backup: cannot write .*; is the disk mounted\?$/,
    )
    expect(step.outputs.location).toBe(`${folder.location}/${step.outputs.backup}.sql.gz`)
    expect(step.summary).toMatch(
      /^### ⚠️ app is backed up\n[\s\S]*- ❌ <code>\/proc\/nowhere<\/code> does not hold it/,
    )
  })

  test('a job that is cancelled half-way, of which nothing is left', async () => {
    const shelves = [scene.folder('cancelled'), await scene.bucket('cancelled')]
    await using hold = await holdDumps(scene.server, 'app')
    const inputs = { ...inputsFor(...shelves), compression: 'none' }
    const running = await startStep(scene.installed, inputs, aws)
    await hold.reached()
    await halfWritten(...shelves)
    running.child.kill('SIGINT')
    expect(annotation(await running.step, 130)).toBe('stopped by SIGINT')
    expect(await Promise.all(shelves.map((shelf) => shelf.contents()))).toEqual([{}, {}])
  })
})

test('pg_dump gets its own password by environment, and none of the job’s secrets', async () => {
  await using hold = await holdDumps(scene.server, 'app')
  const running = await startStep(scene.installed, inputsFor(scene.folder('environment')), aws)
  await hold.reached()
  const [pgDump] = await running.descendants()
  await hold.release()
  expect(pgDump?.command).toMatch(/\/pg_dump --format=plain /)
  expect(pgDump?.command).not.toContain(scene.server.password)
  expect(pgDump?.environment).toContain(`PGPASSWORD=${scene.server.password}`)
  expect(pgDump?.environment.filter((each) => /^(INPUT_|AWS_|GITHUB_|DATABASE_)/.test(each))).toEqual([])
  expect(await running.step).toMatchObject({ code: 0 })
})
