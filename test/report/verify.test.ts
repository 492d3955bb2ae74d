import { expect, test } from '@jest/globals'
import type { DrillRecord } from '../../src/catalog/drill-record.ts'
import { verifyLines, verifyOutputs } from '../../src/report/verify-lines.ts'
import { verifySummary } from '../../src/report/verify-summary.ts'

const record: DrillRecord = {
  schema: 1,
  backup: 'app_backup_2026-11-22_02-00-00',
  verdict: 'verified',
  drilledAt: new Date('2026-11-22T03:00:00Z'),
  tool: { name: 'pgdrill', version: '0.1.0' },
  store: '/backups',
  reason: null,
  differences: [],
  serverVersion: '17.2',
  tablesCompared: 20,
  rowsCompared: 173_000,
  restoreSeconds: 64,
  ageSeconds: 3600,
}
const report = '/backups/app_backup_2026-11-22_02-00-00.drill.json'
const failed: DrillRecord = {
  ...record,
  verdict: 'failed',
  differences: [{ kind: 'missing', text: 'missing table public.<img>|x' }],
}
const untried: DrillRecord = {
  ...record,
  verdict: 'inconclusive',
  reason: 'cannot start a scratch server; install postgresql-17',
  serverVersion: null,
  tablesCompared: 0,
  rowsCompared: null,
  restoreSeconds: null,
}

test('a verified backup is told in two lines', () => {
  expect(verifyLines({ record, report })).toBe(
    'app_backup_2026-11-22_02-00-00 is verified\n  20 tables and 173,000 rows compared, restored in 1 min 4 s, 1 hour old',
  )
})

test('one that failed is told with each difference, one that could not be tried with the reason', () => {
  expect(verifyLines({ record: failed, report })).toContain('is failed\n  missing table public.<img>|x\n')
  expect(verifyLines({ record: untried, report })).toMatch(
    /is inconclusive\n {2}cannot start .*\n {2}nothing was compared/,
  )
})

test('the outputs are those of the action, empty where nothing is known', () => {
  expect(verifyOutputs({ record: untried, report: undefined })).toEqual({
    backup: record.backup,
    verdict: 'inconclusive',
    differences: 0,
    'tables-compared': 0,
    'rows-compared': null,
    'restore-seconds': null,
    'age-seconds': 3600,
    report: null,
  })
})

test('the summary has the verdict first, and names from outside do nothing in it', () => {
  const summary = verifySummary({ record: failed, report })
  expect(summary).toMatch(/^### ❌ /)
  expect(summary).toContain('- missing table public.&#60;img&#62;&#124;x')
  expect(summary).toContain('| Restore time (RTO) | 1 min 4 s |')
})

test('the summary of thousands of differences stays below what GitHub drops', () => {
  const differences = Array.from({ length: 30_000 }, () => ({ kind: 'missing', text: '|'.repeat(3000) }))
  const summary = verifySummary({ record: { ...failed, differences }, report })
  expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20)
  expect(summary).toContain('and 29,800 more')
})
