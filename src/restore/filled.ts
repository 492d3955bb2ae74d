import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import { connect } from '../postgres/client.ts'
import { userObjects } from '../postgres/databases.ts'
import { LoadError } from '../postgres/load-errors.ts'
import { patiently } from '../postgres/patience.ts'
import { UnsettledError } from '../postgres/swap-databases.ts'
import type { Run } from '../restore.ts'

/**
 * Whether a load in one transaction that failed has been committed all the same: the connection can be lost, or psql
 * stopped, after it has sent its COMMIT. @throws UnsettledError when that cannot be learnt
 */
export async function isFilled(
  { target, signal, report }: Pick<Run, 'target' | 'signal' | 'report'>,
  error: unknown,
): Promise<boolean> {
  // A statement that the server refuses ends the transaction; everything else can have come after its end.
  if (error instanceof LoadError && error.failure.message.startsWith('ERROR:')) return false
  const look = async (limit?: AbortSignal) => {
    await using client = await connect(target, limit)
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if ((await client.query(committing)).length === 0) break
      await sleep(20)
    }
    return (await userObjects(client, 1)).length > 0
  }
  const { database } = target
  try {
    if (!(await patiently(look, { stopped: signal.aborted }))) return false
  } catch (cause) {
    throw new UnsettledError(
      `cannot tell whether database "${database}" is restored or still empty, for the connection was lost (${messageOf(error)}) and there is no other: ${messageOf(cause)}`,
      { cause: error, cure: 'look whether it holds tables: it is one or the other' },
    )
  }
  report.warning(`database "${database}" is restored: only the last answer was lost (${messageOf(error)})`)
  return true
}

const committing = `
  select from pg_stat_activity
   where datname = current_database() and application_name = 'pgdrill' and state = 'active' and query ~* '^commit'`
