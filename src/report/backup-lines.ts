import type { BackupResult } from '../backup.ts'
import { counted, formatBytes, formatDuration } from './human.ts'

/** A backup's result for a person: its name, where it is, what is in it. */
export function backupLines({ manifest, locations, storedBytes, durationMs }: BackupResult): string {
  const { backup, tables, rows, objects } = manifest
  const contents = tables === null ? [] : [counted(tables, 'table')]
  if (rows !== null) contents.push(counted(rows, 'row'))
  return [
    backup,
    ...locations.map((location) => `  ${location}/${objects[0]?.key}`),
    `  ${[...contents, formatBytes(storedBytes), formatDuration(durationMs)].join(', ')}`,
  ].join('\n')
}
