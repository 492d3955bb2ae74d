/** A block of a stream; whoever has read it gives its memory back. */
export interface Block {
  bytes: Buffer
  release(): void
}

/**
 * The same bytes in blocks of exactly `blockBytes`, the last one shorter; nothing for an empty source. At most
 * `atOnce` blocks are out at a time: then the source waits until one is released. Their memory is used again and again,
 * since new memory for each costs more than compressing it (measured: a sixth of the run was garbage collection).
 */
export async function* inBlocks(
  source: AsyncIterable<Uint8Array>,
  blockBytes: number,
  atOnce: number,
): AsyncGenerator<Block> {
  const pool = new Pool(blockBytes, atOnce)
  let memory = await pool.take()
  let filled = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, blockBytes - filled)
      memory.set(at === 0 && taken === chunk.length ? chunk : chunk.subarray(at, at + taken), filled)
      at += taken
      filled += taken
      if (filled < blockBytes) continue
      yield pool.lend(memory, filled)
      memory = await pool.take()
      filled = 0
    }
  }
  if (filled > 0) yield pool.lend(memory, filled)
}

class Pool {
  readonly #bytes: number
  #unmade: number
  readonly #free: Buffer[] = []
  #waiting: ((memory: Buffer) => void) | undefined

  constructor(bytes: number, count: number) {
    this.#bytes = bytes
    this.#unmade = count
  }

  take(): Buffer | Promise<Buffer> {
    const free = this.#free.pop()
    if (free !== undefined) return free
    if (this.#unmade > 0) {
      this.#unmade -= 1
      return Buffer.allocUnsafeSlow(this.#bytes)
    }
    return new Promise((resolve) => {
      this.#waiting = resolve
    })
  }

  lend(memory: Buffer, filled: number): Block {
    return { bytes: memory.subarray(0, filled), release: () => this.#release(memory) }
  }

  #release(memory: Buffer): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting === undefined) this.#free.push(memory)
    else waiting(memory)
  }
}
