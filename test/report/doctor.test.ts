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
      'skipped  time      not known',
      '',
    ].join('\n'),
  )
})

test('what controls a terminal is shown, and not obeyed', () => {
  expect(doctorTable({ verdict: 'ok', findings: [finding({ says: 'a\u001b[2Jb' })] })).toContain('a?[2Jb')
})
