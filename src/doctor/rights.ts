import { mayChoose } from '../postgres/choosing-arguments.ts'
import { findUnreadableParts, type Problem } from '../postgres/readable.ts'
import type { Ask, DatabaseRequest } from './database.ts'
import type { Examination } from './examination.ts'
import { failure, ok, problem, type Told, warning } from './finding.ts'

/** Whether the role may read all that the selection takes: pg_dump would stop at the first that it may not. */
export async function examineRights(
  { selection, pgDumpArguments, signal }: DatabaseRequest,
  ask: Ask,
  examination: Examination,
): Promise<void> {
  const judge = (found: Problem | undefined, good: string) => told(found, good, mayChoose(pgDumpArguments))
  try {
    const { denied, hidden, largeObjects } = await ask((client) => findUnreadableParts(client, selection))
    examination.note('readable', judge(denied, 'every table and sequence that is chosen can be read'))
    examination.note('row security', judge(hidden, 'no policy hides rows'))
    examination.note('large objects', judge(largeObjects, 'every large object that is chosen can be read'))
  } catch (error) {
    signal.throwIfAborted()
    examination.note('readable', failure(error))
  }
}

function told(found: Problem | undefined, good: string, elseChosen: boolean): Told {
  if (found === undefined) return ok(good)
  return elseChosen
    ? warning(`${found.what}, unless pg-dump-args leaves it out`, found.cure)
    : problem(found.what, found.cure)
}
