// The least a stopped GitHub job leaves before it kills is 2.5 seconds after SIGTERM, 10 after SIGINT.
const graceMs = 2_000

/**
 * Runs a request that must not be cut off half-way, because one could not know then what it did: when `signal` aborts,
 * the request's own signal follows a moment later.
 */
export async function withGrace<T>(
  signal: AbortSignal,
  request: (late: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const onAbort = () => {
    timer = setTimeout(() => late.abort(signal.reason), graceMs)
  }
  signal.throwIfAborted()
  signal.addEventListener('abort', onAbort)
  try {
    return await request(late.signal)
  } finally {
    signal.removeEventListener('abort', onAbort)
    clearTimeout(timer)
  }
}
