import { expect, test } from '@jest/globals'
import type { DrillRecord } from '../../src/catalog/drill-record.ts'
import type { ReportedDrill } from '../../src/report/verify-files.ts'
import { verifyLines, verifyOutputs } from '../../src/report/verify-lines.ts'
import { verifySummary } from '../../src/report/verify-summary.ts'
import { drillOf } from './made.ts'

const location = '/backups/app_backup_2026-11-22_02-00-00.drill.json'
const reported = (record: DrillRecord, changes: Partial<ReportedDrill> = {}): ReportedDrill => ({
  record,
  location,
  report: '/tmp/drill.json',
  unwritten: undefined,
  ...changes,
})

const failed = drillOf({
  verdict: 'failed',
  differences: [{ kind: 'missing', text: 'missing table public.<img>|x' }],
})
const untried = drillOf({
  verdict: 'inconclusive',
  reason: 'cannot start a scratch server; install postgresql-17',
  serverVersion: null,
  tablesCompared: 0,
  rowsCompared: null,
  restoreSeconds: null,
})
const checks: DrillRecord['checks'] = [
  { line: 1, statement: 'SELECT 1', result: 'passed', message: null, seconds: 0.002 },
  { line: 3, statement: 'DO $$ <b> $$', result: 'failed', message: 'no | users', seconds: 0.1 },
  { line: 9, statement: 'SELECT 2', result: 'skipped', message: null, seconds: null },
]

test('a verified backup is told in two lines', () => {
  expect(verifyLines(reported(drillOf()))).toBe(
    'app_backup_2026-11-22_02-00-00 is verified\n  20 tables and 173,000 rows compared, restored in 1 min 4 s, 1 hour old',
  )
})

test('one that failed is told with each difference, one that could not be tried with the reason', () => {
  expect(verifyLines(reported(failed))).toContain('is failed\n  missing table public.<img>|x\n')
  expect(verifyLines(reported(untried))).toMatch(
    /is inconclusive\n {2}cannot start .*\n {2}nothing was compared/,
  )
})

test('checks are counted among what was looked at', () => {
  expect(verifyLines(reported(drillOf({ checks })))).toContain(', 1 of 3 checks passed, 1 hour old')
})

test('the outputs are those of the action, empty where nothing is known', () => {
  const nowhere = { location: undefined, report: undefined }
  expect(verifyOutputs(reported(untried, nowhere))).toEqual({
    backup: untried.backup,
    verdict: 'inconclusive',
    differences: 0,
    'tables-compared': 0,
    'rows-compared': null,
    'restore-seconds': null,
    'age-seconds': 3600,
    report: null,
    record: null,
  })
  expect(verifyOutputs(reported(failed))).toMatchObject({ report: '/tmp/drill.json', record: location })
})

test('the summary has the verdict first, and names from outside do nothing in it', () => {
  const summary = verifySummary(reported(failed))
  expect(summary).toMatch(/^### ❌ /)
  expect(summary).toContain('- missing table public.&#60;img&#62;&#124;x')
  expect(summary).toContain('| Restore time (RTO) | 1 min 4 s |')
})

test('the summary shows each demand and each check, and what a failed one said', () => {
  const demands: DrillRecord['demands'] = [
    { name: 'max-age', result: 'passed', text: 'the backup is 3600 s old' },
    { name: 'amcheck', result: 'skipped', text: 'extension "amcheck" is not available' },
  ]
  const summary = verifySummary(reported(drillOf({ checks, demands })))
  expect(summary).toContain('| max-age | ✅ the backup is 3600 s old |')
  expect(summary).toContain('| amcheck | ➖ not tried: extension &#34;amcheck&#34; is not available |')
  expect(summary).toContain('1 of 3 checks passed:\n\n| Line | Check | Result | Time |')
  expect(summary).toContain(
    '| 3 | <code>DO &#36;&#36; &#60;b&#62; &#36;&#36;</code> | ❌ no &#124; users | 0.1 s |',
  )
  expect(summary).toContain('| 9 | <code>SELECT 2</code> | ➖ not run |  |')
})

test('checks that all passed are folded away', () => {
  const summary = verifySummary(reported(drillOf({ checks: checks.slice(0, 1) })))
  expect(summary).toContain('<details><summary>1 of 1 check passed</summary>')
})

test('the summary of thousands of differences stays below what GitHub drops', () => {
  const differences = Array.from({ length: 30_000 }, () => ({ kind: 'missing', text: '|'.repeat(3000) }))
  const demands = Array.from({ length: 2_000 }, () => ({
    name: 'x',
    result: 'failed' as const,
    text: '|'.repeat(3000),
  }))
  const many = checks.slice(1, 2).map((check) => ({ ...check, message: '|'.repeat(3000) }))
  const record = { ...failed, differences, demands, checks: Array.from({ length: 2_000 }, () => many).flat() }
  const summary = verifySummary(reported(record))
  expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20)
  expect(summary).toContain('and 29,800 more')
})
