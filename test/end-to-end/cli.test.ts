import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backUp } from './by-hand.ts'
import { eventually } from './eventually.ts'
import { holdDumps, makeBulk } from './held-dump.ts'
import { outputNames } from './runner.ts'
import { into, Scene } from './scene.ts'
import { wrappedClient } from './wrapper.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.withoutS3()
  await makeBulk(scene.server, 'app')
})
afterAll(() => scene[Symbol.asyncDispose]())

const environment = () => scene.environment('app')

describe('stdout of a backup is', () => {
  test('with --json one document whose keys are the outputs’ names; all else goes to stderr', async () => {
    const folder = scene.folder('json')
    const ended = await scene.installed.pgdrill(['backup', '--json', ...into(folder)], environment())
    expect(ended).toMatchObject({ code: 0, left: [] })
    scene.expectNoSecret(ended)
    const outputs = JSON.parse(ended.stdout)
    expect(Object.keys(outputs).sort()).toEqual([...outputNames].sort())
    expect(outputs).toMatchObject({
      location: `${folder.location}/${outputs.backup}.sql.gz`,
      bytes: (await folder.read(`${outputs.backup}.sql.gz`)).length,
      tables: 2,
      rows: 2250,
      'server-major': scene.server.major,
      pruned: 0,
    })
    expect(ended.stderr).toMatch(/^saved app_backup_/m)
  })

  test('else its name, where it is and what is in it', async () => {
    const folder = scene.folder('text')
    const { stdout } = await scene.installed.pgdrill(['backup', ...into(folder)], environment())
    const [stem = '', ...lines] = stdout.trimEnd().split('\n')
    expect(stem).toMatch(/^app_backup_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$/)
    expect(lines).toEqual([
      `  ${folder.location}/${stem}.sql.gz`,
      expect.stringMatching(/^ {2}2 tables, 2,250 rows, \d+(\.\d)? kB, \d+(\.\d)? s$/),
    ])
  })
})

test('an older Node is told what is wanted, and nothing is begun', async () => {
  const { installed } = scene
  const version =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })"
  const older = ['--import', await installed.write('older.mjs', version)]
  const folder = scene.folder('older')
  const command = installed.command(['backup', ...into(folder)], older)
  const ended = await installed.startProgram(command, environment()).ended
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toMatch(
    /^error: pgdrill needs Node 24 or newer, and this is v.*; install it, or run .*\n$/,
  )
  expect(await folder.contents()).toEqual({})
})

describe('help', () => {
  test.each([
    [['--help'], /^.*pgdrill/],
    [['help', 'backup'], /--database-url/],
    [['prune', '--help'], /--keep-days/],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
  ])('%j is answered on stdout, whatever the environment holds', async (args, answer) => {
    const ended = await scene.installed.pgdrill(args, { DATABASE_PORT: 'x', RETENTION_DAYS: 'x' })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(answer)
  })
})

test('bad settings are all told at once with exit code 2, and nothing is contacted', async () => {
  let connections = 0
  const listener = createServer(() => {
    connections += 1
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const bad = [
    '--keep-days',
    'soon',
    '--compression',
    'lzma',
    '--pg-dump-args',
    'a b',
    '--lock-wait-timeout=9',
  ]
  const args = ['backup', '--store', 's3://app', '--s3-endpoint', `http://127.0.0.1:${port}`, ...bad]
  const ended = await scene.installed.pgdrill([
    ...args,
    '--database-url',
    `postgres://a:secret-b@127.0.0.1:${port}/app`,
  ])
  listener.close()
  expect(ended).toMatchObject({ code: 2, stdout: '', left: [] })
  expect(ended.stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^error: cannot use compression "lzma": use /),
    expect.stringMatching(/^error: cannot use pg-dump-args: "a" is no option of pg_dump/),
    expect.stringMatching(/^error: cannot use lock-wait-timeout "9": use a number and a unit/),
    expect.stringMatching(/^error: cannot use keep-days "soon": use a whole number/),
  ])
  expect(connections).toBe(0)
})

