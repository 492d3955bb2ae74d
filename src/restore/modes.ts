import { randomBytes } from 'node:crypto'
import { messageOf, PgdrillError } from '../errors.ts'
import { type Client, connect } from '../postgres/client.ts'
import type { Connection } from '../postgres/connection.ts'
import {
  createDatabaseSql,
  type DatabaseProperties,
  dropDatabase,
  propertiesSql,
  readProperties,
  userObjects,
} from '../postgres/databases.ts'
import { patiently } from '../postgres/patience.ts'
import { identifier } from '../postgres/quote.ts'
import { renameDatabase, type Swapped, swapDatabases, UnsettledError } from '../postgres/swap-databases.ts'
import type { Change, RestoreMode, Run } from '../restore.ts'
import { connectBeside } from './beside.ts'
import { check } from './check.ts'
import { isFilled } from './filled.ts'
import { analyze, load, readStart, readThrough } from './load.ts'
import { nameBeside } from './names.ts'
import type { Origin } from './origin.ts'

/** How each mode changes the target. Each leaves it as it was when it fails, but for `in-place`. */
export const modes: Readonly<Record<RestoreMode, (run: Run, origin: Origin) => Promise<Change>>> = {
  'into-empty': (run, origin) => {
    if (!run.targetExists) return make(run, origin)
    return run.checks ? supplant(run, origin) : fill(run, origin)
  },
  swap: (run, origin) => (run.targetExists ? swap(run, origin) : make(run, origin)),
  replace: (run, origin) => (run.targetExists ? replace(run, origin) : make(run, origin)),
  'in-place': (run, origin) => (run.targetExists ? rebuild(run, origin) : make(run, origin)),
}

const unchanged: Change = { kept: null, sessionsEnded: 0, unreachableMs: null }

/** Fills the empty database in one transaction. */
async function fill(run: Run, origin: Origin): Promise<Change> {
  await run.changing.begin()
  await load(run, origin, run.target.database, true).catch(async (error: unknown) => {
    if (!(await isFilled(run, error))) throw error
  })
  await analyzeIfPossible(run)
  return unchanged
}

/** Makes the database, which was not there. */
async function make(run: Run, origin: Origin): Promise<Change> {
  const next = await makeBeside(run, origin)
  await orDrop(run, next, async () => {
    await run.changing.begin()
    await renameDatabase(beside(run), next, run.target.database, run.signal)
  })
  return unchanged
}

function beside({ target }: Run): (signal?: AbortSignal) => Promise<Client> {
  return (signal) => connectBeside(target, signal)
}

/** Restores beside the live database, and then lets both change names. */
async function swap(run: Run, origin: Origin, word = 'before'): Promise<Change> {
  const next = await makeBeside(run, origin)
  return await orDrop(run, next, async () => {
    await using client = await connectBeside(run.target, run.signal)
    for (const sql of propertiesSql(next, await liveProperties(run))) await client.query(sql)
    await run.changing.begin()
    run.signal.throwIfAborted()
    const old = nameBeside(run.target.database, word, run.now)
    const names = { live: run.target.database, next, old }
    const swapped = await swapDatabases(beside(run), names, run.signal)
    told(run, swapped)
    return { kept: old, sessionsEnded: swapped.sessions, unreachableMs: swapped.unreachableMs }
  })
}

async function replace(run: Run, origin: Origin): Promise<Change> {
  return await withoutOld(run, await swap(run, origin, replacedWord()))
}

/** The restore is done: what was live before is in nobody's way when it cannot be dropped. */
async function withoutOld(run: Run, change: Change): Promise<Change> {
  if (change.kept === null) return change
  try {
    await dropPatiently(run, change.kept)
    return { ...change, kept: null }
  } catch (error) {
    run.report.warning(
      `database "${run.target.database}" is restored, but the one before is still there as "${change.kept}": ${messageOf(error)}; drop it`,
    )
    return change
  }
}

/**
 * Takes the empty database's place: what is loaded in one transaction cannot be checked before that ends. Where somebody has
 * filled the empty one in the meantime it is kept.
 */
