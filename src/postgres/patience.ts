import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import { codeOf } from './sqlstate.ts'

const patienceMs = 20_000
const stoppedMs = 5_000
const pauseMs = 250

/**
 * Does what has to be done after something went wrong: a server that restarts, a connection that was cut, or one that is
 * not to be had, is asked again for 20 s. Whoever has been `stopped` has 5 s for all of it, for a job that is cancelled is
 * killed soon after. @throws what `act` throws
 */
export async function patiently<T>(
  act: (limit?: AbortSignal) => Promise<T>,
  { stopped = false }: { stopped?: boolean } = {},
): Promise<T> {
  const limit = stopped ? AbortSignal.timeout(stoppedMs) : undefined
  for (const deadline = performance.now() + (stopped ? stoppedMs : patienceMs); ; ) {
    try {
      return await act(limit)
    } catch (error) {
      if (limit?.aborted || performance.now() > deadline || !isMomentary(error)) throw error
    }
    await sleep(pauseMs)
  }
}

// The server stops, starts, has no connection left, or has ended the session (57P05: one that was idle); the connection is
// gone (class 08).
const codes = /^(57P0[1-5]|53300|08\w{3}|25P03|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|NOENT))$/
const words = /Connection terminated|not queryable|timeout expired|Client has encountered a connection error/

function isMomentary(error: unknown): boolean {
  return codes.test(codeOf(error)) || words.test(messageOf(error))
}
