import { gunzipSync } from 'node:zlib'
import { readDrill, type Verdict } from './catalog/drill.ts'
import { type DrillRecord, encodeDrill, type Finding } from './catalog/drill-record.ts'
import { dumpKeyOf, type Manifest, type ManifestObject, readManifest } from './catalog/manifest.ts'
import { keyOf } from './catalog/names.ts'
import type { What } from './catalog/open-backup.ts'
import { readObject } from './catalog/read-object.ts'
import { decompressor } from './compress/decompress.ts'
import { type Chosen, choose } from './drill/choice.ts'
import { differenceFindings, findingOf, type ReadText, textFindings } from './drill/findings.ts'
import { ageOf, limitFindings, rowFindings } from './drill/limits.ts'
import { DrillText, fingerprintOf } from './drill/text.ts'
import { InconclusiveError, PgdrillError } from './errors.ts'
import { type Fingerprint, totals } from './fingerprint/fingerprint.ts'
import { parseFingerprint } from './fingerprint/format.ts'
import { ChildError } from './postgres/child.ts'
import type { Connection } from './postgres/connection.ts'
import { dump } from './postgres/dump.ts'
import { argumentsForAgain, notLoadable } from './postgres/dump-again.ts'
import { archiveText, loadPlain } from './postgres/load.ts'
import { LoadError } from './postgres/load-errors.ts'
import { type ScratchCluster, startScratchCluster } from './postgres/scratch-cluster.ts'
import { createScratchDatabase, type ScratchDatabase } from './postgres/scratch-database.ts'
import { type ClientTools, findClientTools } from './postgres/tools.ts'
import type { Report } from './report/report.ts'
import { once } from './store/once.ts'
import { ObjectMissingError, type Store } from './store/store.ts'

export interface VerifyRequest {
  what: What
  stores: readonly Store[]
  /** The server to make a scratch database on; without it a scratch cluster is started. */
  target?: Connection
  clientPath?: string
  /** PATH, to find client and server programs on. */
  path: string
  /** A backup that is older is a finding. */
  maxAgeMs?: number
  /** A restore that takes longer is a finding. */
  maxRestoreMs?: number
  /** Of key tables: how many rows each must have at least. */
  minRows: readonly { schema: string; table: string; rows: number }[]
  /** pgdrill's own version, for the record. */
  toolVersion: string
  now: Date
  signal: AbortSignal
  report: Report
}

export interface VerifyResult {
  record: DrillRecord
  /** Where the record was written: `store/key`; undefined where an inconclusive drill left an older verdict alone. */
  report: string | undefined
}

interface Drilled {
  findings: Finding[]
  serverVersion: string | null
  tablesCompared: number
  rowsCompared: number | null
  restoreSeconds: number | null
}

/**
 * Restores a backup into a scratch database, dumps that, and compares: dump(restore(dump)) = dump. The verdict is
 * `verified`, `failed` where something was proved wrong, or `inconclusive` where it could not be tried; it is written
 * beside the backup. @throws PgdrillError where there is no backup to drill, or its verdict cannot be written
 */
export async function verify(request: VerifyRequest): Promise<VerifyResult> {
  const chosen = await choose(request)
  const record = recordOf(request, chosen, await tried(request, chosen))
  return { record, report: await save(request, chosen, record) }
}

type Outcome = Drilled & { verdict: Verdict; reason: string | null }

const nothing: Drilled = {
  findings: [],
  serverVersion: null,
  tablesCompared: 0,
  rowsCompared: null,
  restoreSeconds: null,
}

async function tried(request: VerifyRequest, chosen: Chosen): Promise<Outcome> {
  try {
    const drilled = await drill(request, chosen)
    const findings = [...drilled.findings, ...limitFindings(request, chosen, drilled.restoreSeconds)]
    return { ...drilled, findings, verdict: findings.length === 0 ? 'verified' : 'failed', reason: null }
  } catch (error) {
    request.signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    const finding = findingOf(error)
    if (finding !== undefined) return { ...nothing, verdict: 'failed', findings: [finding], reason: null }
    return { ...nothing, verdict: 'inconclusive', reason: error.message }
  }
}

