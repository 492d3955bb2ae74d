import * as core from '@actions/core'
import { messageOf, PgdrillError } from '../errors.ts'
import type { Redact } from './redact.ts'
import type { Report } from './report.ts'
import { unobeyed } from './unobeyed.ts'

const logMs = 10_000

/** A report in a workflow run's log. */
export class GitHubReport implements Report {
  readonly #redact: Redact

  constructor(redact: Redact) {
    this.#redact = redact
  }

  info(text: string): void {
    core.info(unobeyed(this.#redact(text)))
  }

  warning(text: string): void {
    core.warning(unobeyed(this.#redact(text)))
  }

  track(describe: () => string): Disposable {
    const timer = setInterval(() => this.info(describe()), logMs)
    return { [Symbol.dispose]: () => clearInterval(timer) }
  }

  /** One annotation: the title says what failed, the text what to do. */
  failed(title: string, error: unknown): void {
    const text =
      error instanceof PgdrillError
        ? error.cure === undefined
          ? error.what
          : `${error.what}\nTo do: ${error.cure}`
        : messageOf(error)
    core.error(unobeyed(this.#redact(text)), { title })
  }
}

/** Has the runner hide the secrets in everything that follows, whoever prints it. */
export function mask(secrets: readonly string[]): void {
  for (const secret of secrets) {
    // The runner masks line by line.
    for (const line of secret.split(/\r?\n/)) if (line !== '') core.setSecret(line)
  }
}

export function setOutputs(outputs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value ?? '')
}

/** Adds to the job's summary. A step's summary above 1 MiB is dropped whole by GitHub: ours stays far below. */
export async function writeSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown, true).write()
}
