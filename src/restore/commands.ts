import { PgdrillError } from '../errors.ts'
import { ChildError, textOf } from '../postgres/child.ts'
import type { RestoreRequest } from '../restore.ts'

/** The user's commands around the change: stop the application before, start it after. */
export class Changing {
  readonly #request: RestoreRequest
  #begun = false

  constructor(request: RestoreRequest) {
    this.#request = request
  }

  async begin(): Promise<void> {
    if (this.#begun) return
    this.#begun = true
    await this.#run('before-command', this.#request.beforeCommand, {}, this.#request.signal)
  }

  /** Whatever stopped the restore: the application is to start again. */
  async end(result: 'restored' | 'failed'): Promise<void> {
    if (!this.#begun) return
    const never = new AbortController().signal
    await this.#run('after-command', this.#request.afterCommand, { PGDRILL_RESULT: result }, never)
  }

  async #run(option: string, command: string | undefined, more: Record<string, string>, signal: AbortSignal) {
    if (command === undefined) return
    const { environment, target, report } = this.#request
    const program = {
      path: '/bin/sh',
      arguments: ['-c', command],
      environment: { ...environment, PGDRILL_DATABASE: target.database, ...more },
    }
    try {
      const said = (await textOf(program, signal)).trim()
      report.info(`${option} is done${said && `: ${said}`}`)
    } catch (error) {
      if (!(error instanceof ChildError)) throw error
      throw new PgdrillError(
        `${option} failed: ${error.message}; it said: ${error.stderr.trim() || 'nothing'}`,
        { cause: error },
      )
    }
  }
}
