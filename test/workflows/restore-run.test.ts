import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { s3Error, startFaultyProxy } from '../servers/s3-proxy.ts'
import type { JobResult } from './runner/jobs.ts'
import { runWorkflow, type World } from './runner/workflows.ts'
import { newSecond, type Scene, startScene } from './scene.ts'
import { root } from './workflow.ts'

let scene: Scene
let older: string
beforeAll(async () => {
  scene = await startScene()
  older = await backUp()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

/** Backs the live database up as it is, and returns the name. */
async function backUp(): Promise<string> {
  await newSecond()
  const script = join(root, 'dist/cli/index.js')
  const args = ['backup', '--json', '--store', scene.shelf.location, '--s3-endpoint', scene.s3.endpoint]
  const more = ['--s3-force-path-style', '--database-url', scene.live.url('shop')]
  const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = scene.s3
  const env = { PATH: process.env.PATH, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, ...more], { env })
  return JSON.parse(stdout).backup
}

async function orders(): Promise<number> {
  return (await scene.live.query('shop', 'select from orders')).length
}

/** Faster than a scratch server for each. */
const inAnImage = { 'postgres-image': 'postgres:15' }

interface Run {
  choose: JobResult
  drill: JobResult
  restore: JobResult
  log: string
  /** The environments whose reviewers were asked. */
  asked: string[]
}

/** The workflow as the form starts it; its one environment holds the right to restore. */
async function form(inputs: Record<string, unknown>, over: Partial<World> = {}): Promise<Run> {
  const asked: string[] = []
  const world = scene.world({
    inputs: { environment: 'production', ...inputs },
    ...over,
    async enter(environment) {
      asked.push(environment)
      await over.enter?.(environment)
      return { secrets: { TARGET_DATABASE_URL: scene.live.url('shop') }, vars: {} }
    },
  })
  const { jobs } = await runWorkflow('restore.yml', 'workflow_dispatch', world)
  const [choose, drill, restore] = ['choose', 'drill', 'restore'].map((id) => jobs[id]?.[0]) as [
    JobResult,
    JobResult,
    JobResult,
  ]
  const log = [choose, drill, restore]
    .flatMap(({ steps }) => steps)
    .map((step) => step.log)
    .join('')
  return { choose, drill, restore, log, asked }
}

describe('a restore by swap', () => {
  let run: Run
  let newer: string
  beforeAll(async () => {
    await scene.live.query('shop', 'delete from orders where n > 40')
    run = await form(
      { mode: 'swap', confirm: 'shop' },
      {
        // While the reviewers think, somebody makes another backup.
        enter: async () => {
          newer = await backUp()
          return { secrets: {}, vars: {} }
        },
      },
    )
  })

  test('takes exactly the backup that was drilled, though "latest" is another one by then', async () => {
    expect(run.drill).toMatchObject({ result: 'success', outputs: { backup: older, verdict: 'verified' } })
    expect(run.restore.result).toBe('success')
    expect(newer > older).toBe(true)
    expect(await orders()).toBe(100)
  })

  test('asks the reviewers of the environment after the drill, and uses its secrets', () => {
    expect(run.asked).toEqual(['production'])
    expect(run.restore.outputs).toMatchObject({
      database: 'shop',
      kept: expect.stringMatching(/^shop_before_/),
    })
  })

  test('waits for backups of the same name, and they for it', async () => {
    const backup = await runWorkflow('backup.yml', 'schedule', { ...scene.world(), secrets: {}, vars: {} })
    expect(run.restore.concurrency).toEqual({ group: 'backup-', 'cancel-in-progress': false, queue: 'max' })
    expect(backup.concurrency).toEqual(run.restore.concurrency)
  })

  test('is taken back by mode "undo", which has nothing to drill', async () => {
    const undone = await form({ mode: 'undo', confirm: 'shop' })
    expect(undone).toMatchObject({ drill: { result: 'skipped' }, restore: { result: 'success' } })
    expect(await orders()).toBe(40)
  })
})

describe('nothing is restored', () => {
  let before: number
  beforeEach(async () => {
    before = await orders()
  })

  test('when the backup is not verified: no reviewer is asked', async () => {
    const damaged = await backUp()
    await scene.shelf.plant(`${damaged}.sql.gz`, 'damaged')
    const run = await form({ file: damaged, mode: 'swap', confirm: 'shop', ...inAnImage })
    expect(run.drill).toMatchObject({ result: 'failure', outputs: { verdict: 'failed' } })
    expect(run.restore).toMatchObject({ result: 'skipped', steps: [] })
    expect(run.asked).toEqual([])
    expect(await orders()).toBe(before)
  })

  test('when the drill cannot be tried: inconclusive is no pass', async () => {
    const run = await form(
      { file: older, mode: 'swap', confirm: 'shop', ...inAnImage },
      // Nobody listens there.
      { service: async () => ({ 5432: 1 }) },
    )
    expect(run.drill).toMatchObject({ result: 'failure', outputs: { verdict: 'inconclusive' } })
    expect(run).toMatchObject({ restore: { result: 'skipped' }, asked: [] })
  })

  test('without a confirmation, before anything is drilled', async () => {
    const run = await form({ file: older, mode: 'replace' })
    expect(run).toMatchObject({ drill: { result: 'failure', outputs: {} }, restore: { result: 'skipped' } })
    expect(run.log).toContain("start it again with the database's name in confirm")
  })

  test('when another name is confirmed', async () => {
    const run = await form({ file: older, ...inAnImage, mode: 'swap', confirm: 'shop_staging' })
    expect(run).toMatchObject({ drill: { result: 'success' }, restore: { result: 'failure' } })
    expect(run.log).toContain('to go on set confirm to')
    expect(await orders()).toBe(before)
  })

  test('into a database that holds something, unless the mode says so', async () => {
    const run = await form({ file: older, ...inAnImage })
    expect(run).toMatchObject({ drill: { result: 'success' }, restore: { result: 'failure' } })
    expect(await orders()).toBe(before)
  })

  test('when a secret hides which backup was drilled: never the newest instead', async () => {
    const world = scene.world()
    const secrets = { ...world.secrets, DATABASE_PASSWORD: 'shop' }
    const run = await form({ file: older, mode: 'swap', confirm: 'shop', ...inAnImage }, { secrets })
    expect(run.restore.result).toBe('failure')
    expect(run.log).toContain('GitHub withholds an output that contains the value of a secret')
    expect(await orders()).toBe(before)
  })

  // Each would leave a file in the current folder, did any of its text reach a shell, or cut a command in two.
  test.each([
    'latest"; touch injected; echo "',
    "latest'; touch injected; echo '",
    '$(touch injected)',
    '`touch injected`',
    'latest\ntouch injected',
    ['$', '{{ github.run_id }}'].join(''),
    '--help',
  ])('by %j in place of a name, or of a confirmation', async (hostile) => {
    const run = await form({ file: hostile, mode: 'swap', confirm: hostile })
    expect(run).toMatchObject({ drill: { result: 'failure' }, restore: { result: 'skipped' }, asked: [] })
    expect(await readdir(scene.workspace)).toEqual([])
    expect(await orders()).toBe(before)
  })
})

test('it drills in the image that is asked for, else in that of POSTGRES_IMAGE, else in the one that the backup asks for', async () => {
  const file = { file: older, mode: 'in-place', confirm: 'nothing' }
  const vars = { ...scene.world().vars, POSTGRES_IMAGE: 'postgres:15' }
  const asked = await form({ ...file, 'postgres-image': 'pgvector/pgvector:pg15' }, { vars })
  const ofVariable = await form(file, { vars })
  const ofBackup = await form(file)
  const runs = [asked, ofVariable, ofBackup]
  expect(runs.map(({ drill }) => drill.outputs.verdict)).toEqual(['verified', 'verified', 'verified'])
  expect(runs.map(({ drill }) => drill.images.postgres)).toEqual([
    'pgvector/pgvector:pg15',
    'postgres:15',
    `postgres:${scene.live.major}`,
  ])
})

test('it drills the backup whose image it has started, also when a newer one has come', async () => {
  const latest = await backUp()
  const service = async () => {
    await backUp()
    return { 5432: scene.scratch.port }
  }
  const { drill } = await form({ mode: 'in-place', confirm: 'nothing' }, { service })
  expect(drill.outputs).toEqual({ backup: latest, verdict: 'verified' })
})

describe('it drills on a scratch server where the first job', () => {
  const file = { mode: 'in-place', confirm: 'nothing' }
  const service = async () => {
    throw new Error('no container was asked for')
  }

  test('is told that none is wanted', async () => {
    const vars = { ...scene.world().vars, POSTGRES_IMAGE: 'postgres:15' }
    const { drill } = await form({ ...file, file: older, 'postgres-image': 'none' }, { service, vars })
    expect(drill).toMatchObject({ images: {}, outputs: { backup: older, verdict: 'verified' } })
  })

  test('may not tell which image: it holds the value of a secret', async () => {
    const secrets = { ...scene.world().secrets, DATABASE_PASSWORD: 'postgres' }
    const { drill } = await form({ ...file, file: older }, { service, secrets })
    expect(drill).toMatchObject({ images: {}, outputs: { backup: older, verdict: 'verified' } })
  })

  test('cannot reach the store', async () => {
    const latest = await backUp()
    await using proxy = await startFaultyProxy(scene.s3.endpoint)
    proxy.fault = () => (proxy.seen.length === 1 ? s3Error(403, 'AccessDenied') : undefined)
    const vars = { ...scene.world().vars, S3_ENDPOINT: proxy.endpoint }
    const { choose, drill } = await form(file, { service, vars })
    expect(choose).toMatchObject({ result: 'success', outputs: {} })
    expect(drill).toMatchObject({ images: {}, outputs: { backup: latest, verdict: 'verified' } })
  })
})

test('what is no choice of the form is refused, and so is a form without an environment', async () => {
  await expect(form({ mode: 'drop-everything' })).rejects.toThrow('is no mode')
  await expect(form({ environment: '' })).rejects.toThrow('environment is required')
})