async function drill(request: VerifyRequest, { store, stem }: Chosen): Promise<Drilled> {
  const manifest = await readManifest(store, stem, request)
  refuseUndrillable(manifest)
  await using server = await scratchServer(request, manifest)
  await using scratch = await createScratchDatabase(server.connection, manifest.source, (text) =>
    request.report.warning(text),
  )
  const tools = await clientTools(request, manifest, scratch)
  const started = performance.now()
  const text = await restore(request, { store, manifest, scratch, tools })
  const restoreSeconds = (performance.now() - started) / 1000
  await readOthers(store, manifest, request)
  const findings = textFindings(text, manifest, await storedFingerprint(store, manifest, request))
  request.report.info(`restored ${stem} on PostgreSQL ${scratch.server.version}; dumping it again`)
  const restored = await dumpAgain(request, { manifest, scratch, tools }, text.fingerprint)
  const { tables, rows } = totals(text.fingerprint)
  return {
    findings: [
      ...findings,
      ...comparable(differenceFindings(text.fingerprint, restored), manifest, scratch),
      ...rowFindings(request, restored),
    ],
    serverVersion: scratch.server.version,
    tablesCompared: tables,
    rowsCompared: rows,
    restoreSeconds,
  }
}

/** @throws InconclusiveError */
function refuseUndrillable({ backup, encryption, dump: { format, arguments: given } }: Manifest): void {
  if (encryption.kind !== 'none') {
    throw new InconclusiveError(
      `cannot drill ${backup}: it is encrypted, and this pgdrill reads no encryption`,
    )
  }
  if (format === 'directory') {
    throw new InconclusiveError(`cannot drill ${backup}: this pgdrill reads no directory archives`)
  }
  const why = notLoadable(given)
  if (why !== undefined)
    throw new InconclusiveError(`cannot drill ${backup} in a database of its own: ${why}`)
}

function scratchServer(
  { target, path, signal, report }: VerifyRequest,
  { source }: Manifest,
):
  | Promise<Pick<ScratchCluster, 'connection'> & AsyncDisposable>
  | (Pick<ScratchCluster, 'connection'> & AsyncDisposable) {
  if (target !== undefined) return { connection: target, [Symbol.asyncDispose]: async () => undefined }
  report.info('starting a scratch server')
  return startScratchCluster({ major: majorOf(source.serverVersion), path, signal })
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}

/** As new as the server and as the pg_dump that made an archive. @throws InconclusiveError */
async function clientTools(
  request: VerifyRequest,
  { dump: { client } }: Manifest,
  { server }: ScratchDatabase,
): Promise<ClientTools> {
  try {
    return await findClientTools({ major: Math.max(majorOf(client), server.major) }, request)
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    throw new InconclusiveError(error.what, { ...(error.cure && { cure: error.cure }), cause: error })
  }
}

interface Place {
  store: Store
  manifest: Manifest
  scratch: ScratchDatabase
  tools: ClientTools
}

/** Loads the dump, held against its manifest and fingerprinted on its way. */
async function restore({ signal }: VerifyRequest, place: Place): Promise<ReadText> {
  const { store, manifest, scratch, tools } = place
  const object = objectOf(manifest, dumpKeyOf(manifest)) as ManifestObject
  const text = new DrillText((needed) => scratch.provide(needed))
  const stored = readObject(store, object, { signal })
  const sql =
    manifest.dump.format === 'custom'
      ? archiveText(scratch.connection, tools, { stream: stored }, { signal })
      : decompressor(manifest.compression.kind)(stored)
  const options = { serverMajor: scratch.server.major, singleTransaction: false, signal }
  try {
    await loadPlain(scratch.connection, tools, text.pass(sql), options)
  } catch (error) {
    // A damaged dump can fail as SQL before its end shows that it is not what was stored: that is the better reason.
    if (error instanceof LoadError || error instanceof ChildError) {
      for await (const _ of readObject(store, object, { signal }));
    }
    throw error
  }
  return text.end()
}

