import { describe, expect, test } from '@jest/globals'
import { readWorkflow, runStep, stepOf } from './workflow.ts'

const workflow = await readWorkflow('backup.yml')
const steps = workflow.jobs.backup?.steps ?? []

test('it runs every night, by hand, and for other workflows', () => {
  expect(Object.keys(workflow.on)).toEqual(['schedule', 'workflow_dispatch', 'workflow_call'])
  expect(workflow.on.schedule).toEqual([{ cron: '0 2 * * *' }])
})

test('a backup that is under way is never cut short by the next', () => {
  expect(workflow.concurrency?.group).toContain('inputs.name')
  // Without the queue a third would push the waiting one out.
  expect(workflow.concurrency).toMatchObject({ 'cancel-in-progress': false, queue: 'max' })
  expect(workflow.on.workflow_call).toMatchObject({ inputs: { name: { required: true } } })
})

test('the one permission of its jobs is to ask for an OIDC token', () => {
  for (const { permissions } of Object.values(workflow.jobs))
    expect(permissions).toEqual({ 'id-token': 'write' })
})

test('without any configuration no other step of it runs', () => {
  const [first, ...others] = steps
  expect(first).toEqual(stepOf(workflow, 'Is anything configured?'))
  for (const step of others) expect(step.if).toContain("steps.configured.outputs.anything == 'true'")
})

test('with half a configuration it goes on, for pgdrill to say what is missing', async () => {
  const first = stepOf(workflow, 'Is anything configured?')
  const ran = await runStep(first, { ANYTHING: 'true' })
  expect(ran).toMatchObject({ code: 0, log: '', outputs: { anything: 'true' } })
  for (const setting of [
    'secrets.DATABASE_URL',
    'vars.DATABASE_NAME',
    'inputs.store',
    'vars.AWS_S3_BUCKET',
  ]) {
    expect(first.env?.ANYTHING).toContain(`${setting} != ''`)
  }
})

describe.each([
  ['backup', 'Back up', ['Look whether it would work']],
  ['verify', 'Drill', []],
])('the job %s', (job, last, others) => {
  test('assumes a role by OIDC when one is named, and its credentials reach who needs them only', () => {
    expect(stepOf(workflow, 'Assume the role', job)).toMatchObject({
      if: expect.stringContaining("vars.AWS_ROLE_ARN != ''"),
      uses: expect.stringMatching(/^aws-actions\/configure-aws-credentials@/),
      with: { 'output-credentials': true, 'output-env-credentials': false },
    })
    for (const { name, env = {} } of workflow.jobs[job]?.steps ?? []) {
      const given = Object.values(env).some((value) => value.includes('aws-secret-access-key'))
      expect(given).toBe([...others, last].includes(name ?? ''))
    }
  })

  test('uses a static key where no role is', () => {
    expect(stepOf(workflow, last, job).env).toMatchObject({
      AWS_ACCESS_KEY_ID: expect.stringContaining('outputs.aws-access-key-id || secrets.AWS_ACCESS_KEY_ID'),
      AWS_SECRET_ACCESS_KEY: expect.stringContaining(
        'outputs.aws-secret-access-key || secrets.AWS_SECRET_ACCESS_KEY',
      ),
    })
  })
})

test('the doctor looks at the backup that comes next, as it is, and in the time that its job has', () => {
  const backup = stepOf(workflow, 'Back up')
  const doctor = stepOf(workflow, 'Look whether it would work')
  expect(steps.indexOf(doctor)).toBe(steps.indexOf(backup) - 1)
  expect(doctor.env).toEqual(backup.env)
  expect(doctor.with).toEqual({
    ...backup.with,
    'job-limit': `${workflow.jobs.backup?.['timeout-minutes']}min`,
  })
  expect(doctor).toMatchObject({ 'continue-on-error': true, 'timeout-minutes': 10 })
})

test('the drill has no secret of the database', () => {
  const envs = workflow.jobs.verify?.steps.flatMap(({ env }) => Object.keys(env ?? {})) ?? []
  expect(envs).toContain('AWS_SECRET_ACCESS_KEY')
  expect(envs.filter((name) => name.startsWith('DATABASE_'))).toEqual([])
})
