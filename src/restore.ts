import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { messageOf, PgdrillError } from './errors.ts'
import { DumpGate } from './fingerprint/dump-gate.ts'
import { ChildError, textOf } from './postgres/child.ts'
import { connect } from './postgres/client.ts'
import { type Connection, describe } from './postgres/connection.ts'
import {
  createDatabaseSql,
  type DatabaseProperties,
  dropDatabase,
  endSessions,
  propertiesSql,
  readProperties,
  type Swapped,
  swapDatabases,
} from './postgres/databases.ts'
import { loadArchive, loadPlain } from './postgres/load.ts'
import { identifier } from './postgres/quote.ts'
import { type ClientTools, findClientTools } from './postgres/tools.ts'
import { formatBytes, formatDuration } from './report/human.ts'
import type { Report } from './report/report.ts'
import { findOrigins, isDamaged, type Origin, type RestoreFrom } from './restore-origin.ts'
import { type Checked, connectBeside, preflight } from './restore-preflight.ts'

export const restoreModes = ['into-empty', 'swap', 'replace', 'in-place'] as const
export type RestoreMode = (typeof restoreModes)[number]

export interface RestoreRequest {
  from: RestoreFrom
  target: Connection
  /** A destructive one has been confirmed before. */
  mode: RestoreMode
  /** For custom archives, in the modes that load beside the live database. */
  jobs: number
  createRoles: boolean
  /** Shell commands around the moment in which the target is changed. */
  beforeCommand?: string
  /** Also when the restore failed; PGDRILL_RESULT is `restored` or `failed`. */
  afterCommand?: string
  /** What these commands find in their environment. */
  environment: Readonly<Record<string, string>>
  clientPath?: string
  /** PATH. */
  path: string
  /** Where an archive is put that several jobs are to read. */
  spoolFolder: string
  now: Date
  signal: AbortSignal
  report: Report
}

export interface RestoreResult {
  /** The stem; null for a file. */
  backup: string | null
  /** Where it was read from. */
  location: string
  database: string
  mode: RestoreMode
  /** The name that the database which was live has now; null when there is none. */
  kept: string | null
  sessionsEnded: number
  /** For how long nobody could connect; null where the mode cannot say. */
  unreachableMs: number | null
  durationMs: number
}

interface Run extends RestoreRequest, Checked {
  tools: ClientTools
  changing: Changing
}

type Change = Pick<RestoreResult, 'kept' | 'sessionsEnded' | 'unreachableMs'>

/**
 * Restores a backup into a database, all or nothing: whatever fails, the target is as it was. Only `in-place`, which
 * drops the database first, cannot promise that. When a copy turns out damaged the next store's is taken.
 * @throws PgdrillError
 */
export async function restore(request: RestoreRequest): Promise<RestoreResult> {
  const { report, signal } = request
  const started = performance.now()
  const { origins, problems } = await findOrigins(request.from, signal)
  for (const problem of problems) report.warning(problem)
  const [first] = origins as [Origin]
  report.info(`restoring ${first.location} into ${describe(request.target)}, mode ${request.mode}`)
  const run = await prepare(request, first)
  try {
    const { origin, change } = await restoreFromAny(run, origins)
    await run.changing.end('restored')
    return {
      backup: origin.stem,
      location: origin.location,
      database: request.target.database,
      mode: request.mode,
      ...change,
      durationMs: performance.now() - started,
    }
  } catch (error) {
    await run.changing.end('failed').catch((failed) => report.warning(messageOf(failed)))
    throw signal.aborted ? signal.reason : error
  }
}

async function prepare(request: RestoreRequest, origin: Origin): Promise<Run> {
  const checked = await preflight(origin, request)
  // An archive of a newer pg_dump is in a format that an older pg_restore may not read.
  const least = Math.max(checked.serverMajor, origin.format === 'custom' ? (origin.clientMajor ?? 0) : 0)
  const tools = await findClientTools({ major: least }, request)
  request.report.info(
    `PostgreSQL ${checked.serverVersion}; psql and pg_restore ${tools.version} from ${tools.folder}`,
  )
  const run = { ...request, ...checked, tools, changing: new Changing(request) }
  if (checked.globals !== undefined) await loadGlobals(run, checked.globals)
  return run
}

async function loadGlobals(run: Run, globals: string): Promise<void> {
  const { target, serverMajor, signal } = run
  const beside = target.database === 'postgres' ? 'template1' : 'postgres'
  const source = (async function* () {
    yield Buffer.from(globals)
  })()
  await loadPlain({ ...target, database: beside }, run.tools, source, {
    serverMajor,
    singleTransaction: false,
    signal,
  })
  run.report.info('made the roles and tablespaces that were missing')
}

async function restoreFromAny(
  run: Run,
  origins: readonly Origin[],
): Promise<{ origin: Origin; change: Change }> {
  for (const [at, origin] of origins.entries()) {
    try {
      return { origin, change: await modes[run.mode](run, origin) }
    } catch (error) {
      run.signal.throwIfAborted()
      const next = origins[at + 1]
      if (next === undefined || !(await isDamaged(origin, error, run.signal))) throw error
      run.report.warning(`${origin.location} is damaged: ${messageOf(error)}; going on with ${next.location}`)
    }
  }
  throw new Error('no origin to restore from')
}

