import type { UndoResult } from '../restore/undo.ts'
import type { RestoreResult } from '../restore.ts'
import { formatDuration } from './human.ts'
import { shellWord } from './shell-word.ts'

/** A restore's result for a person: what is where now, and how to take it back. */
export function restoreLines({ location, database, kept, durationMs }: RestoreResult): string {
  return [
    `${location} is restored into database ${JSON.stringify(database)}, in ${formatDuration(durationMs)}`,
    ...(kept === null ? [] : keptLines(kept, database)),
  ].join('\n')
}

/** An undo's result for a person. */
export function undoLines({ database, from, kept }: UndoResult): string {
  return [
    `database ${JSON.stringify(from)} is ${JSON.stringify(database)} again`,
    `  what was live until now is kept as ${JSON.stringify(kept)}`,
    `  drop it when it is not needed: dropdb ${shellWord(kept)}`,
  ].join('\n')
}

function keptLines(kept: string, database: string): string[] {
  return [
    `  the database before is kept as ${JSON.stringify(kept)}`,
    `  take it back: pgdrill restore --undo --confirm ${shellWord(database)} (and the target as before)`,
    `  drop it when it is not needed: dropdb ${shellWord(kept)}`,
  ]
}