test('a terminal sees how far a dump is, and nothing of that remains', async () => {
  await using hold = await holdDumps(scene.server, 'app')
  const { installed } = scene
  const quoted = installed.command(['backup', ...into(scene.folder('terminal'))]).map((word) => `'${word}'`)
  const command = ['script', '--quiet', '--return', '--command', quoted.join(' '), '/dev/null']
  const running = installed.startProgram(command, environment())
  await hold.reached()
  // It is drawn anew every 200 ms.
  await sleep(600)
  await hold.release()
  const { code, stdout } = await running.ended
  expect(code).toBe(0)
  const anew = '\r\u001b[2K'
  const drawn = stdout.split(anew).slice(1, -1)
  expect(drawn.length).toBeGreaterThan(1)
  for (const line of drawn)
    expect(line).toMatch(/^dumped \d[\d.]* [kM]?B in \d[\d.]* s \(\d[\d.]* [kM]?B\/s\)$/)
  expect(stdout.split(anew).at(-1)).toMatch(/^saved app_backup_/)
})

test('a log sees no such line of a short dump', async () => {
  const made = await backUp(scene, 'app', 'log')
  expect(made.stderr).not.toContain('dumped')
  expect(made.stderr).not.toContain('\r')
})

test('a table that stays locked ends the backup in time, and the session that holds it is named', async () => {
  const folder = scene.folder('locked')
  const sql = `set application_name = 'migration 42'; begin; lock table customer; select pg_sleep(60)`
  const held = scene.server.query('app', sql).catch(() => {})
  const sleeping = `select pid from pg_stat_activity where wait_event = 'PgSleep'`
  const [session] = await eventually(
    () => scene.server.query<{ pid: number }>('app', sleeping),
    (found) => found.length > 0,
  )
  const args = ['backup', ...into(folder), '--lock-wait-timeout', '1s']
  const ended = await scene.installed.pgdrill(args, environment())
  const end = `select pg_terminate_backend(${session?.pid})`
  await scene.server.query('app', end)
  await held
  const what = `cannot lock table "public.customer" of ${scene.at('app')} for reading within 1 s`
  const who = `session ${session?.pid} of "postgres" (migration 42), active, open for N s, on "public.customer"`
  const cure = `end it (${end}), back up at a quieter time, or raise lock-wait-timeout`
  const stderr = ended.stderr.replace(/open for \d+ s/, 'open for N s')
  scene.expectFailure({ ...ended, stderr }, 1, `${what}: blocked by ${who}; ${cure}`)
  expect(await folder.contents()).toEqual({})
})

test('pg_dump does not push the server aside: it is batch work for the scheduler', async () => {
  const client = await wrappedClient(scene, 'batch', {
    pg_dump: 'chrt -p $$ >"$0".policy; exec "$real" "$@"',
  })
  const args = ['backup', '--client-path', client, ...into(scene.folder('batch'))]
  const { code, stderr } = await scene.installed.pgdrill(args, environment())
  expect([stderr, code]).toEqual([stderr, 0])
  expect(await scene.installed.read('batch/pg_dump.policy')).toContain('SCHED_BATCH')
})

test('starting takes little; how long is printed', async () => {
  const folder = scene.folder('json')
  const commands = { '--version': ['--version'], 'list of a folder': ['list', ...into(folder)] }
  for (const [what, args] of Object.entries(commands)) {
    const times: number[] = []
    for (let round = 0; round < 5; round += 1) {
      const since = performance.now()
      const [code] = await once(scene.installed.start(args).child, 'exit')
      times.push(performance.now() - since)
      expect(code).toBe(0)
    }
    const [, , median = 0] = times.sort((a, b) => a - b)
    process.stderr.write(`pgdrill ${what}: ${Math.round(median)} ms, the median of 5\n`)
    expect(median).toBeLessThan(3_000)
  }
})
