import { DecompressionError } from './decompression-error.ts'

const MAGIC = 0xfd2fb528
const SKIPPABLE = 0x184d2a50

/**
 * Takes a file of zstd frames apart, one frame at a time, by the lengths that frames and blocks say (RFC 8878, 3.1).
 * Skippable frames, as pzstd writes them, are left out.
 */
export class ZstdFrames {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Each frame's bytes, to be read before the next one is asked for. @throws DecompressionError where the file is cut */
  async *all(): AsyncGenerator<AsyncIterable<Uint8Array>> {
    let any = false
    while (await this.#more()) {
      any = true
      const magic = await this.#take(4)
      const number = magic.readUInt32LE()
      if (number === MAGIC) yield this.#frame(magic)
      else if ((number & 0xfffffff0) >>> 0 === SKIPPABLE) await this.#skip()
      else throw refused(any && number !== 0 ? 'there are bytes that are no zstd' : 'it is no zstd')
    }
    if (!any) throw refused('there are no bytes')
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }

  async *#frame(magic: Buffer): AsyncGenerator<Uint8Array> {
    yield magic
    const descriptor = await this.#take(1)
    const flags = descriptor[0] as number
    yield descriptor
    yield await this.#take(headerBytes(flags))
    for (let isLast = false; !isLast; ) {
      const header = await this.#take(3)
      yield header
      const value = header.readUIntLE(0, 3)
      isLast = (value & 1) === 1
      // A block of one repeated byte (type 1) holds that byte alone.
      yield* this.#pass((value & 6) === 2 ? 1 : value >>> 3)
    }
    if ((flags & 4) !== 0) yield await this.#take(4)
  }

  async #skip(): Promise<void> {
    const bytes = (await this.#take(4)).readUInt32LE()
    for await (const _ of this.#pass(bytes));
  }

  async #take(bytes: number): Promise<Buffer> {
    const pieces: Uint8Array[] = []
    for await (const piece of this.#pass(bytes)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  async *#pass(bytes: number): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0; ) {
      if (!(await this.#more())) throw refused('it ends in the middle')
      const piece = this.#held.subarray(0, left)
      this.#held = this.#held.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  async #more(): Promise<boolean> {
    while (this.#held.length === 0) {
      const { done, value } = await this.#source.next()
      if (done) return false
      this.#held = value
    }
    return true
  }
}

/** Of window, dictionary and content size, as the descriptor's flags say. */
function headerBytes(flags: number): number {
  const isSingleSegment = (flags & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][flags & 3] as number
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >>> 6] as number
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize
}

function refused(why: string): DecompressionError {
  return new DecompressionError(`cannot decompress as zstd: ${why}`)
}
