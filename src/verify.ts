import type { DrillRecord } from './catalog/drill-record.ts'
import { readManifest } from './catalog/manifest.ts'
import type { What } from './catalog/open-backup.ts'
import { type Chosen, choose } from './drill/choice.ts'
import { judgeCommand } from './drill/command.ts'
import { withOtherCopies } from './drill/copies.ts'
import { findingOf, textFindings } from './drill/findings.ts'
import { judgeIndexes } from './drill/indexes.ts'
import { rowLimits, timeLimits } from './drill/limits.ts'
import { Drilled, isGone, type Outcome, recordOf, save } from './drill/record.ts'
import { compared, dumpAgain, restore } from './drill/round-trip.ts'
import {
  clientTools,
  type Place,
  refuseUndrillable,
  scratchDatabase,
  scratchServer,
} from './drill/scratch.ts'
import { shrinkLimit } from './drill/shrink.ts'
import { readOthers, refuseWithoutKey, storedFingerprint } from './drill/stored.ts'
import { type Keys, noKeys } from './encrypt/decrypt.ts'
import { PgdrillError } from './errors.ts'
import { totals } from './fingerprint/fingerprint.ts'
import type { Connection } from './postgres/connection.ts'
import { type Checks, failedCheck, runChecks } from './postgres/run-checks.ts'
import type { Install } from './postgres/tools.ts'
import type { Report } from './report/report.ts'
import type { Store } from './store/store.ts'

export interface VerifyRequest {
  what: What
  stores: readonly Store[]
  /** What may decrypt it. */
  keys?: Keys
  /** The server to make a scratch database on; without it a scratch cluster is started. */
  target?: Connection
  clientPath?: string
  /** PATH, to find client and server programs on. */
  path: string
  /** Nothing but client programs of this major will do. */
  clientMajor?: number
  /** Fetches programs that the machine lacks. */
  install?: Install
  /** Of key tables: how many rows each must have at least. */
  minRows: readonly { schema: string; table: string; rows: number }[]
  /** Per cent: a table that lost more since the backup before is a finding. */
  maxShrink?: number
  /** A backup that is older is a finding. */
  maxAgeMs?: number
  /** A restore that takes longer is a finding. */
  maxRestoreMs?: number
  /** Have PostgreSQL's amcheck look at the restored indexes, where it is there. */
  amcheck?: boolean
  /** The user's own SQL. */
  checks?: Checks
  /** The user's own shell command, run last. */
  afterRestore?: AfterRestore
  /** pgdrill's own version, for the record. */
  toolVersion: string
  now: Date
  signal: AbortSignal
  report: Report
}

export interface AfterRestore {
  command: string
  /** What it finds there, but for what names a database. */
  environment: Readonly<Record<string, string>>
  /** What it may print and nobody is to read. */
  secrets: readonly string[]
}

export interface VerifyResult {
  /** Of all copies: it says more than the record beside a copy when another copy is damaged. */
  record: DrillRecord
  /** Where the record was written: `store/key`; undefined where an inconclusive drill left an older verdict alone, or the backup is gone. */
  location: string | undefined
}

/**
 * Restores a backup into a scratch database, dumps that, and compares: dump(restore(dump)) = dump; then holds the database
 * against what else was asked for. The verdict is `verified`, `failed` where something was proved wrong, or `inconclusive`
 * where it could not be tried; it is written beside the backup.
 * @throws PgdrillError where there is no backup to drill, or one is verified and that cannot be written
 */
export async function verify(request: VerifyRequest): Promise<VerifyResult> {
  const chosen = await choose(request)
  const drilled = new Drilled()
  const outcome = await tried(request, chosen, drilled)
  if (await isGone(chosen)) return goneMeanwhile(request, chosen)
  const record = recordOf(request, chosen, drilled, outcome)
  const location = await saved(request, chosen, record, drilled.isEncrypted)
  return { record: await withOtherCopies(request, chosen, record), location }
}

