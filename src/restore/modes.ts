import { randomBytes } from 'node:crypto'
import { messageOf, PgdrillError } from '../errors.ts'
import { connect } from '../postgres/client.ts'
import type { Connection } from '../postgres/connection.ts'
import {
  createDatabaseSql,
  type DatabaseProperties,
  dropDatabase,
  endSessions,
  propertiesSql,
  readProperties,
  type Swapped,
  swapDatabases,
  userObjects,
} from '../postgres/databases.ts'
import { identifier } from '../postgres/quote.ts'
import type { Change, RestoreMode, Run } from '../restore.ts'
import { connectBeside } from './beside.ts'
import { check } from './check.ts'
import { analyze, load, readThrough } from './load.ts'
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
  await load(run, origin, run.target.database, true)
  await analyze(run, run.target.database)
  return unchanged
}

/** Makes the database, which was not there. */
async function make(run: Run, origin: Origin): Promise<Change> {
  const next = await makeBeside(run, origin)
  await orDrop(run, next, async () => {
    await run.changing.begin()
    await using client = await connectBeside(run.target)
    await endSessions(client, next)
    await client.query(`ALTER DATABASE ${identifier(next)} RENAME TO ${identifier(run.target.database)}`)
  })
  return unchanged
}

/** Restores beside the live database, and then lets both change names. */
async function swap(run: Run, origin: Origin): Promise<Change> {
  const next = await makeBeside(run, origin)
  return await orDrop(run, next, async () => {
    await using client = await connectBeside(run.target)
    for (const sql of propertiesSql(next, await liveProperties(run))) await client.query(sql)
    await run.changing.begin()
    run.signal.throwIfAborted()
    const old = nameBeside(run.target.database, 'before', run.now)
    const swapped = await swapDatabases(() => connectBeside(run.target), {
      live: run.target.database,
      next,
      old,
    })
    told(run, swapped)
    return { kept: old, sessionsEnded: swapped.sessions, unreachableMs: swapped.unreachableMs }
  })
}

async function replace(run: Run, origin: Origin): Promise<Change> {
  const change = await swap(run, origin)
  if (change.kept === null) return change
  await using client = await connectBeside(run.target)
  await dropDatabase(client, change.kept)
  return { ...change, kept: null }
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
  await using client = await connectBeside(run.target)
  await dropDatabase(client, change.kept)
  return { ...change, kept: null }
}

async function isEmpty(database: Connection): Promise<boolean> {
  await using client = await connect(database)
  return (await userObjects(client, 1)).length === 0
}

/** Drops the database before it loads. What can be tried before is: that the backup is whole, and one like it can be made. */
async function rebuild(run: Run, origin: Origin): Promise<Change> {
  await readThrough(run, origin)
  const properties = await liveProperties(run)
  const next = await createBeside(run, origin)
  await using client = await connectBeside(run.target)
  const sessionsEnded = await orDrop(run, next, async () => {
    // Nobody may be let in for as long as it loads; but we, who may be no superuser, are.
    for (const sql of propertiesSql(next, { ...properties, connectionLimit: -1 })) await client.query(sql)
    await run.changing.begin()
    run.report.warning(`dropping database "${run.target.database}": from here on there is only the backup`)
    const ended = await endSessions(client, run.target.database)
    await dropDatabase(client, run.target.database)
    await client.query(`ALTER DATABASE ${identifier(next)} RENAME TO ${identifier(run.target.database)}`)
    return ended
  })
  try {
    await load(run, origin, run.target.database, false)
    await analyze(run, run.target.database)
  } catch (error) {
    throw new PgdrillError(
      `database "${run.target.database}" was dropped, and what is in its place is not whole: ${messageOf(error)}`,
      { cause: error, cure: 'restore again' },
    )
  } finally {
    await limitConnections(run, properties)
  }
  return { kept: null, sessionsEnded, unreachableMs: null }
}

async function limitConnections(
  { target, report }: Run,
  { connectionLimit }: DatabaseProperties,
): Promise<void> {
  if (connectionLimit === -1) return
  const sql = `ALTER DATABASE ${identifier(target.database)} CONNECTION LIMIT ${connectionLimit}`
  try {
    await using client = await connectBeside(target)
    await client.query(sql)
  } catch (error) {
    report.warning(
      `database "${target.database}" has no connection limit now: ${messageOf(error)}; run: ${sql}`,
    )
  }
}

async function liveProperties(run: Run): Promise<DatabaseProperties> {
  await using client = await connectBeside(run.target)
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
  await using client = await connectBeside(run.target)
  try {
    await client.query(createDatabaseSql(next, run.serverMajor, origin.shape))
  } catch (cause) {
    throw new PgdrillError(`cannot create a database like the backup's: ${messageOf(cause)}`, {
      cause,
      cure: 'let the server have its encoding and locale, or create an empty database by hand and restore into that',
    })
  }
  return next
}

/** What `act` gives; when it fails, the database made for it goes again. */
async function orDrop<T>(run: Run, database: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    try {
      await using client = await connectBeside(run.target)
      await dropDatabase(client, database)
    } catch (left) {
      run.report.warning(`database "${database}" is left behind: ${messageOf(left)}; drop it`)
    }
    throw error
  }
}

function told({ report, target }: Run, { sessions, unreachableMs }: Swapped): void {
  report.info(
    `database "${target.database}" was unreachable for ${Math.round(unreachableMs)} ms; sessions ended: ${sessions}`,
  )
}
