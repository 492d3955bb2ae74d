import { describe, expect, test } from '@jest/globals'
import { readCommandLine } from '../../src/settings/command-line.ts'
import type { VerifySettings } from '../../src/settings/verify.ts'
import { enough, machine, problemsOf } from './made.ts'

function verify(...argv: string[]): VerifySettings {
  const line = readCommandLine(['verify', ...argv], enough, machine())
  if (line.command !== 'verify') throw new Error(`that is ${line.command}`)
  return line.settings
}

describe('pgdrill verify', () => {
  test('drills the newest backup of the database on a scratch server when nothing else is said', () => {
    expect(verify()).toEqual({
      what: { kind: 'latest', name: 'app' },
      stores: [expect.objectContaining({ kind: 'folder', path: '/backups' })],
      path: '/usr/bin',
      client: expect.anything(),
      keys: { identities: [] },
      minRows: [],
      amcheck: true,
      files: {},
    })
  })

  test('never takes the live database for the one to restore into', () => {
    expect(verify('--database-url', 'postgresql://live/app')).not.toHaveProperty('target')
    expect(verify('--target-url', 'postgresql://ann@drills:5433/postgres').target).toMatchObject({
      host: 'drills',
      port: 5433,
    })
  })

  test('takes a name, or a time, and its limits', () => {
    const stem = 'app_backup_2026-11-22_02-00-00'
    expect(verify(stem).what).toEqual({ kind: 'stem', stem })
    expect(verify('2026-11-22').what).toMatchObject({ kind: 'at', name: 'app' })
    const limits = ['--max-age', '26h', '--max-restore-seconds', '900']
    expect(verify(...limits, '--min-rows', 'users>=10', '--min-rows', 'crm.users >= 5')).toMatchObject({
      maxAgeMs: 93_600_000,
      maxRestoreMs: 900_000,
      minRows: [
        { schema: 'public', table: 'users', rows: 10 },
        { schema: 'crm', table: 'users', rows: 5 },
      ],
    })
  })

  test('takes what else it is to look at, and where to write it', () => {
    expect(verify('--max-shrink', '12.5%', '--no-amcheck', '--junit', 'out/j.xml')).toMatchObject({
      maxShrink: 12.5,
      amcheck: false,
      files: { junit: '/work/out/j.xml' },
    })
    const line = readCommandLine(['verify'], { ...enough, RUNNER_TEMP: '/tmp/r' }, machine())
    expect(line).toMatchObject({ settings: { files: { reportFolder: '/tmp/r' } } })
  })

  test('hands its command the environment, and the secrets to keep out of the record', () => {
    const { afterRestore } = verify('--after-restore-command', 'make migrate')
    expect(afterRestore).toMatchObject({ command: 'make migrate', environment: enough, secrets: [] })
    const url = ['--target-url', 'postgresql://ann:s3cret@drills/postgres']
    expect(verify('--after-restore-command', 'x', ...url).afterRestore?.secrets).toContain('s3cret')
  })

  test.each(['101', '-1', '5 per cent', '%'])('refuses max-shrink %j', (text) => {
    expect(problemsOf(() => verify(`--max-shrink=${text}`))).toEqual([
      `cannot use max-shrink ${JSON.stringify(text)}: use per cent from 0 to 100, such as 20`,
    ])
  })

  test.each(['users', 'users>10', 'a.b.c>=1', '>=1', 'users>=-1'])('refuses min-rows %j', (text) => {
    expect(problemsOf(() => verify('--min-rows', text))).toEqual([
      `cannot use min-rows ${JSON.stringify(text)}: use schema.table>=rows, such as public.users>=1000`,
    ])
  })

  test('refuses a file: nothing says what it should hold', () => {
    expect(problemsOf(() => verify('./dump.sql')).join()).toContain('cannot drill "./dump.sql"')
  })
})
