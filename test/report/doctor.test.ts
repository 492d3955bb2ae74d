import { expect, test } from '@jest/globals'
import type { Finding } from '../../src/doctor/finding.ts'
import { doctorTable } from '../../src/report/doctor-table.ts'

const finding = (changes: Partial<Finding>): Finding => ({
  check: 'write',
  store: null,
  verdict: 'ok',
  says: 'fine',
  cure: null,
  ...changes,
})

test('a diagnosis is a line each check, the store above its own, the cure below what it cures', () => {
  const findings = [
    finding({ check: 'database' }),
    finding({ store: 's3://one' }),
    finding({ store: 's3://one', check: 'read', verdict: 'problem', says: 'denied', cure: 'allow it' }),
    finding({ store: '/two' }),
    finding({ check: 'time', verdict: 'skipped', says: 'not known' }),
  ]
  expect(doctorTable({ verdict: 'problem', findings })).toBe(
    [
      'VERDICT  CHECK     WHAT WAS FOUND',
      'ok       database  fine',
      '                   in s3://one',
      'ok       write     fine',
      'problem  read      denied',
      '                     -> allow it',
      '                   in /two',
      'ok       write     fine',
      '                   on this machine',
      'skipped  time      not known',
      '',
    ].join('\n'),
  )
})

test('what controls a terminal is shown, and not obeyed', () => {
  expect(doctorTable({ verdict: 'ok', findings: [finding({ says: 'a\u001b[2Jb' })] })).toContain('a?[2Jb')
})

test('on a terminal what is longer than a line goes on below, the cure under its own beginning', () => {
  const findings = [
    finding({ says: 'all is well' }),
    finding({
      check: 'readable',
      verdict: 'problem',
      says: 'cannot read table "public.cards", table "public.orders": permission denied',
      cure: 'grant SELECT to role "backup", or exclude them with exclude-table',
    }),
  ]
  const table = doctorTable({ verdict: 'problem', findings }, 60)
  expect(table).toBe(
    [
      'VERDICT  CHECK     WHAT WAS FOUND',
      'ok       write     all is well',
      'problem  readable  cannot read table "public.cards", table',
      '                   "public.orders": permission denied',
      '                     -> grant SELECT to role "backup", or',
      '                        exclude them with exclude-table',
      '',
    ].join('\n'),
  )
  expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
})

test('several lines of one finding stay lines', () => {
  expect(doctorTable({ verdict: 'ok', findings: [finding({ says: 'one\ntwo' })] })).toContain(
    'one\n                two\n',
  )
})
