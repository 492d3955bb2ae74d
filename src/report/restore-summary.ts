import type { UndoResult } from '../restore/undo.ts'
import type { RestoreResult } from '../restore.ts'
import { formatDuration } from './human.ts'
import { code, escaped, table } from './markdown.ts'

/** The job summary of a restore: what is where now, and how to take it back. */
export function restoreSummary(result: RestoreResult): string {
  const { database, location, mode, kept, sessionsEnded, unreachableMs, durationMs } = result
  const changed =
    unreachableMs === null
      ? []
      : [['Unreachable', `${Math.round(unreachableMs)} ms, sessions ended: ${sessionsEnded}`]]
  return [
    `### ✅ ${escaped(database)} is restored`,
    table(
      ['', ''],
      [
        ['From', code(location)],
        ['Mode', mode],
        ['Time', formatDuration(durationMs)],
        ...changed,
        ...(kept === null ? [] : [['Kept', `${code(kept)}, the database as it was before`]]),
      ],
    ),
    ...(kept === null
      ? []
      : [
          `To take it back, run this action again with ${code('undo: true')}, or ${code('pgdrill restore --undo')}.`,
        ]),
  ].join('\n\n')
}

/** The job summary of an undo. */
export function undoSummary({ database, from, kept }: UndoResult): string {
  return [
    `### ✅ ${escaped(database)} is as it was before the swap`,
    `${code(from)} is live again. What was live until now is kept as ${code(kept)}.`,
  ].join('\n\n')
}
