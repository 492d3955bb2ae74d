/** A piece of an upload. `body` may be used again once it was given back. */
export interface Part {
  /** From 1. */
  number: number
  body: Buffer
  /** Nothing comes after it; only this one may be shorter, or empty. */
  last: boolean
}

/** Cuts a stream into parts, copying it into buffers of the pool; waits for a free one when all are in use. */
export async function* cutIntoParts(
  chunks: AsyncIterable<Uint8Array>,
  pool: BufferPool,
): AsyncGenerator<Part, void> {
  let number = 1
  let body = await pool.take()
  let filled = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      if (filled === body.length) {
        yield { number, body, last: false }
        number++
        body = await pool.take()
        filled = 0
      }
      const piece = chunk.subarray(at, at + body.length - filled)
      body.set(piece, filled)
      filled += piece.length
      at += piece.length
    }
  }
  yield { number, body: body.subarray(0, filled), last: true }
}

/** A bounded number of buffers of one size, made when first needed and used again: memory stays flat. */
export class BufferPool {
  readonly #bytes: number
  readonly #signal: AbortSignal
  readonly #free: Buffer[] = []
  #left: number
  #give: ((buffer: Buffer) => void) | undefined

  /** `signal` ends the wait for a free buffer. */
  constructor({ bytes, count, signal }: { bytes: number; count: number; signal: AbortSignal }) {
    this.#bytes = bytes
    this.#left = count
    this.#signal = signal
  }

  /** For one taker at a time. */
  async take(): Promise<Buffer> {
    this.#signal.throwIfAborted()
    const free = this.#free.pop()
    if (free !== undefined) return free
    if (this.#left === 0) return this.#wait()
    this.#left--
    return Buffer.allocUnsafeSlow(this.#bytes)
  }

  give(buffer: Buffer): void {
    if (this.#give === undefined) this.#free.push(buffer)
    else this.#give(buffer)
  }

  #wait(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(this.#signal.reason)
      this.#signal.addEventListener('abort', onAbort, { once: true })
      this.#give = (buffer) => {
        this.#give = undefined
        this.#signal.removeEventListener('abort', onAbort)
        resolve(buffer)
      }
    })
  }
}