/** The roles and whatever else lies beside dump and fingerprint; nothing is made of it. @throws CorruptObjectError */
async function readOthers(store: Store, manifest: Manifest, options: { signal: AbortSignal }): Promise<void> {
  const readElsewhere = [dumpKeyOf(manifest), fingerprintKeyOf(manifest)]
  for (const object of manifest.objects.filter(({ key }) => !readElsewhere.includes(key))) {
    for await (const _ of readObject(store, object, options));
  }
}

function fingerprintKeyOf({ backup }: Manifest): string {
  return keyOf(backup, { part: 'fingerprint', encrypted: false })
}

function objectOf({ objects }: Manifest, key: string): ManifestObject | undefined {
  return objects.find((object) => object.key === key)
}

async function storedFingerprint(
  store: Store,
  manifest: Manifest,
  { signal }: { signal: AbortSignal },
): Promise<Fingerprint | undefined> {
  const object = objectOf(manifest, fingerprintKeyOf(manifest))
  if (object === undefined) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of readObject(store, object, { signal })) chunks.push(chunk)
  return parseFingerprint(gunzipSync(Buffer.concat(chunks)).toString(), `${store.location}/${object.key}`)
}

async function dumpAgain(
  { signal }: VerifyRequest,
  { manifest, scratch, tools }: Omit<Place, 'store'>,
  { encoding }: Fingerprint,
): Promise<Fingerprint> {
  const given = argumentsForAgain(manifest.dump.arguments)
  // The same rows in another encoding are other bytes.
  const inEncoding = encoding === null ? [] : [`--encoding=${encoding}`]
  const args = [...given, ...inEncoding]
  return await fingerprintOf(dump(scratch.connection, tools, { arguments: args, signal }))
}

/** Another major words definitions in its own way: what is only worded differently there proves nothing. */
function comparable(findings: Finding[], { source }: Manifest, { server }: ScratchDatabase): Finding[] {
  const major = majorOf(source.serverVersion)
  const sure = findings.filter(({ kind }) => kind !== 'changed')
  if (findings.length === 0 || sure.length > 0 || server.major === major) return findings
  throw new InconclusiveError(
    `cannot compare definitions of PostgreSQL ${major} on a scratch server ${server.version}: ${findings.length} are worded differently there`,
    { cure: `drill on a server of version ${major}` },
  )
}

function recordOf(request: VerifyRequest, chosen: Chosen, outcome: Outcome): DrillRecord {
  const { findings, restoreSeconds, ...others } = outcome
  return {
    schema: 1,
    backup: chosen.stem,
    drilledAt: request.now,
    tool: { name: 'pgdrill', version: request.toolVersion },
    store: chosen.store.location,
    ...others,
    differences: findings,
    restoreSeconds: restoreSeconds === null ? null : Math.round(restoreSeconds * 10) / 10,
    ageSeconds: Math.round(ageOf(request, chosen) / 1000),
  }
}

async function save(
  { signal }: VerifyRequest,
  { store, stem }: Chosen,
  record: DrillRecord,
): Promise<string | undefined> {
  // What could not be tried takes no verdict back: retention keeps the newest verified backup.
  if (record.verdict === 'inconclusive' && (await hasVerdict(store, stem, signal))) return undefined
  const key = keyOf(stem, { part: 'drill' })
  const text = Buffer.from(encodeDrill(record))
  await store.put(key, once(text), { signal, overwrite: true })
  return `${store.location}/${key}`
}

async function hasVerdict(store: Store, stem: string, signal: AbortSignal): Promise<boolean> {
  try {
    const drill = await readDrill(store, stem, { signal })
    return drill !== undefined && drill.verdict !== 'inconclusive'
  } catch (error) {
    if (error instanceof PgdrillError && !(error instanceof ObjectMissingError)) return false
    throw error
  }
}
