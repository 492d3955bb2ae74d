import { expect, test } from '@jest/globals'
import { restoreOutputs, undoOutputs } from '../../src/report/outputs.ts'
import { restoreLines, undoLines } from '../../src/report/restore-lines.ts'
import { restoreSummary, undoSummary } from '../../src/report/restore-summary.ts'
import type { RestoreResult } from '../../src/restore.ts'
import { outputsOf } from '../../src/settings/outputs.ts'

const swapped: RestoreResult = {
  backup: 'app_backup_2026-11-22_02-00-00',
  location: 's3://backups/app/app_backup_2026-11-22_02-00-00.sql.gz',
  database: "it's | app",
  mode: 'swap',
  kept: "it's | app_before_20261122_203005",
  sessionsEnded: 3,
  unreachableMs: 12.4,
  durationMs: 61_240,
}
const undone = {
  database: 'app',
  from: 'app_before_1',
  kept: 'app_undone_2',
  sessionsEnded: 1,
  unreachableMs: 9.7,
}

test('a swap tells a person what is kept, and the commands that take it back or drop it', () => {
  expect(restoreLines(swapped)).toContain("pgdrill restore --undo --confirm 'it'\\''s | app' (")
  expect(restoreLines(swapped)).toContain("dropdb 'it'\\''s | app_before_20261122_203005'")
  expect(undoLines(undone)).toContain('dropdb app_undone_2')
})

test('a restore that keeps nothing offers nothing to take back', () => {
  const text = restoreLines({ ...swapped, mode: 'into-empty', kept: null })
  expect(text.split('\n')).toHaveLength(1)
  expect(restoreSummary({ ...swapped, kept: null, unreachableMs: null })).not.toMatch(/undo|Kept|Unreachable/)
})

test('a summary says the unreachable time, and no name breaks its table', () => {
  const text = restoreSummary(swapped)
  expect(text).toContain('| Unreachable | 12 ms, sessions ended: 3 |')
  expect(text).toContain('<code>it&#39;s &#124; app&#95;before&#95;20261122&#95;203005</code>')
  expect(undoSummary(undone)).toContain('<code>app&#95;before&#95;1</code> is live again')
})

test('the outputs are those that the action declares, of an undo too', () => {
  expect(Object.keys(restoreOutputs(swapped))).toEqual(Object.keys(outputsOf.restore))
  expect(Object.keys(undoOutputs(undone))).toEqual(Object.keys(outputsOf.restore))
})
