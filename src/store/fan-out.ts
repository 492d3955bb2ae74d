/** Reads one branch of a fan-out to its end; a rejection drops the branch. */
export type Sink = (branch: AsyncIterable<Uint8Array>) => Promise<void>

/**
 * Feeds one source to several sinks at the pace of the slowest. A sink that fails is dropped and the others go on; the
 * source is read only while a sink is left. Resolves, once every sink has settled, with how each ended.
 * @throws the source's own error, after every sink has seen it and settled
 */
export async function fanOut(
  source: AsyncIterable<Uint8Array>,
  sinks: readonly Sink[],
): Promise<PromiseSettledResult<void>[]> {
  const branches = sinks.map(() => new Branch())
  const settled = sinks.map(async (sink, index) => {
    const branch = branches[index] as Branch
    try {
      await sink(branch)
    } finally {
      branch.drop()
    }
  })
  const outcome = Promise.allSettled(settled)
  try {
    await feed(source, branches)
  } catch (error) {
    for (const branch of branches) branch.fail(error)
    await outcome
    throw error
  }
  return outcome
}

async function feed(source: AsyncIterable<Uint8Array>, branches: readonly Branch[]): Promise<void> {
  for await (const chunk of source) {
    const open = branches.filter((branch) => !branch.dropped)
    if (open.length === 0) return
    await Promise.all(open.map((branch) => branch.push(chunk)))
  }
  await Promise.all(branches.map((branch) => branch.end()))
}

type Item = { chunk: Uint8Array } | { end: true } | { error: unknown }

/** One chunk at a time is handed over: push waits until the reader has taken it, or has gone. */
class Branch implements AsyncIterable<Uint8Array> {
  dropped = false
  #waiting: Item | undefined
  #wakeReader: (() => void) | undefined
  #wakeWriter: (() => void) | undefined

  push(chunk: Uint8Array): Promise<void> {
    return this.#hand({ chunk })
  }

  end(): Promise<void> {
    return this.#hand({ end: true })
  }

  fail(error: unknown): void {
    this.#waiting = { error }
    this.#wakeReader?.()
  }

  drop(): void {
    this.dropped = true
    this.#waiting = undefined
    this.#wakeWriter?.()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    try {
      for (;;) {
        const item = await this.#take()
        if ('error' in item) throw item.error
        if ('end' in item) return
        yield item.chunk
      }
    } finally {
      this.drop()
    }
  }

  async #hand(item: Item): Promise<void> {
    if (this.dropped) return
    this.#waiting = item
    this.#wakeReader?.()
    await new Promise<void>((resolve) => {
      this.#wakeWriter = resolve
    })
  }

  async #take(): Promise<Item> {
    while (this.#waiting === undefined) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve
      })
    }
    const item = this.#waiting
    this.#waiting = undefined
    this.#wakeWriter?.()
    return item
  }
}
