import type { BackupResult } from '../backup.ts'
import { keyOf } from '../catalog/names.ts'
import type { UndoResult } from '../restore/undo.ts'
import type { RestoreResult } from '../restore.ts'
import type { BackupOutput, RestoreOutput } from '../settings/outputs.ts'

/** What a backup says of itself to machines: the action's outputs, and the keys of `--json`. */
export function backupOutputs(result: BackupResult): Record<BackupOutput, string | number | null> {
  const { manifest, locations, pruned } = result
  const dump = manifest.objects[0]
  const at = (key: string | undefined) => locations.map((location) => `${location}/${key}`).join('\n')
  return {
    backup: manifest.backup,
    location: at(dump?.key),
    bytes: dump?.bytes ?? null,
    sha256: dump?.sha256 ?? null,
    tables: manifest.tables,
    rows: manifest.rows,
    'server-major': result.serverMajor,
    'postgres-image': result.postgresImage,
    pruned: pruned.reduce((sum, { mode, remove }) => sum + (mode === 'delete' ? remove.length : 0), 0),
    manifest: at(keyOf(manifest.backup, { part: 'manifest' })),
    'duration-seconds': Math.round(result.durationMs / 100) / 10,
  }
}

/** What a restore says of itself to machines. */
export function restoreOutputs(result: RestoreResult): Record<RestoreOutput, string | number | null> {
  return {
    backup: result.backup,
    location: result.location,
    database: result.database,
    mode: result.mode,
    kept: result.kept,
    'sessions-ended': result.sessionsEnded,
    'unreachable-milliseconds': result.unreachableMs === null ? null : Math.round(result.unreachableMs),
    'duration-seconds': Math.round(result.durationMs / 100) / 10,
  }
}

/** What an undo says of itself to machines; nothing was read from anywhere. */
export function undoOutputs(result: UndoResult): Record<RestoreOutput, string | number | null> {
  return {
    backup: null,
    location: null,
    database: result.database,
    mode: 'undo',
    kept: result.kept,
    'sessions-ended': result.sessionsEnded,
    'unreachable-milliseconds': Math.round(result.unreachableMs),
    'duration-seconds': null,
  }
}
