import { describe, expect, test } from '@jest/globals'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { optionsOf } from '../../src/settings/options.ts'
import type { Variables } from '../../src/settings/sources.ts'
import { backup, enough, machine } from './made.ts'

function doctor(flags: readonly string[] = [], variables: Variables = {}) {
  const line = readCommandLine(['doctor', ...flags], { ...enough, ...variables }, machine())
  if (line.command !== 'doctor') throw new Error(`that is ${line.command}`)
  return line.settings
}

const hour = 3_600_000

test('a doctor takes what a backup takes, and looks at that very backup', () => {
  expect(optionsOf('doctor').filter((name) => name !== 'job-limit')).toEqual(optionsOf('backup'))
  const flags = ['--format', 'custom', '--exclude-table', 'log', '--keep-days', '3']
  const { spoolFolder: _, ...settings } = doctor(flags)
  expect(settings).toEqual(backup(flags).settings)
})

describe('the limit of a job', () => {
  test.each<[string, Variables, number | undefined]>([
    ['nothing says that it is one of GitHub', {}, undefined],
    ["GitHub's own runner", { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'github-hosted' }, 6 * hour],
    ['a runner of an older version', { GITHUB_ACTIONS: 'true' }, 6 * hour],
    ['one of your own', { GITHUB_ACTIONS: 'true', RUNNER_ENVIRONMENT: 'self-hosted' }, 120 * hour],
  ])('where %s', (_, variables, limit) => {
    expect(doctor([], variables).jobLimitMs).toBe(limit)
  })

  test('is what somebody says it is', () => {
    expect(doctor(['--job-limit', '90min'], { GITHUB_ACTIONS: 'true' }).jobLimitMs).toBe(1.5 * hour)
  })
})
