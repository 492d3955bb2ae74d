import { type Keys, noKeys } from './encrypt/decrypt.ts'
import { messageOf, PgdrillError } from './errors.ts'
import { type Connection, describe } from './postgres/connection.ts'
import { rolesAlone } from './postgres/globals-sql.ts'
import { loadPlain } from './postgres/load.ts'
import type { Checks } from './postgres/run-checks.ts'
import { UnsettledError } from './postgres/swap-databases.ts'
import type { Install } from './postgres/tools.ts'
import type { Report } from './report/report.ts'
import { claim, removeLeftovers } from './restore/claim.ts'
import { Changing } from './restore/commands.ts'
import { modes } from './restore/modes.ts'
import { findOrigins, isDamaged, type Origin, type RestoreFrom } from './restore/origin.ts'
import { type Checked, preflight } from './restore/preflight.ts'
import { removeSpoolLeftovers } from './restore/spool.ts'
import { once } from './store/once.ts'

export type RestoreMode = 'into-empty' | 'swap' | 'replace' | 'in-place'

export interface RestoreRequest {
  from: RestoreFrom
  /** What may decrypt it. */
  keys?: Keys
  target: Connection
  /** A destructive one has been confirmed before. */
  mode: RestoreMode
  /** For custom archives, in the modes that load beside the live database. */
  jobs: number
  createRoles: boolean
  /** Who restores owns everything. */
  noOwner: boolean
  /** Nothing is granted or revoked. */
  noPrivileges: boolean
  /** The user's own SQL, run on the new database before it takes the target's place; not with `in-place`. */
  checks?: Checks
  /** Shell commands around the moment in which the target is changed. */
  beforeCommand?: string
  /** Also when the restore failed; PGDRILL_RESULT is `restored` or `failed`. */
  afterCommand?: string
  /** What these commands find in their environment. */
  environment: Readonly<Record<string, string>>
  clientPath?: string
  /** PATH. */
  path: string
  /** Nothing but client programs of this major will do. */
  clientMajor?: number
  /** Fetches programs that the machine lacks. */
  install?: Install
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

/** A restore under way. */
export interface Run extends RestoreRequest, Checked {
  changing: Changing
}

/** What a mode did to the target. */
export type Change = Pick<RestoreResult, 'kept' | 'sessionsEnded' | 'unreachableMs'>

/**
 * Restores a backup into a database, all or nothing: whatever fails, the target is as it was. Only `in-place`, which
 * drops the database first, cannot promise that. When a copy turns out damaged the next store's is taken.
 * @throws PgdrillError
 */
export async function restore(request: RestoreRequest): Promise<RestoreResult> {
  const { report, signal } = request
  const started = performance.now()
  const { origins, problems } = await findOrigins(request.from, request.keys ?? noKeys, request)
  for (const problem of problems) report.warning(problem)
  const [first] = origins as [Origin]
  report.info(`restoring ${first.location} into ${describe(request.target)}, mode ${request.mode}`)
  const checked = await preflight(first, request)
  await using claimed = await claim(request.target, signal)
  await removeLeftovers(claimed, request.target, report)
  await removeSpoolLeftovers(request.spoolFolder)
  const run = await prepare(request, checked)
  const { origin, change } = await restoreFromAny(run, origins).catch(async (error: unknown) => {
    await run.changing.end('failed').catch((failed) => report.warning(messageOf(failed)))
    if (error instanceof UnsettledError) {
      if (signal.aborted) report.warning(error.message)
    } else if (request.mode !== 'in-place') {
      report.info(`database "${request.target.database}" is as it was`)
    }
    throw signal.aborted ? signal.reason : error
  })
  await afterwards(run, change)
  return {
    backup: origin.stem,
    location: origin.location,
    database: request.target.database,
    mode: request.mode,
    ...change,
    durationMs: performance.now() - started,
  }
}

async function afterwards({ changing, target }: Run, { kept }: Change): Promise<void> {
  try {
    await changing.end('restored')
  } catch (error) {
    const before = kept === null ? '' : `, and the one before is kept as "${kept}"`
    throw new PgdrillError(`database "${target.database}" is restored${before}; but ${messageOf(error)}`, {
      cause: error,
    })
  }
}

async function prepare(request: RestoreRequest, checked: Checked): Promise<Run> {
  const { serverVersion, tools } = checked
  request.report.info(
    `PostgreSQL ${serverVersion}; psql and pg_restore ${tools.version} from ${tools.folder}`,
  )
  const run = { ...request, ...checked, changing: new Changing(request) }
  if (checked.globals !== undefined) await loadGlobals(run, checked.globals)
  return run
}

async function loadGlobals(run: Run, globals: string): Promise<void> {
  const { target, serverMajor, signal } = run
  const beside = target.database === 'postgres' ? 'template1' : 'postgres'
  const source = once(Buffer.from(rolesAlone(globals)))
  await loadPlain({ ...target, database: beside }, run.tools, source, {
    serverMajor,
    singleTransaction: false,
    signal,
  })
  run.report.info('made the roles that were missing')
}

async function restoreFromAny(
  run: Run,
  origins: readonly Origin[],
): Promise<{ origin: Origin; change: Change }> {
  for (const [at, origin] of origins.entries()) {
    try {
      return { origin, change: await modes[run.mode](run, origin) }
    } catch (error) {
      const next = origins[at + 1]
      if (run.signal.aborted || next === undefined || !(await isDamaged(origin, error, run.signal)))
        throw error
      run.report.warning(`${origin.location} is damaged: ${messageOf(error)}; going on with ${next.location}`)
    }
  }
  throw new Error('no origin to restore from')
}
