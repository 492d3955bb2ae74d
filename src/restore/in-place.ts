import { messageOf } from '../errors.ts'
import { type DatabaseProperties, propertiesSql } from '../postgres/databases.ts'
import { patiently } from '../postgres/patience.ts'
import { identifier } from '../postgres/quote.ts'
import { swapDatabases, UnsettledError } from '../postgres/swap-databases.ts'
import type { Change, Run } from '../restore.ts'
import { beside, connectBeside } from './beside.ts'
import { analyzeIfPossible, load, readStart, readThrough } from './load.ts'
import { createBeside, dropPatiently, liveProperties, orDrop } from './made-beside.ts'
import { nameBeside } from './names.ts'
import type { Origin } from './origin.ts'

/**
 * Drops the database before it loads. What can be tried before is: that the backup is whole, and one like it can be made.
 * That one takes its place first, so that there is a database of its name in every moment.
 */
export async function rebuild(run: Run, origin: Origin): Promise<Change> {
  const { database } = run.target
  await readThrough(run, origin)
  const properties = await liveProperties(run)
  const next = await createBeside(run, origin)
  const sessionsEnded = await orDrop(run, next, async () => {
    await using client = await connectBeside(run.target, run.signal)
    // Nobody may be let in for as long as it loads; but we, who may be no superuser, are.
    for (const sql of propertiesSql(next, { ...properties, connectionLimit: -1 })) await client.query(sql)
    await run.changing.begin()
    // A prune may have removed it since it was read.
    await readStart(run, origin)
    run.signal.throwIfAborted()
    run.report.warning(`dropping database "${database}": from here on there is only the backup`)
    return await supersede(run, next)
  })
  try {
    await load(run, origin, database, false)
    await analyzeIfPossible(run)
  } catch (error) {
    throw new UnsettledError(
      `database "${database}" was dropped, and what is in its place is not whole: ${messageOf(error)}`,
      { cause: error, cure: 'restore again' },
    )
  } finally {
    await limitConnections(run, properties)
  }
  return { kept: null, sessionsEnded, unreachableMs: null }
}

/**
 * Puts the empty database in the live one's place and drops that; when it cannot be dropped it is live again. A DROP that has
 * begun has no way back, wherever it ends: then the backup is all there is, as after one that is through.
 */
async function supersede(run: Run, next: string): Promise<number> {
  const live = run.target.database
  const old = nameBeside(live, 'before', run.now)
  const { sessions } = await swapDatabases(beside(run), { live, next, old }, run.signal)
  try {
    await dropPatiently(run, old)
  } catch (error) {
    // Where nobody answers, the way back will tell.
    if (await isHalfDropped(run, old).catch(() => false)) {
      run.report.warning(`database "${old}" is dropped in part: ${messageOf(error)}; drop it again`)
      return sessions
    }
    await swapDatabases(beside(run), { live, next: old, old: next }).catch((back: unknown) => {
      throw new UnsettledError(
        `database "${live}" is empty now, and what it held is whole in "${old}", which could neither be dropped (${messageOf(error)}) nor put back: ${messageOf(back)}`,
        { cause: error, cure: 'take it back with restore --undo' },
      )
    })
    run.report.info(`database "${live}" could not be dropped, and is live again: it is as it was`)
    throw error
  }
  return sessions
}

/** The server says so since 15.4 and its contemporaries (-2: "invalid"); older ones would let it be used. */
async function isHalfDropped({ target, signal }: Run, database: string): Promise<boolean> {
  const sql = 'select from pg_database where datname = $1 and datconnlimit = -2'
  const ask = async (limit?: AbortSignal) => {
    await using client = await connectBeside(target, limit)
    return (await client.query(sql, [database])).length > 0
  }
  return await patiently(ask, { stopped: signal.aborted })
}

async function limitConnections(run: Run, { connectionLimit }: DatabaseProperties): Promise<void> {
  if (connectionLimit === -1) return
  const { database } = run.target
  const sql = `ALTER DATABASE ${identifier(database)} CONNECTION LIMIT ${connectionLimit}`
  try {
    await using client = await connectBeside(run.target)
    await client.query(sql)
  } catch (error) {
    run.report.warning(`database "${database}" has no connection limit now: ${messageOf(error)}; run: ${sql}`)
  }
}
