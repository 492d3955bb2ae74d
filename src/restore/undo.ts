import { PgdrillError } from '../errors.ts'
import type { Connection } from '../postgres/connection.ts'
import { swapDatabases } from '../postgres/swap-databases.ts'
import { connectBeside } from './beside.ts'
import { claim } from './claim.ts'
import { nameBeside, timeIn } from './names.ts'

export interface UndoResult {
  database: string
  /** The database that a swap had put away and that is live again. */
  from: string
  /** What the database that was live until now is called. */
  kept: string
  sessionsEnded: number
  unreachableMs: number
}

/** Takes the newest swap back: the database kept by it is live again, and the one that was live is kept. @throws PgdrillError */
export async function undoSwap(target: Connection, now: Date, signal?: AbortSignal): Promise<UndoResult> {
  const live = target.database
  await using client = await claim(target, signal)
  const rows = await client.query<{ name: string }>(
    "select datname::text as name from pg_database where datname ~ '_before_[0-9]{8}_[0-9]{6}$'",
  )
  const kept = rows
    .map(({ name }) => name)
    .filter((name) => name === nameBeside(live, 'before', timeIn(name)))
  const newest = kept.toSorted((a, b) => timeIn(a).getTime() - timeIn(b).getTime()).at(-1)
  if (newest === undefined) {
    throw new PgdrillError(
      `cannot undo: no database "${live}_before_<time>" is there, so no swap of "${live}" is kept`,
    )
  }
  const old = nameBeside(live, 'undone', now)
  const { sessions, unreachableMs } = await swapDatabases(
    (limit) => connectBeside(target, limit),
    { live, next: newest, old },
    signal,
  )
  return { database: live, from: newest, kept: old, sessionsEnded: sessions, unreachableMs }
}
