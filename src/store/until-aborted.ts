/**
 * What `work` gives, or the signal's reason as soon as that aborts: for questions, which leave nothing to clean up. A
 * server that hangs is then not waited for, but a timer or a socket can still keep the process alive.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
