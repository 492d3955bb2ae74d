/** Text for an error: what was attempted with what and why it failed, and what to do about it. */
export interface ErrorText {
  /** What the person can do about it; a clause in the imperative, no full stop. */
  cure?: string
  cause?: unknown
}

/** A failure pgdrill understands: shown as its message, never with a stack. Exit code 1. */
export class PgdrillError extends Error {
  override readonly name: string = 'PgdrillError'
  readonly exitCode: number = 1
  /** What was attempted and why it failed, without the cure. */
  readonly what: string
  readonly cure: string | undefined

  constructor(what: string, { cure, cause }: ErrorText = {}) {
    super(cure === undefined ? what : `${what}; ${cure}`, cause === undefined ? {} : { cause })
    this.what = what
    this.cure = cure
  }
}

/** Settings that cannot be used, all problems at once; nothing has been contacted yet. Exit code 2. */
export class SettingsError extends PgdrillError {
  override readonly name = 'SettingsError'
  override readonly exitCode = 2
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** It could not be tried, so nothing was proved either way. Exit code 3. */
export class InconclusiveError extends PgdrillError {
  override readonly name = 'InconclusiveError'
  override readonly exitCode = 3
}

/** Stopped by a signal, after cleaning up. Exit code 128 + the signal's number. */
export class StoppedError extends PgdrillError {
  override readonly name = 'StoppedError'
  override readonly exitCode: number
  constructor(signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${signal}`)
    this.exitCode = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }[signal]
  }
}

/** The message of anything thrown, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