async function supplant(run: Run, origin: Origin): Promise<Change> {
  const change = await swap(run, origin)
  if (change.kept === null) return change
  if (!(await isEmpty({ ...run.target, database: change.kept }))) {
    run.report.warning(
      `database "${run.target.database}" was no longer empty: it is kept as "${change.kept}"`,
    )
    return change
  }
  return await withoutOld(run, change)
}

async function isEmpty(database: Connection): Promise<boolean> {
  await using client = await connect(database)
  return (await userObjects(client, 1)).length === 0
}

/**
 * Drops the database before it loads. What can be tried before is: that the backup is whole, and one like it can be made.
 * That one takes its place first, so that there is a database of its name in every moment.
 */
async function rebuild(run: Run, origin: Origin): Promise<Change> {
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
    throw error
  }
  return sessions
}

/** The server says so since 15.4 and its contemporaries (-2: "invalid"); older ones would let it be used. */
async function isHalfDropped({ target }: Run, database: string): Promise<boolean> {
  const sql = 'select from pg_database where datname = $1 and datconnlimit = -2'
  return await patiently(async (limit) => {
    await using client = await connectBeside(target, limit)
    return (await client.query(sql, [database])).length > 0
  })
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

async function liveProperties(run: Run): Promise<DatabaseProperties> {
  await using client = await connectBeside(run.target, run.signal)
  return await readProperties(client, run.target.database)
}

/** A new database with the whole dump in it, which has passed the user's checks. */
async function makeBeside(run: Run, origin: Origin): Promise<string> {
  const next = await createBeside(run, origin)
  await orDrop(run, next, async () => {
    await load(run, origin, next, false)
    await analyze(run, next)
    await check(run, next)
  })
  return next
}

async function createBeside(run: Run, origin: Origin): Promise<string> {
  const next = nameBeside(run.target.database, `restoring_${randomBytes(3).toString('hex')}`, run.now)
  await using client = await connectBeside(run.target, run.signal)
  try {
    await client.query(createDatabaseSql(next, run.serverMajor, origin.shape))
  } catch (cause) {
    // Whether it was made is not known when the answer was lost.
    if (!hasCode(cause)) await dropPatiently(run, next).catch((left) => toldOfLeft(run, next, left))
    run.signal.throwIfAborted()
    const cure = /No space left/.test(messageOf(cause))
      ? "free space on the server's disk"
      : 'let the server have its encoding and locale, or create an empty database by hand and restore into that'
    throw new PgdrillError(`cannot create a database like the backup's: ${messageOf(cause)}`, { cause, cure })
  }
  return next
}

/** What `act` gives; when it fails, the database made for it goes again. */
async function orDrop<T>(run: Run, database: string, act: () => Promise<T>): Promise<T> {
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

async function dropPatiently({ target, signal }: Run, database: string): Promise<void> {
  const drop = async (limit?: AbortSignal) => {
    await using client = await connectBeside(target, limit)
    await dropDatabase(client, database)
  }
  await patiently(drop, { stopped: signal.aborted })
}

/** Whether the server itself has answered, and with an error. */
function hasCode(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test(String((error as { cause?: { code?: unknown } }).cause?.code))
}

/** Statistics are no part of a backup: what is restored is whole without them. */
async function analyzeIfPossible(run: Run): Promise<void> {
  const { target, report, signal } = run
  await analyze(run, target.database).catch((error: unknown) => {
    const why = signal.aborted ? 'stopped' : messageOf(error)
    report.warning(
      `database "${target.database}" is restored, and has no statistics yet: ${why}; run ANALYZE`,
    )
  })
}

// Its end in the name makes it one that the next restore drops: the new one had been restored whole when it got it.
function replacedWord(): string {
  return `replaced_${randomBytes(3).toString('hex')}`
}

function told({ report, target }: Run, { sessions, unreachableMs }: Swapped): void {
  report.info(
    `database "${target.database}" was unreachable for ${Math.round(unreachableMs)} ms; sessions ended: ${sessions}`,
  )
}
