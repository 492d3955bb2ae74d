import { PgdrillError } from '../errors.ts'
import { asItComes, ChildError } from '../postgres/child.ts'
import type { Connection } from '../postgres/connection.ts'
import { type DumpRequest, dump, dumpArguments } from '../postgres/dump.ts'
import { explainDumpFailure } from '../postgres/dump-errors.ts'
import type { ClientTools } from '../postgres/tools.ts'
import { ok, type Told, warning } from './finding.ts'

// A doctor must not stand in the queue for a lock, for everyone else would stand behind it.
const lockWaitTimeoutMs = 5_000

export interface TrialRequest extends Omit<DumpRequest, 'more'> {
  connection: Connection
  pgDumpArguments: readonly string[]
  signal: AbortSignal
}

/**
 * Starts the very dump of a backup, and ends it at its first bytes: pg_dump writes those when it has connected in its own
 * way, has locked every table and has read every definition. @throws PgdrillError in the words of a backup
 */
export async function tryDump(request: TrialRequest, tools: ClientTools): Promise<Told> {
  const { connection, signal, pgDumpArguments: more } = request
  const args = dumpArguments({ ...request, lockWaitTimeoutMs, more }, tools)
  try {
    await firstOf(dump(connection, tools, { arguments: args, signal }, asItComes))
    return ok('pg_dump connects, can lock all that it is to dump, and begins to write')
  } catch (error) {
    if (!(error instanceof ChildError)) throw error
    const explained = await explainDumpFailure(error, connection, lockWaitTimeoutMs)
    if (!/(lock|statement) timeout/.test(error.stderr)) throw explained
    return warning(explained.what, explained.cure ?? null)
  }
}

async function firstOf(bytes: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of bytes) return
  throw new PgdrillError('pg_dump ended well, and wrote nothing')
}
