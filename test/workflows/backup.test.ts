import { expect, test } from '@jest/globals'
import { readWorkflow, runStep, stepOf } from './workflow.ts'

const workflow = await readWorkflow('backup.yml')
const steps = workflow.jobs.backup?.steps ?? []

test('it runs every night, by hand, and for other workflows', () => {
  expect(Object.keys(workflow.on)).toEqual(['schedule', 'workflow_dispatch', 'workflow_call'])
  expect(workflow.on.schedule).toEqual([{ cron: '0 2 * * *' }])
})

test('a backup that is under way is never cut short by the next', () => {
  // One name is one group: of two calls that share a group, a third would push the waiting one out.
  expect(workflow.concurrency?.group).toContain('inputs.name')
  expect(workflow.concurrency?.['cancel-in-progress']).toBe(false)
  expect(workflow.on.workflow_call).toMatchObject({ inputs: { name: { required: true } } })
})

test('its one permission is to ask for an OIDC token', () => {
  expect(workflow.jobs.backup?.permissions).toEqual({ 'id-token': 'write' })
})

test('without any configuration it does nothing but a notice', async () => {
  const first = stepOf(workflow, 'Is anything configured?')
  const ran = await runStep(first, { ANYTHING: 'false' })
  expect(ran).toMatchObject({ code: 0, outputs: 'anything=false\n' })
  expect(ran.stdout).toMatch(/^::notice title=[^:\n]+::[^\n]+\n$/)
  expect(steps[0]).toEqual(first)
  for (const step of steps.slice(1)) expect(step.if).toContain("steps.configured.outputs.anything == 'true'")
})

test('with half a configuration it goes on, for pgdrill to say what is missing', async () => {
  const first = stepOf(workflow, 'Is anything configured?')
  expect(await runStep(first, { ANYTHING: 'true' })).toEqual({
    code: 0,
    stdout: '',
    outputs: 'anything=true\n',
  })
  for (const setting of [
    'secrets.DATABASE_URL',
    'vars.DATABASE_NAME',
    'inputs.store',
    'vars.AWS_S3_BUCKET',
  ]) {
    expect(first.env?.ANYTHING).toContain(`${setting} != ''`)
  }
})

test('a role is assumed by OIDC when one is named, and its credentials reach the backup only', () => {
  expect(stepOf(workflow, 'Assume the role')).toMatchObject({
    if: expect.stringContaining("vars.AWS_ROLE_ARN != ''"),
    uses: expect.stringMatching(/^aws-actions\/configure-aws-credentials@/),
    with: { 'output-credentials': true, 'output-env-credentials': false },
  })
  for (const { name, env = {} } of steps) {
    const given = Object.values(env).some((value) => value.includes('aws-secret-access-key'))
    expect(given).toBe(name === 'Back up')
  }
})

test('a static key is used where no role is', () => {
  expect(stepOf(workflow, 'Back up').env).toMatchObject({
    AWS_ACCESS_KEY_ID: expect.stringContaining('outputs.aws-access-key-id || secrets.AWS_ACCESS_KEY_ID'),
    AWS_SECRET_ACCESS_KEY: expect.stringContaining(
      'outputs.aws-secret-access-key || secrets.AWS_SECRET_ACCESS_KEY',
    ),
  })
})
