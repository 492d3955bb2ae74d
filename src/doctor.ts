import type { Compression, Manifest } from './catalog/manifest.ts'
import { type DatabaseExamined, examineDatabase } from './doctor/database.ts'
import { type Expected, judgeFolder, judgeSpool } from './doctor/disk.ts'
import { tryDump } from './doctor/dump.ts'
import { Examination } from './doctor/examination.ts'
import { type Finding, ok, skipped, type Verdict } from './doctor/finding.ts'
import { examineStore, type ProbedStore, type StoreExamined } from './doctor/store.ts'
import { judgeTime } from './doctor/time.ts'
import { findTools, judgeTools } from './doctor/tools.ts'
import type { Encryption } from './encrypt/encrypt.ts'
import type { Connection } from './postgres/connection.ts'
import type { Selection } from './postgres/selection.ts'
import type { ClientTools, Install } from './postgres/tools.ts'
import { counted } from './report/human.ts'
import type { Report } from './report/report.ts'

/** The backup that is looked at, before it has to work. */
export interface DoctorRequest {
  name: string
  connection: Connection
  stores: readonly ProbedStore[]
  format: 'plain' | 'custom'
  compression: Compression
  encryption: Encryption
  globals: boolean
  selection: Selection
  pgDumpArguments: readonly string[]
  lockWaitTimeoutMs: number
  clientPath?: string
  path: string
  clientMajor?: number
  install?: Install
  prune: 'delete' | 'dry-run' | 'no'
  /** Undefined: nothing ends a backup that takes long. */
  jobLimitMs?: number
  spoolFolder: string
  signal: AbortSignal
  report: Report
}

/** What was found; JSON as it is. */
export interface Diagnosis {
  /** The worst of all. */
  verdict: Exclude<Verdict, 'skipped'>
  findings: Finding[]
}

/**
 * Tries whatever a backup needs, and tells all that is wrong: a check that fails is a finding, and the next one goes on.
 * The database is only read; probes in stores are removed, whatever happens. @throws the signal's reason
 */
export async function doctor(request: DoctorRequest): Promise<Diagnosis> {
  const examination = new Examination(request.signal)
  examination.note('settings', ok(settingsOf(request)))
  const [database, ...stores] = await settled([
    examineDatabase(request),
    ...request.stores.map((store) =>
      examineStore(store, { ...request, warn: (text) => request.report.warning(text) }),
    ),
  ] as const)
  const machine = await examineMachine(request, database, stores)
  const findings = [
    ...examination.findings,
    ...database.findings,
    ...stores.flatMap(({ findings }) => findings),
    ...machine,
  ]
  return { verdict: worstOf(findings), findings }
}

function settingsOf({ name, format, compression, encryption, stores }: DoctorRequest): string {
  const how = [format, compression.kind, encryptionOf(encryption)].join(', ')
  return `backups of ${name}, ${how}, into ${counted(stores.length, 'store')}`
}

function encryptionOf(encryption: Encryption): string {
  switch (encryption.kind) {
    case 'none':
      return 'not encrypted'
    case 'passphrase':
      return 'encrypted by a passphrase'
    case 'recipients':
      return `encrypted to ${counted(encryption.recipients.length, 'public key')}`
  }
}

/** All results, or the first failure; but not before each of them has come to its end, and has removed its probes. */
async function settled(
  work: readonly [Promise<DatabaseExamined>, ...Promise<StoreExamined>[]],
): Promise<[DatabaseExamined, ...StoreExamined[]]> {
  await Promise.allSettled(work)
  return await (Promise.all(work) as Promise<[DatabaseExamined, ...StoreExamined[]]>)
}

async function examineMachine(
  request: DoctorRequest,
  { server, findings }: DatabaseExamined,
  stores: readonly StoreExamined[],
): Promise<Finding[]> {
  const examination = new Examination(request.signal)
  const lately = stores.find(({ lately }) => lately.length > 0)?.lately ?? []
  const expected = expectedOf(server?.sizeBytes, lately[0])
  let tools: ClientTools | undefined
  await examination.check('tools', async () => {
    const found = await findTools(server?.major, request)
    const told = await judgeTools(found, server?.major, request)
    tools = found
    return told
  })
  await examination.check('dump', async () => {
    const why = whyNotDumped(findings, tools)
    return why === undefined && tools ? await tryDump(request, tools) : skipped(`not tried, for ${why}`)
  })
  for (const store of request.stores) {
    if (store.kind === 'folder') await examination.check('disk', () => judgeFolder(store.folder, expected))
  }
  await examination.check('spool', () => judgeSpool(request.spoolFolder, server?.sizeBytes))
  examination.note('time', judgeTime(server?.sizeBytes, lately, request.jobLimitMs))
  return examination.findings
}

/** What is known already, or would keep others waiting, is not tried. */
function whyNotDumped(findings: readonly Finding[], tools: ClientTools | undefined): string | undefined {
  if (tools === undefined) return 'there is no pg_dump'
  const inTheWay = findings.find(
    ({ check, verdict }) => verdict === 'problem' || (check === 'locks' && verdict !== 'ok'),
  )
  return inTheWay && `pg_dump would stop at what is said of "${inTheWay.check}"`
}

function expectedOf(sizeBytes: number | undefined, last: Manifest | undefined): Expected | undefined {
  if (last !== undefined) {
    return { bytes: last.objects.reduce((sum, { bytes }) => sum + bytes, 0), as: 'as the last one did' }
  }
  return sizeBytes === undefined ? undefined : { bytes: sizeBytes, as: 'at most, as the database' }
}

function worstOf(findings: readonly Finding[]): Diagnosis['verdict'] {
  const has = (sought: Verdict) => findings.some(({ verdict }) => verdict === sought)
  if (has('problem')) return 'problem'
  return has('warning') ? 'warning' : 'ok'
}
