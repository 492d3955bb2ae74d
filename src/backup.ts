import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readWrongClock } from './backup/clock.ts'
import { saveDump } from './backup/dumping.ts'
import { manifestOf, resultOf } from './backup/outcome.ts'
import type { PlainText } from './backup/plain-text.ts'
import { isEncrypted, type Run } from './backup/run.ts'
import { Draft, type DroppedStore } from './catalog/draft.ts'
import type { Compression, Manifest } from './catalog/manifest.ts'
import { keyOf, stemOf } from './catalog/names.ts'
import { inBlocks } from './compress/blocks.ts'
import { compressor } from './compress/compress.ts'
import { type Encryption, encryptor } from './encrypt/encrypt.ts'
import { messageOf } from './errors.ts'
import type { TableContent } from './fingerprint/fingerprint.ts'
import { encodeFingerprint } from './fingerprint/format.ts'
import { mayChoose } from './postgres/choosing-arguments.ts'
import { type Client, connect } from './postgres/client.ts'
import { type Connection, describe } from './postgres/connection.ts'
import { dumpArguments } from './postgres/dump.ts'
import { readGlobals } from './postgres/globals.ts'
import { findReordered } from './postgres/insert-columns.ts'
import { inPlainWords } from './postgres/plain-words.ts'
import { refuseUnreadable } from './postgres/readable.ts'
import type { Selection } from './postgres/selection.ts'
import { readServerFacts } from './postgres/server.ts'
import { findClientTools, type Install, installedTools } from './postgres/tools.ts'
import { type PruneResult, prune } from './prune.ts'
import { counted, formatBytes, formatDuration } from './report/human.ts'
import type { Report } from './report/report.ts'
import type { Policy } from './retention/policy.ts'
import type { Store } from './store/store.ts'
import { untilAborted } from './store/until-aborted.ts'

export interface BackupRequest {
  name: string
  connection: Connection
  stores: readonly Store[]
  format: 'plain' | 'custom'
  compression: Compression
  /** Of the dump, and of whatever else tells what is in it; left out: none. */
  encryption?: Encryption
  selection: Selection
  pgDumpArguments: readonly string[]
  lockWaitTimeoutMs: number
  globals: boolean
  clientPath?: string
  /** PATH, to find pg_dump on. */
  path: string
  /** Nothing but client programs of this major will do. */
  clientMajor?: number
  /** Fetches programs that the machine lacks. */
  install?: Install
  policy: Policy
  prune: 'delete' | 'dry-run' | 'no'
  /** pgdrill's own version, for the manifest. */
  toolVersion: string
  now: Date
  signal: AbortSignal
  report: Report
}

export interface BackupResult {
  manifest: Manifest
  /** Where it now is. */
  locations: readonly string[]
  /** Stores that were dropped on the way: then the run has failed, though the others hold the backup. */
  dropped: readonly DroppedStore[]
  /** The size of the dump as it is stored. */
  storedBytes: number
  serverMajor: number
  postgresImage: string
  /** Up to ten, by bytes in the dump; empty when nobody saw the dump's text. */
  largestTables: readonly TableContent[]
  pruned: readonly PruneResult[]
  /** Prunes that failed; the backup stands all the same. */
  pruneFailures: readonly DroppedStore[]
  durationMs: number
}

/**
 * Backs a database up into every store, and prunes them when that is done. Nothing counts as a backup before its
 * manifest is there; whatever fails before, every store is left as it was. @throws PgdrillError
 */
export async function backup(request: BackupRequest): Promise<BackupResult> {
  const run = await prepare(request)
  const { draft, report } = run
  try {
    await untilAborted(draft.look(), request.signal)
    const text = await saveDump(run)
    if (text !== undefined) await saveFingerprint(run, text)
    if (request.globals) await saveGlobals(run)
    await untilAborted(draft.confirm(), request.signal)
    const manifest = manifestOf(run, text)
    await draft.commit(manifest)
    report.info(saved(run, manifest))
    return { ...resultOf(run, manifest, text), ...(await pruneEach(run)), durationMs: since(request.now) }
  } catch (error) {
    await draft.abandon()
    throw request.signal.aborted ? request.signal.reason : error
  }
}

