import { StoppedError } from '../errors.ts'

/** Aborts, with a StoppedError, at the first SIGINT or SIGTERM; what follows is cleaning up, which further ones do not cut short. */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => controller.abort(new StoppedError(name)))
  }
  return controller.signal
}
