/**
 * The chunks of `source` until it ends, or until `signal` aborts: then it throws the signal's reason at once, even while
 * the source is silent. The source is told to stop whenever it is left before its end.
 */
export async function* takeUntil<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  signal.throwIfAborted()
  const chunks = source[Symbol.asyncIterator]()
  let silent = false
  let ended = false
  // One listener for the whole stream: Promise.race against one long promise would keep a reaction for each chunk.
  let giveUp: (() => void) | undefined
  const onAbort = () => giveUp?.()
  signal.addEventListener('abort', onAbort)
  const next = () =>
    new Promise<IteratorResult<T>>((resolve, reject) => {
      giveUp = () => reject(signal.reason)
      chunks.next().then(resolve, reject)
    })
  try {
    while (!ended) {
      silent = true
      const result = await next()
      silent = false
      signal.throwIfAborted()
      ended = result.done === true
      if (!result.done) yield result.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    if (!ended) await leave(chunks, silent)
  }
}

/** An async generator answers `return` only after its pending `next`, which may never come: so that is not awaited. */
async function leave(chunks: AsyncIterator<unknown>, silent: boolean): Promise<void> {
  const left = (async () => chunks.return?.())().catch(() => {})
  if (!silent) await left
}
