import { PgdrillError } from '../errors.ts'
import { GitHubReport, mask, setOutputs, writeSummary } from '../report/github.ts'
import { redactor } from '../report/redact.ts'
import { verifyOutputs } from '../report/verify-lines.ts'
import { verifySummary } from '../report/verify-summary.ts'
import { readInputs } from '../settings/inputs.ts'
import { secretsIn } from '../settings/secrets.ts'
import { runVerify, shortfallOfDrill } from './run-verify.ts'
import { abortOnSignals } from './signals.ts'

const secrets = secretsIn(process.env, [])
mask(secrets)
const redact = redactor(secrets)
const report = new GitHubReport(redact)
try {
  const { settings } = readInputs('verify', process.env)
  const result = await runVerify(settings, { signal: abortOnSignals(), report })
  setOutputs(verifyOutputs(result))
  if (process.env.GITHUB_STEP_SUMMARY) await writeSummary(redact(verifySummary(result)))
  const shortfall = shortfallOfDrill(result)
  if (shortfall !== undefined) throw shortfall
} catch (error) {
  report.failed('Drill not passed', error)
  if (!(error instanceof PgdrillError)) report.info(redact((error as Error).stack ?? String(error)))
  process.exitCode = error instanceof PgdrillError ? error.exitCode : 1
}
