import { PgdrillError, StoppedError } from '../errors.ts'
import { GitHubReport, mask, setOutputs, writeSummary } from '../report/github.ts'
import { backupOutputs } from '../report/outputs.ts'
import { redactor } from '../report/redact.ts'
import { backupSummary } from '../report/summary.ts'
import { readInputs } from '../settings/inputs.ts'
import { secretsIn } from '../settings/secrets.ts'
import { applyEnvironment } from './environment.ts'
import { runBackup, shortfallOf } from './run-backup.ts'
import { abortOnSignals } from './signals.ts'

const secrets = secretsIn(process.env, [])
mask(secrets)
const redact = redactor(secrets)
const report = new GitHubReport(redact)
try {
  const { settings, environment } = readInputs('backup', process.env)
  applyEnvironment(environment)
  const result = await runBackup(settings, { signal: abortOnSignals(), report })
  setOutputs(backupOutputs(result))
  if (process.env.GITHUB_STEP_SUMMARY) await writeSummary(redact(backupSummary(result)))
  const shortfall = shortfallOf(result)
  if (shortfall !== undefined) throw shortfall
} catch (error) {
  report.failed('Backup failed', error)
  if (!(error instanceof PgdrillError)) report.info(redact((error as Error).stack ?? String(error)))
  process.exitCode = error instanceof PgdrillError ? error.exitCode : 1
  // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
  if (error instanceof StoppedError) process.exit()
}
