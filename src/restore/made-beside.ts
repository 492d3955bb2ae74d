import { randomBytes } from 'node:crypto'
import { messageOf, PgdrillError } from '../errors.ts'
import {
  createDatabaseSql,
  type DatabaseProperties,
  dropDatabase,
  readProperties,
} from '../postgres/databases.ts'
import { patiently } from '../postgres/patience.ts'
import { isAnswer } from '../postgres/sqlstate.ts'
import { UnsettledError } from '../postgres/swap-databases.ts'
import type { Run } from '../restore.ts'
import { connectBeside } from './beside.ts'
import { nameBeside } from './names.ts'
import type { Origin } from './origin.ts'

/** A new, empty database like the backup's, beside the target. @throws PgdrillError when there is none */
export async function createBeside(run: Run, origin: Origin): Promise<string> {
  const next = nameBeside(run.target.database, `restoring_${randomBytes(3).toString('hex')}`, run.now)
  await using client = await connectBeside(run.target, run.signal)
  try {
    await client.query(createDatabaseSql(next, run.serverMajor, origin.shape))
  } catch (cause) {
    // Whether it was made is not known when the answer was lost.
    if (!isAnswer(cause)) await dropPatiently(run, next).catch((left) => toldOfLeft(run, next, left))
    run.signal.throwIfAborted()
    const cure = /No space left/.test(messageOf(cause))
      ? "free space on the server's disk"
      : 'let the server have its encoding and locale, or create an empty database by hand and restore into that'
    throw new PgdrillError(`cannot create a database like the backup's: ${messageOf(cause)}`, { cause, cure })
  }
  return next
}

/** What `act` gives; when it fails, the database made for it goes again. */
export async function orDrop<T>(run: Run, database: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    // It may be the live one by now.
    if (!(error instanceof UnsettledError))
      await dropPatiently(run, database).catch((left) => toldOfLeft(run, database, left))
    throw error
  }
}

function toldOfLeft({ report }: Run, database: string, error: unknown): void {
  report.warning(
    `database "${database}" is left behind: ${messageOf(error)}; the next restore drops it, or you do`,
  )
}

export async function dropPatiently({ target, signal }: Run, database: string): Promise<void> {
  const drop = async (limit?: AbortSignal) => {
    await using client = await connectBeside(target, limit)
    await dropDatabase(client, database)
  }
  await patiently(drop, { stopped: signal.aborted })
}

/** What a database that takes the target's place has to have from it. */
export async function liveProperties(run: Run): Promise<DatabaseProperties> {
  await using client = await connectBeside(run.target, run.signal)
  return await readProperties(client, run.target.database)
}
