import { PgdrillError } from '../errors.ts'
import { GitHubReport, mask, setOutputs, writeSummary } from '../report/github.ts'
import { restoreOutputs, undoOutputs } from '../report/outputs.ts'
import { redactor } from '../report/redact.ts'
import { restoreSummary, undoSummary } from '../report/restore-summary.ts'
import { undoSwap } from '../restore-undo.ts'
import { readInputs } from '../settings/inputs.ts'
import { secretsIn } from '../settings/secrets.ts'
import { runRestore } from './run-restore.ts'
import { abortOnSignals } from './signals.ts'

const secrets = secretsIn(process.env, [])
mask(secrets)
const redact = redactor(secrets)
const report = new GitHubReport(redact)
try {
  const { settings } = readInputs('restore', process.env)
  const signal = abortOnSignals()
  if (settings.undo) {
    const result = await undoSwap(settings.target, { now: new Date(), report })
    await tell(undoOutputs(result), undoSummary(result))
  } else {
    const result = await runRestore(settings, { signal, report })
    await tell(restoreOutputs(result), restoreSummary(result))
  }
} catch (error) {
  report.failed('Restore failed', error)
  if (!(error instanceof PgdrillError)) report.info(redact((error as Error).stack ?? String(error)))
  process.exitCode = error instanceof PgdrillError ? error.exitCode : 1
}

async function tell(outputs: Readonly<Record<string, unknown>>, summary: string): Promise<void> {
  setOutputs(outputs)
  if (process.env.GITHUB_STEP_SUMMARY) await writeSummary(redact(summary))
}
