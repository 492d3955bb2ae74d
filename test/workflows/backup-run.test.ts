import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startFaultyProxy } from '../servers/s3-proxy.ts'
import type { World } from './runner/workflows.ts'
import { runWorkflow, type WorkflowResult } from './runner/workflows.ts'
import { newSecond, type Scene, startScene } from './scene.ts'
import { root } from './workflow.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

/** The workflow as its schedule starts it, with these over what is configured. */
async function night({ secrets, vars, ...over }: Partial<World> = {}): Promise<WorkflowResult> {
  const world = scene.world(over)
  const all = { ...world, secrets: { ...world.secrets, ...secrets }, vars: { ...world.vars, ...vars } }
  await newSecond()
  return await runWorkflow('backup.yml', 'schedule', all)
}

function jobOf({ jobs }: WorkflowResult, id: string) {
  const [job, ...others] = jobs[id] ?? []
  if (job === undefined || others.length > 0) throw new Error(`the job ${id} ran ${others.length + 1} times`)
  return { ...job, log: job.steps.map(({ log }) => log).join('') }
}

test('a URL, a bucket and a static key are enough for a backup and its drill, in the image that it asks for', async () => {
  const ended = await night()
  const backup = jobOf(ended, 'backup')
  expect(backup.outputs).toMatchObject({
    location: expect.stringMatching(/^s3:\/\/my-backups\/nightly\/db\/shop_backup_/),
    'postgres-image': `postgres:${scene.live.major}`,
  })
  const verify = jobOf(ended, 'verify')
  expect(verify).toMatchObject({ result: 'success', outputs: { verdict: 'verified' } })
  expect(verify.images).toEqual({ postgres: `postgres:${scene.live.major}` })
  const drill = JSON.parse(String(await scene.shelf.read(`${backup.outputs.backup}.drill.json`)))
  expect(drill).toMatchObject({ backup: backup.outputs.backup, verdict: 'verified' })
})

test('the backup that was just made is drilled, also when a newer one has come', async () => {
  const service = async () => {
    await newSecond()
    const script = join(root, 'dist/cli/index.js')
    const args = ['backup', '--store', scene.shelf.location, '--s3-endpoint', scene.s3.endpoint]
    const more = ['--s3-force-path-style', '--database-url', scene.live.url('shop')]
    const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = scene.s3
    const env = { PATH: process.env.PATH, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }
    await promisify(execFile)(process.execPath, [script, ...args, ...more], { env })
    return { 5432: scene.scratch.port }
  }
  const ended = await night({ service })
  const drilled = jobOf(ended, 'verify').steps.find(({ name }) => name === 'Drill')?.outputs.backup
  expect(drilled).toBe(jobOf(ended, 'backup').outputs.backup)
})

test('a backup that is damaged before its drill makes the run fail', async () => {
  const service = async () => {
    const dumps = Object.keys(await scene.shelf.contents()).filter((key) => key.endsWith('.sql.gz'))
    await scene.shelf.plant(
      dumps
        .filter((key) => !key.includes('globals'))
        .sort()
        .at(-1) ?? '',
      'damaged',
    )
    return { 5432: scene.scratch.port }
  }
  const verify = jobOf(await night({ service }), 'verify')
  expect(verify).toMatchObject({ result: 'failure', outputs: { verdict: 'failed' } })
  expect(verify.log).toMatch(/::error .*Drill not passed/)
})

test('the parts of a URL do as well, with a region and a retention', async () => {
  const { host, port, user, password } = scene.live
  const ended = await night({
    secrets: { DATABASE_URL: '', DATABASE_PASSWORD: password },
    vars: {
      DATABASE_HOST: host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: 'shop',
      DATABASE_USER: user,
      AWS_REGION: 'eu-central-1',
      RETENTION_DAYS: '7',
    },
  })
  expect(jobOf(ended, 'verify').outputs).toEqual({ verdict: 'verified' })
})