/** A store that takes no verdict does not change it: an inconclusive drill is no failed one, and a difference stays proved. */
async function saved(
  request: VerifyRequest,
  chosen: Chosen,
  record: DrillRecord,
  isEncrypted: boolean,
): Promise<string | undefined> {
  try {
    return await save(request, chosen, record, isEncrypted)
  } catch (error) {
    request.signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    const { what, cure } = error
    if (record.verdict === 'verified')
      throw new PgdrillError(`${chosen.stem} is verified, but cannot be marked so: ${what}`, {
        ...(cure !== undefined && { cure }),
        cause: error,
      })
    request.report.warning(`the verdict on ${chosen.stem} is not kept: ${error.message}`)
    return undefined
  }
}

/** A prune takes the manifest first: what is missing then proves no damage, and nobody can restore what was verified. */
function goneMeanwhile(request: VerifyRequest, chosen: Chosen): VerifyResult {
  const { stem, store } = chosen
  const reason = `${stem} was removed from ${store.location} while it was drilled; drill what is latest now`
  const outcome = { verdict: 'inconclusive', reason } as const
  return { record: recordOf(request, chosen, new Drilled(), outcome), location: undefined }
}

async function tried(request: VerifyRequest, chosen: Chosen, drilled: Drilled): Promise<Outcome> {
  try {
    await drill(request, chosen, drilled)
  } catch (error) {
    request.signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    const finding = findingOf(error)
    if (finding === undefined && drilled.findings.length === 0)
      return { verdict: 'inconclusive', reason: error.message }
    // What was proved before stands.
    if (finding === undefined) request.report.warning(`the drill ended early: ${error.message}`)
    else drilled.findings.push(finding)
  }
  return { verdict: drilled.findings.length === 0 ? 'verified' : 'failed', reason: null }
}

async function drill(request: VerifyRequest, chosen: Chosen, drilled: Drilled): Promise<void> {
  const { store, stem } = chosen
  const manifest = await readManifest(store, stem, request)
  drilled.isEncrypted = manifest.encryption.kind !== 'none'
  refuseUndrillable(manifest)
  await refuseWithoutKey(request, { store, manifest })
  await using server = await scratchServer(request, manifest)
  await using scratch = await scratchDatabase(request, manifest, server)
  const place: Place = {
    store,
    manifest,
    keys: request.keys ?? noKeys,
    scratch,
    tools: await clientTools(request, manifest, scratch),
  }
  const text = await restore(request, place)
  await readOthers(place, request)
  drilled.findings.push(...textFindings(text, manifest, await storedFingerprint(place, request)))
  request.report.info(`restored ${stem} on PostgreSQL ${scratch.server.version}; dumping it again`)
  const restored = await dumpAgain(request, place, text.fingerprint)
  drilled.findings.push(...compared(place, text.fingerprint, restored))
  const { tables: tablesCompared, rows: rowsCompared } = totals(text.fingerprint)
  const { version: serverVersion } = scratch.server
  Object.assign(drilled, { serverVersion, tablesCompared, rowsCompared, restoreSeconds: text.seconds })
  // What judges the backup comes first; the command, which may change the database, comes last.
  drilled.add(timeLimits(request, chosen, text.seconds))
  drilled.add(rowLimits(request, restored))
  drilled.add(await shrinkLimit(request, place, text.fingerprint))
  drilled.add(await judgeIndexes(request, place))
  await check(request, place, drilled)
  drilled.add(await judgeCommand(request, place))
}

async function check(
  { checks, signal, report }: VerifyRequest,
  { scratch }: Place,
  drilled: Drilled,
): Promise<void> {
  if (checks === undefined) return
  const warning = (text: string) => report.warning(text)
  drilled.checks = await runChecks(scratch.connection, checks, { signal, warning })
  const failed = failedCheck(drilled.checks, checks)
  if (failed !== undefined) drilled.findings.push({ kind: 'check', text: failed })
}
