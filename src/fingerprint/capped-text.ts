import { createHash, type Hash } from 'node:crypto'

/** A text that comes in pieces, kept up to a limit; beyond it only its length and its sha256 go on. */
export class CappedText {
  readonly #limit: number
  #kept: Buffer
  #keptBytes = 0
  #hash: Hash | undefined
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limit = limitBytes
    this.#kept = Buffer.alloc(Math.min(limitBytes, 4096))
  }

  add(piece: Buffer): void {
    this.#bytes += piece.length
    const room = this.#limit - this.#keptBytes
    if (piece.length > room && !this.#hash) this.#hash = createHash('sha256').update(this.text)
    this.#hash?.update(piece)
    this.#keep(piece.subarray(0, room))
  }

  #keep(piece: Buffer): void {
    const needed = this.#keptBytes + piece.length
    if (needed > this.#kept.length) {
      const larger = Buffer.alloc(Math.min(this.#limit, Math.max(needed, 2 * this.#kept.length)))
      this.#kept.copy(larger, 0, 0, this.#keptBytes)
      this.#kept = larger
    }
    piece.copy(this.#kept, this.#keptBytes)
    this.#keptBytes = needed
  }

  /** Of the whole text, kept or not. */
  get bytes(): number {
    return this.#bytes
  }

  /** The text as far as it is kept; the next `add` or `clear` may change it. */
  get text(): Buffer {
    return this.#kept.subarray(0, this.#keptBytes)
  }

  /** sha256 of the whole text when `text` is not all of it. Once asked for, the text is over. */
  sha256(): Buffer | undefined {
    return this.#hash?.digest()
  }

  clear(): void {
    this.#bytes = 0
    this.#keptBytes = 0
    this.#hash = undefined
  }
}
