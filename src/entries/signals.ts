import { StoppedError } from '../errors.ts'

/**
 * Aborts, with a StoppedError, at the first SIGINT, SIGTERM or SIGHUP (a terminal that went away; Node undoes nohup). What
 * follows is cleaning up, which further ones do not cut short.
 */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => controller.abort(new StoppedError(name)))
  }
  return controller.signal
}
