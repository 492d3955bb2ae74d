import { randomBytes } from 'node:crypto'
import { messageOf } from '../errors.ts'
import { connect } from '../postgres/client.ts'
import type { Connection } from '../postgres/connection.ts'
import { propertiesSql, userObjects } from '../postgres/databases.ts'
import { renameDatabase, type Swapped, swapDatabases } from '../postgres/swap-databases.ts'
import type { Change, RestoreMode, Run } from '../restore.ts'
import { beside, connectBeside } from './beside.ts'
import { check } from './check.ts'
import { isFilled } from './filled.ts'
import { rebuild } from './in-place.ts'
import { analyze, analyzeIfPossible, load } from './load.ts'
import { createBeside, dropPatiently, liveProperties, orDrop } from './made-beside.ts'
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

// Its end in the name makes it one that the next restore drops: the new one had been restored whole when it got it.
function replacedWord(): string {
  return `replaced_${randomBytes(3).toString('hex')}`
}

function told({ report, target }: Run, { sessions, unreachableMs }: Swapped): void {
  report.info(
    `database "${target.database}" was unreachable for ${Math.round(unreachableMs)} ms; sessions ended: ${sessions}`,
  )
}
