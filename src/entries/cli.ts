import { messageOf, PgdrillError, StoppedError } from '../errors.ts'
import { type PruneResult, prune } from '../prune.ts'
import { backupLines } from '../report/backup-lines.ts'
import { ConsoleReport } from '../report/console.ts'
import { doctorOutputs } from '../report/doctor-outputs.ts'
import { doctorTable } from '../report/doctor-table.ts'
import { keysLines } from '../report/keys-lines.ts'
import { renderList } from '../report/list-table.ts'
import { backupOutputs, restoreOutputs, undoOutputs } from '../report/outputs.ts'
import { redactor } from '../report/redact.ts'
import { restoreLines, undoLines } from '../report/restore-lines.ts'
import { unobeyed, unobeyedJson } from '../report/unobeyed.ts'
import { verifyLines, verifyOutputs } from '../report/verify-lines.ts'
import { undoSwap } from '../restore/undo.ts'
import type { BackupSettings } from '../settings/backup.ts'
import type { CheckKeysSettings } from '../settings/check-keys.ts'
import { readCommandLine } from '../settings/command-line.ts'
import type { DoctorSettings } from '../settings/doctor.ts'
import type { ListSettings } from '../settings/list.ts'
import type { PruneSettings } from '../settings/prune.ts'
import type { RestoreSettings } from '../settings/restore.ts'
import { secretsIn } from '../settings/secrets.ts'
import type { SetupClientSettings } from '../settings/setup-client.ts'
import type { VerifySettings } from '../settings/verify.ts'
import { untilAborted } from '../store/until-aborted.ts'
import { version } from '../version.ts'
import { applyEnvironment } from './environment.ts'
import { outliveReaders } from './outlive-readers.ts'
import { runBackup, shortfallOf } from './run-backup.ts'
import { runDoctor, shortfallOfDiagnosis } from './run-doctor.ts'
import { runCheckKeys, shortfallOfKeys } from './run-keys.ts'
import { runList, shortfallOfListing } from './run-list.ts'
import { runRestore } from './run-restore.ts'
import { runSetupClient, setupClientOutputs } from './run-setup-client.ts'
import { runVerify, shortfallOfDrill } from './run-verify.ts'
import { abortOnSignals } from './signals.ts'
import { openStores } from './stores.ts'

/** What goes to stdout: one JSON document, or text for people; and what makes the run a failure all the same. */
interface Answer {
  json: unknown
  text: string
  shortfall?: PgdrillError | undefined
}

outliveReaders()
const argv = process.argv.slice(2)
let report = new ConsoleReport(process.stderr, redactor(secretsIn(process.env, argv)))
process.exitCode = await main().catch(failed)

async function main(): Promise<number> {
  const line = readCommandLine(argv, process.env)
  if (line.command === 'help') return print(line.text)
  if (line.command === 'version') return print(version)
  report = new ConsoleReport(process.stderr, redactor(line.secrets))
  applyEnvironment(line.environment)
  const { json, text, shortfall } = await answer(line)
  print(line.json ? unobeyedJson(JSON.stringify(json, null, 2)) : unobeyed(text))
  if (shortfall !== undefined) throw shortfall
  return 0
}

function answer(
  line: Exclude<ReturnType<typeof readCommandLine>, { command: 'help' | 'version' }>,
): Promise<Answer> {
  const signal = abortOnSignals()
  switch (line.command) {
    case 'backup':
      return answerBackup(line.settings, signal)
    case 'restore':
      return answerRestore(line.settings, signal)
    case 'verify':
      return answerVerify(line.settings, signal)
    case 'prune':
      return answerPrune(line.settings, signal)
    case 'list':
      return answerList(line.settings, signal)
    case 'doctor':
      return answerDoctor(line.settings, signal)
    case 'keys check':
      return answerCheckKeys(line.settings, signal)
    case 'setup-client':
      return answerSetupClient(line.settings, signal)
  }
}

async function answerBackup(settings: BackupSettings, signal: AbortSignal): Promise<Answer> {
  const result = await runBackup(settings, { signal, report })
  return { json: backupOutputs(result), text: backupLines(result), shortfall: shortfallOf(result) }
}

async function answerRestore(settings: RestoreSettings, signal: AbortSignal): Promise<Answer> {
  if (settings.undo) {
    const result = await undoSwap(settings.target, new Date(), signal)
    return { json: undoOutputs(result), text: undoLines(result) }
  }
  const result = await runRestore(settings, { signal, report })
  return { json: restoreOutputs(result), text: restoreLines(result) }
}

async function answerVerify(settings: VerifySettings, signal: AbortSignal): Promise<Answer> {
  const result = await runVerify(settings, { signal, report })
  return { json: verifyOutputs(result), text: verifyLines(result), shortfall: shortfallOfDrill(result) }
}

async function answerPrune({ stores, ...settings }: PruneSettings, signal: AbortSignal): Promise<Answer> {
  const results: PruneResult[] = []
  const problems: string[] = []
  for (const store of await openStores(stores)) {
    try {
      const pruning = prune(store, { ...settings, now: new Date(), signal, report })
      results.push(await untilAborted(pruning, signal))
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof PgdrillError)) throw error
      problems.push(error.message)
    }
  }
  const shortfall = problems.length === 0 ? undefined : new PgdrillError(problems.join('\n'))
  return { json: results, text: '', shortfall }
}

async function answerList(settings: ListSettings, signal: AbortSignal): Promise<Answer> {
  const listing = await runList(settings, signal)
  return { json: listing, text: renderList(listing, new Date()), shortfall: shortfallOfListing(listing) }
}

async function answerDoctor(settings: DoctorSettings, signal: AbortSignal): Promise<Answer> {
  const diagnosis = await runDoctor(settings, { signal, report })
  return {
    json: doctorOutputs(diagnosis),
    text: doctorTable(diagnosis, process.stdout.columns),
    shortfall: shortfallOfDiagnosis(diagnosis),
  }
}

async function answerCheckKeys(settings: CheckKeysSettings, signal: AbortSignal): Promise<Answer> {
  const found = await runCheckKeys(settings, { signal })
  return { json: found, text: keysLines(found), shortfall: shortfallOfKeys(found) }
}

async function answerSetupClient(settings: SetupClientSettings, signal: AbortSignal): Promise<Answer> {
  const found = await runSetupClient(settings, { signal, report })
  return { json: setupClientOutputs(found), text: found.folder }
}

function print(text: string): number {
  if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}

function failed(error: unknown): number {
  if (error instanceof PgdrillError) {
    // Several problems, as of settings or of stores, are a line each.
    for (const problem of error.message.split('\n')) report.error(problem)
    // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
    if (error instanceof StoppedError) process.exit(error.exitCode)
    return error.exitCode
  }
  report.error(
    `this is a fault of pgdrill's, please report it: ${(error as Error).stack ?? messageOf(error)}`,
  )
  return 1
}