const modes: Readonly<Record<RestoreMode, (run: Run, origin: Origin) => Promise<Change>>> = {
  'into-empty': (run, origin) => (run.targetExists ? fill(run, origin) : make(run, origin)),
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
    const swapped = await swapDatabases(client, { live: run.target.database, next, old })
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

/** Drops the database before it loads. What can be tried before that is tried: that one like it can be made. */
async function rebuild(run: Run, origin: Origin): Promise<Change> {
  const properties = await liveProperties(run)
  const next = await createBeside(run, origin)
  await using client = await connectBeside(run.target)
  const sessionsEnded = await orDrop(run, next, async () => {
    for (const sql of propertiesSql(next, properties)) await client.query(sql)
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
  }
  return { kept: null, sessionsEnded, unreachableMs: null }
}

async function liveProperties(run: Run): Promise<DatabaseProperties> {
  await using client = await connectBeside(run.target)
  return await readProperties(client, run.target.database)
}

/** A new database with the whole dump in it. */
async function makeBeside(run: Run, origin: Origin): Promise<string> {
  const next = await createBeside(run, origin)
  await orDrop(run, next, async () => {
    await load(run, origin, next, false)
    await analyze(run, next)
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

/** `app_before_20261122_203005`: at most 63 bytes, which is all that PostgreSQL keeps of a name. */
export function nameBeside(database: string, word: string, now: Date): string {
  const ending = `_${word}_${stamp(now)}`
  let start = database
  while (Buffer.byteLength(start + ending) > 63) start = [...start].slice(0, -1).join('')
  return start + ending
}

function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_')
}

/** Loads the dump. What is not whole is an error before it is committed. */
async function load(run: Run, origin: Origin, database: string, singleTransaction: boolean): Promise<void> {
  const { signal, serverMajor, tools, target } = run
  const options = { serverMajor, singleTransaction, signal, settings: loadSettings }
  const connection = { ...target, database }
  const source = watched(origin.read(signal), run.report)
  if (origin.format === 'plain')
    return await loadPlain(connection, tools, whole(run, source, origin, singleTransaction), options)
  const needsFile = (run.jobs > 1 && !singleTransaction) || (tools.major >= 17 && serverMajor < 17)
  if (!needsFile) return await loadArchive(connection, tools, { stream: source }, { ...options, jobs: 1 })
  await spooled(run, source, (file) =>
    loadArchive(connection, tools, { file }, { ...options, jobs: run.jobs }),
  )
}

// Of the loading sessions only: indexes and foreign keys are what a restore waits for.
const loadSettings = { maintenance_work_mem: '256MB', max_parallel_maintenance_workers: '4' }

/** The text of a plain dump, which ends normally only when it ends as pg_dump ends one. */
async function* whole(
  { report }: Run,
  source: AsyncIterable<Uint8Array>,
  { location }: Origin,
  oneTransaction: boolean,
): AsyncGenerator<Uint8Array> {
  const gate = new DumpGate({ oneTransaction })
  yield* gate.pass(source)
  const { passed } = gate
  if (passed?.isComplete) return
  if (passed?.isDump || !passed?.isWhole) {
    throw new PgdrillError(`cannot restore ${location}: it is cut short after ${passed?.bytes ?? 0} bytes`)
  }
  report.warning(`${location} is not pg_dump's: nothing in it tells whether it is whole`)
}

async function spooled(
  run: Run,
  source: AsyncIterable<Uint8Array>,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(run.spoolFolder, 'pgdrill-restore-'))
  try {
    const file = join(folder, 'archive')
    await pipeline(source, createWriteStream(file, { mode: 0o600 }), { signal: run.signal })
    await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* watched(source: AsyncIterable<Uint8Array>, report: Report): AsyncGenerator<Uint8Array> {
  const started = performance.now()
  let bytes = 0
  using _ = report.track(
    () => `loading: ${formatBytes(bytes)} in ${formatDuration(performance.now() - started)}`,
  )
  for await (const chunk of source) {
    bytes += chunk.length
    yield chunk
  }
}

/** Statistics are no part of a dump; without them the first queries are slow. */
async function analyze(run: Run, database: string): Promise<void> {
  await using client = await connect({ ...run.target, database })
  run.signal.throwIfAborted()
  await client.query('ANALYZE')
}

function told({ report, target }: Run, { sessions, unreachableMs }: Swapped): void {
  report.info(
    `database "${target.database}" was unreachable for ${Math.round(unreachableMs)} ms; sessions ended: ${sessions}`,
  )
}

/** The user's commands around the change: stop the application before, start it after. */
class Changing {
  readonly #request: RestoreRequest
  #begun = false

  constructor(request: RestoreRequest) {
    this.#request = request
  }

  async begin(): Promise<void> {
    if (this.#begun) return
    this.#begun = true
    await this.#run('before-command', this.#request.beforeCommand, {}, this.#request.signal)
  }

  /** Whatever stopped the restore: the application is to start again. */
  async end(result: 'restored' | 'failed'): Promise<void> {
    if (!this.#begun) return
    const never = new AbortController().signal
    await this.#run('after-command', this.#request.afterCommand, { PGDRILL_RESULT: result }, never)
  }

  async #run(option: string, command: string | undefined, more: Record<string, string>, signal: AbortSignal) {
    if (command === undefined) return
    const { environment, target, report } = this.#request
    const program = {
      path: '/bin/sh',
      arguments: ['-c', command],
      environment: { ...environment, PGDRILL_DATABASE: target.database, ...more },
    }
    try {
      const said = (await textOf(program, signal)).trim()
      report.info(`${option} is done${said && `: ${said}`}`)
    } catch (error) {
      if (!(error instanceof ChildError)) throw error
      throw new PgdrillError(
        `${option} failed: ${error.message}; it said: ${error.stderr.trim() || 'nothing'}`,
        { cause: error },
      )
    }
  }
}
