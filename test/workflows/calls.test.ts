import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { fencesIn } from '../docs/fences.ts'
import { runAll, type WorkflowResult, type World } from './runner/workflows.ts'
import { type Scene, startScene } from './scene.ts'
import type { Workflow } from './workflow.ts'

// The examples of the README, as a repository that calls the workflows has them.
const fences = await fencesIn('README.md')

function example(file: string): Workflow {
  const found = fences.filter(({ text }) => text.includes(`/pgdrill/.github/workflows/${file}@`))
  if (found.length !== 1) throw new Error(`the README has ${found.length} calls of ${file}`)
  return parse(found[0]?.text ?? '')
}

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

/** Of a repository with a role and these secrets; those of its environment hold the right to restore. */
async function start(file: string, secrets: World['secrets'], inputs = {}): Promise<WorkflowResult> {
  const { accessKeyId, secretAccessKey } = scene.s3
  const world = scene.world({
    enter: async () => ({
      secrets: { TARGET_DATABASE_URL: scene.live.url('shop'), DATABASE_URL: 'not handed over' },
      vars: {},
    }),
    players: {
      'aws-actions/configure-aws-credentials': async () => ({
        'aws-access-key-id': accessKeyId,
        'aws-secret-access-key': secretAccessKey,
      }),
    },
  })
  const { S3_ENDPOINT = '', S3_FORCE_PATH_STYLE = '' } = world.vars
  const vars = { S3_ENDPOINT, S3_FORCE_PATH_STYLE, AWS_ROLE_ARN: 'arn', AWS_REGION: 'us-east-1' }
  return await runAll(example(file), { secrets, vars, github: {}, inputs }, world)
}

test('a repository that calls backup.yml and restore.yml backs up, drills, restores by swap, and takes it back', async () => {
  const night = await start('backup.yml', { SHOP_DATABASE_URL: scene.live.url('shop') })
  expect(night.jobs['shop / verify']).toMatchObject([{ result: 'success', outputs: { verdict: 'verified' } }])
  const backup = night.jobs['shop / backup']?.[0]?.outputs.backup
  expect(await scene.s3.keys('my-backups')).toContain(`shop/${backup}.manifest.json`)

  await scene.live.query('shop', 'delete from orders where n > 40')
  const form = { file: 'latest', confirm: 'shop', environment: 'production' }
  const day = await start('restore.yml', {}, { ...form, mode: 'swap' })
  expect(day.jobs['shop / restore']).toMatchObject([
    { result: 'success', environment: 'production', concurrency: { group: 'backup-shop' } },
  ])
  expect(await scene.live.query('shop', 'select from orders')).toHaveLength(100)

  await start('restore.yml', {}, { ...form, mode: 'undo' })
  expect(await scene.live.query('shop', 'select from orders')).toHaveLength(40)
})
