import { expect, test } from '@jest/globals'
import { readWorkflow, runStep, stepOf } from './workflow.ts'

const workflow = await readWorkflow('ci.yml')

test('pull requests and main are checked', () => {
  expect(workflow.on).toEqual({ pull_request: null, push: { branches: ['main'] } })
})

test('the gate needs every other job, and runs whatever became of them', () => {
  const { ci, ...others } = workflow.jobs
  expect([ci?.needs ?? []].flat().sort()).toEqual(Object.keys(others).sort())
  expect(ci?.if).toBe('always()')
})

test.each([
  ['success success success', 0],
  ['success failure success', 1],
  ['success success cancelled', 1],
  ['skipped success success', 1],
])('the gate ends after "%s" with %d', async (RESULTS, code) => {
  expect(await runStep(stepOf(workflow, 'Every job has succeeded'), { RESULTS })).toMatchObject({ code })
})

test('the whole of scripts/test.sh runs, and dist/ is built anew', () => {
  const runs = (job: string) => workflow.jobs[job]?.steps.map(({ run }) => run)
  expect(runs('test')).toContain('scripts/test.sh')
  expect(runs('dist')).toContain('npm run build')
})
