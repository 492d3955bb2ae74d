import { describe, expect, test } from '@jest/globals'
import { action, backup, problemsOf } from './made.ts'

describe("an action's inputs", () => {
  test('mean what the flags of the same names mean', () => {
    const inputs = {
      'database-url': 'postgresql://u:p@h/d',
      store: '/a\ns3://bbb/x',
      name: 'shop',
      format: 'custom',
      compression: 'zstd',
      globals: 'false',
      'exclude-table-data': 'logs\nsessions',
      'pg-dump-args': "--no-owner\n-t 'a b'",
      prune: 'dry-run',
      'keep-last': '3',
      's3-region': 'auto',
    }
    const flags = Object.entries(inputs).map(([name, text]) => `--${name}=${text}`)
    expect(action(inputs).settings).toEqual(backup(flags).settings)
  })

  test('that are empty, as the runner hands over what a workflow leaves out, are not given', () => {
    const inputs = { 'database-url': '', name: '', 'keep-days': ' ', store: '', globals: '', 's3-sse': '' }
    expect(action(inputs, { RETENTION_DAYS: '7' }).settings).toEqual(
      backup([], { RETENTION_DAYS: '7' }).settings,
    )
  })

  test('win over the environment', () => {
    expect(action({ 'keep-days': '3' }, { RETENTION_DAYS: '7' }).settings.policy.keepDays).toBe(3)
  })

  test('of the command line alone are none of the action', () => {
    expect(action({ 'env-file': '/x', json: 'x', help: 'x' }).settings).toEqual(backup().settings)
  })

  test('that cannot be used are called by their names, without dashes', () => {
    expect(problemsOf(() => action({ format: 'tar', store: '/a', 's3-sse': 'AES256' }))).toEqual([
      'cannot use s3-sse: no store is in S3; add one as s3://bucket/prefix, or remove this',
      'cannot use format "tar": use plain or custom',
    ])
  })

  test('come with the secrets and the variables that are set', () => {
    const { secrets, environment } = action(
      { 'database-password': 'hunter2' },
      { AWS_PROFILE: '', AWS_REGION: 'x' },
    )
    expect(secrets).toEqual(['hunter2'])
    expect(environment).toMatchObject({ AWS_REGION: 'x' })
    expect(environment).not.toHaveProperty('AWS_PROFILE')
  })
})
