import type { BackupResult } from '../../src/backup.ts'
import type { DrillRecord } from '../../src/catalog/drill-record.ts'
import { manifestOf } from '../catalog/made.ts'

export const stem = 'app_backup_2026-11-22_02-00-00'

/** The result of a small plain backup into a bucket; `changes` replace whole fields. */
export function resultOf(changes: Partial<BackupResult> = {}): BackupResult {
  return {
    manifest: manifestOf(stem),
    locations: ['s3://backups/app'],
    dropped: [],
    storedBytes: 1000,
    serverMajor: 17,
    postgresImage: 'postgres:17',
    largestTables: [],
    pruned: [],
    pruneFailures: [],
    durationMs: 91_240,
    ...changes,
  }
}

/** The record of a drill that verified its backup; `changes` replace whole fields. */
export function drillOf(changes: Partial<DrillRecord> = {}): DrillRecord {
  return {
    schema: 1,
    backup: stem,
    verdict: 'verified',
    drilledAt: new Date('2026-11-22T03:00:00Z'),
    tool: { name: 'pgdrill', version: '0.1.0' },
    store: '/backups',
    reason: null,
    differences: [],
    serverVersion: '17.2',
    tablesCompared: 20,
    rowsCompared: 173_000,
    checks: [],
    demands: [],
    restoreSeconds: 64,
    ageSeconds: 3600,
    ...changes,
  }
}