async function prepare(request: BackupRequest): Promise<Run> {
  const { report, connection, signal } = request
  const installed = installedTools(request)
  // Awaited below; where the server cannot be reached, that is the thing to say.
  installed.catch(() => undefined)
  await using client = await connect(connection, signal)
  const server = await readServerFacts(client)
  report.info(
    `${describe(connection)}: PostgreSQL ${server.version}, ${formatBytes(server.sizeBytes)}, ${server.encoding}`,
  )
  if (server.inRecovery) {
    report.warning(
      'the server is a standby: a long dump can be cancelled by its recovery (max_standby_streaming_delay)',
    )
  }
  const wrongClock = await readWrongClock(client)
  if (wrongClock !== undefined) report.warning(wrongClock.what)
  if (!mayChoose(request.pgDumpArguments)) await refuseUnreadable(client, request.selection)
  const tools = await findClientTools(server, request, 'dump', installed)
  report.info(`pg_dump ${tools.version} from ${tools.folder}`)
  const draft = new Draft(stemOf(request.name, request.now), request.stores, {
    signal,
    warning: (text) => report.warning(text),
  })
  const more = await argumentsOf(request, client)
  const pgDump = dumpArguments({ ...request, more }, tools)
  const { encryption = { kind: 'none' } } = request
  const plainly = await inPlainWords(client, connection, server.encoding)
  return { ...request, connection: plainly, encryption, server, tools, draft, pgDump, wrongClock }
}

/** The user's own, and what makes a dump by them restore. */
async function argumentsOf({ pgDumpArguments, report }: BackupRequest, client: Client): Promise<string[]> {
  const table = await findReordered(client, pgDumpArguments)
  if (table === undefined) return [...pgDumpArguments]
  report.info(
    `added --column-inserts to pg-dump-args: the columns of table "${table}" come back in another order, and each value would be put into another's`,
  )
  return [...pgDumpArguments, '--column-inserts']
}

async function saveFingerprint(run: Run, { fingerprint }: PlainText): Promise<void> {
  const key = keyOf(run.draft.stem, { part: 'fingerprint', encrypted: isEncrypted(run) })
  await saveText(run, key, encodeFingerprint(fingerprint))
}

async function saveGlobals(run: Run): Promise<void> {
  const sql = await globalsOf(run)
  if (sql !== undefined) {
    await saveText(run, keyOf(run.draft.stem, { part: 'globals', encrypted: isEncrypted(run) }), sql)
  }
}

/** Roles and tablespaces, or undefined where the role may not read them: the dump is worth having without. */
async function globalsOf({ connection, tools, signal, report }: Run): Promise<string | undefined> {
  try {
    return await readGlobals(connection, tools, signal)
  } catch (error) {
    signal.throwIfAborted()
    report.warning(`the backup holds no roles and tablespaces: ${messageOf(error)}`)
    return undefined
  }
}

async function saveText({ draft, encryption, signal }: Run, key: string, text: string): Promise<void> {
  const gzip = compressor({ kind: 'gzip', level: 6 })
  const source = inBlocks(Readable.from([Buffer.from(text)]))
  await pipeline(source, gzip, encryptor(encryption), draft.sink(key), { signal })
}

/** Prunes each store that now holds the backup, by itself; one that cannot be pruned is a failure of the run. */
async function pruneEach(run: Run): Promise<Pick<BackupResult, 'pruned' | 'pruneFailures'>> {
  const pruned: PruneResult[] = []
  const pruneFailures: DroppedStore[] = []
  if (run.prune === 'no') return { pruned, pruneFailures }
  for (const store of run.stores.filter(({ location }) => run.draft.locations.includes(location))) {
    try {
      if (run.wrongClock !== undefined && run.prune === 'delete') throw run.wrongClock
      const pruning = prune(store, { ...run, mode: run.prune, justMade: run.draft.stem })
      pruned.push(await untilAborted(pruning, run.signal))
    } catch (error) {
      run.signal.throwIfAborted()
      pruneFailures.push({ location: store.location, error: error as Error })
    }
  }
  return { pruned, pruneFailures }
}

function saved({ draft }: Run, { tables, rows, objects, takenAt }: Manifest): string {
  const contents =
    tables === null
      ? ''
      : `${counted(tables, 'table')}, ${rows === null ? 'rows not counted' : counted(rows, 'row')}, `
  const where = draft.locations.join(' and ')
  return `saved ${draft.stem}: ${contents}${formatBytes(objects[0]?.bytes ?? 0)} in ${formatDuration(since(takenAt))}, in ${where}`
}

function since(start: Date): number {
  return Math.max(0, Date.now() - start.getTime())
}
