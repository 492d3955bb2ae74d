import type { BackupResult } from '../../src/backup.ts'
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
