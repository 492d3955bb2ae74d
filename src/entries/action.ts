import { PgdrillError, StoppedError } from '../errors.ts'
import { GitHubReport, mask, setOutputs, writeSummary } from '../report/github.ts'
import { escaped } from '../report/markdown.ts'
import { redactor } from '../report/redact.ts'
import type { Report } from '../report/report.ts'
import { type ActionCommand, readInputs } from '../settings/inputs.ts'
import { secretsIn } from '../settings/secrets.ts'
import { applyEnvironment } from './environment.ts'
import { outliveReaders } from './outlive-readers.ts'
import { abortOnSignals } from './signals.ts'

/** What an action gives back, also when it has failed in part. */
export interface ActionAnswer {
  outputs: Readonly<Record<string, unknown>>
  summary: string
  /** What makes the run a failure all the same. */
  shortfall?: PgdrillError | undefined
}

type Settings<C extends ActionCommand> = ReturnType<typeof readInputs<C>>['settings']

/** Runs a command as an action: secrets are masked before the first line, and a failure is one annotation. */
export async function runAction<C extends ActionCommand>(
  command: C,
  failure: string,
  act: (settings: Settings<C>, tools: { signal: AbortSignal; report: Report }) => Promise<ActionAnswer>,
): Promise<void> {
  outliveReaders()
  const secrets = secretsIn(process.env, [])
  mask(secrets)
  const redact = redactor(secrets)
  const report = new GitHubReport(redact)
  try {
    const { settings, environment } = readInputs(command, process.env)
    applyEnvironment(environment)
    const { outputs, summary, shortfall } = await act(settings, { signal: abortOnSignals(), report })
    setOutputs(outputs)
    if (process.env.GITHUB_STEP_SUMMARY && summary !== '')
      await writeSummary(redactor([...secrets, ...secrets.map(escaped)])(summary))
    if (shortfall !== undefined) throw shortfall
  } catch (error) {
    report.failed(failure, error)
    if (!(error instanceof PgdrillError)) report.info(redact((error as Error).stack ?? String(error)))
    process.exitCode = error instanceof PgdrillError ? error.exitCode : 1
    // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
    if (error instanceof StoppedError) process.exit()
  }
}