test('the credentials of a role win over a static key, in both jobs', async () => {
  const asked: unknown[] = []
  const ended = await night({
    secrets: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' },
    vars: { AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/pgdrill', AWS_REGION: 'eu-central-1' },
    players: {
      'aws-actions/configure-aws-credentials': async (inputs) => {
        asked.push(inputs)
        const { accessKeyId, secretAccessKey } = scene.s3
        return { 'aws-access-key-id': accessKeyId, 'aws-secret-access-key': secretAccessKey }
      },
    },
  })
  expect(jobOf(ended, 'verify').outputs).toEqual({ verdict: 'verified' })
  const wanted = { 'role-to-assume': 'arn:aws:iam::111122223333:role/pgdrill', 'aws-region': 'eu-central-1' }
  expect(asked).toEqual([expect.objectContaining(wanted), expect.objectContaining(wanted)])
})

test('without any configuration there is nothing but a notice: no backup, no container, no drill', async () => {
  const ended = await runWorkflow('backup.yml', 'schedule', { ...scene.world(), secrets: {}, vars: {} })
  const backup = jobOf(ended, 'backup')
  expect(backup).toMatchObject({ result: 'success', outputs: { configured: 'false' } })
  expect(backup.log).toMatch(/^::notice title=[^:\n]+::[^\n]+\n$/)
  expect(jobOf(ended, 'verify')).toMatchObject({ result: 'skipped', images: {} })
})

test.each([
  ['a database', { secrets: { DATABASE_URL: '' } }, /::error .*no database is given/],
  ['a store', { vars: { AWS_S3_BUCKET: '' } }, /::error .*no store is given/],
])('without %s it fails and says so', async (_, over, said) => {
  const ended = await night(over as Partial<World>)
  expect(jobOf(ended, 'backup')).toMatchObject({ result: 'failure', log: expect.stringMatching(said) })
  expect(jobOf(ended, 'verify').result).toBe('skipped')
})

describe('the doctor that looks before', () => {
  const stepIn = (ended: WorkflowResult) =>
    jobOf(ended, 'backup').steps.find(({ name }) => name === 'Look whether it would work')
  const noDrill = { VERIFY_BACKUPS: 'false' }

  test('finds nothing where nothing is wrong, and leaves nothing', async () => {
    const ended = await night({ vars: noDrill })
    expect(stepIn(ended)).toMatchObject({ outcome: 'success', outputs: { verdict: 'ok' } })
    expect(stepIn(ended)?.summary).toContain('the job may take 5 h 55 min')
    expect((await scene.s3.keys('my-backups')).filter((key) => key.includes('doctor'))).toEqual([])
  })

  test('costs no backup that works, whatever it finds', async () => {
    const allowed = ['s3:ListBucket*', 's3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload']
    const user = await scene.s3.makeUser([{ Effect: 'Allow', Action: allowed, Resource: '*' }])
    const secrets = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey }
    const ended = await night({ secrets, vars: noDrill })
    expect(stepIn(ended)).toMatchObject({ outcome: 'failure', outputs: { verdict: 'problem' } })
    expect(stepIn(ended)?.summary).toContain('allow s3:DeleteObject')
    expect(jobOf(ended, 'backup')).toMatchObject({ result: 'success' })
    expect(jobOf(ended, 'backup').outputs.backup).toMatch(/^shop_backup_/)
  })

  test('costs none when it hangs, either', async () => {
    await using proxy = await startFaultyProxy(scene.s3.endpoint)
    proxy.fault = ({ method, path }) => (method === 'PUT' && path.endsWith('.probe') ? 'hang' : undefined)
    // Its ten minutes are three seconds.
    const ended = await night({ vars: { ...noDrill, S3_ENDPOINT: proxy.endpoint }, minuteMs: 300 })
    expect(stepIn(ended)).toMatchObject({ outcome: 'failure', outputs: {} })
    expect(stepIn(ended)?.log).toContain('stopped by SIGINT')
    expect(jobOf(ended, 'backup')).toMatchObject({ result: 'success' })
  })

  test('stays away where DOCTOR says so', async () => {
    const ended = await night({ vars: { ...noDrill, DOCTOR: 'false' } })
    expect(stepIn(ended)?.outcome).toBe('skipped')
    expect(jobOf(ended, 'backup').result).toBe('success')
  })
})

test('VERIFY_BACKUPS switches the drill off, for databases too large for a runner', async () => {
  const ended = await night({ vars: { VERIFY_BACKUPS: 'false' } })
  expect(jobOf(ended, 'backup').outputs.backup).toMatch(/^shop_backup_/)
  expect(jobOf(ended, 'verify').result).toBe('skipped')
})

test('where a secret hides the name of the backup, the drill fails and says why, and drills no other', async () => {
  const ended = await night({ secrets: { DATABASE_PASSWORD: 'shop' } })
  expect(jobOf(ended, 'backup').outputs).not.toHaveProperty('backup')
  const { result, log, outputs } = jobOf(ended, 'verify')
  expect({ result, outputs }).toEqual({ result: 'failure', outputs: {} })
  expect(log).toContain('GitHub withholds an output that contains the value of a secret')
})
