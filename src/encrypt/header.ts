import { DecryptionError } from './errors.ts'
import { nonceBytes } from './payload.ts'

/** What an age file begins with. */
export const intro = 'age-encryption.org/v1\n'

// Enough for 500 post-quantum recipients; a file that is none of age's is not read into memory.
const mostBytes = 1024 * 1024

export interface Head {
  /** Up to and with the line of its MAC. */
  header: Buffer
  nonce: Buffer
  /** The beginning of the payload. */
  rest: Buffer
}

/** Reads the beginning of an age file. */
export class HeadReader {
  readonly #what: string
  #read: Buffer = Buffer.alloc(0)

  /** `what` is what an error calls it. */
  constructor(what: string) {
    this.#what = what
  }

  /** The head, once all of it has been added. @throws DecryptionError when it is none of age's */
  add(chunk: Uint8Array): Head | undefined {
    this.#read = Buffer.concat([this.#read, chunk])
    const read = this.#read
    const start = read.toString('latin1', 0, intro.length)
    if (!intro.startsWith(start)) throw this.#error('it is no age file')
    const mac = read.indexOf('\n--- ', 0, 'latin1')
    const end = mac === -1 ? -1 : read.indexOf('\n', mac + 1, 'latin1') + 1
    if (end < 1 || read.length < end + nonceBytes) {
      if (read.length > mostBytes) throw this.#error('its header has no end')
      return undefined
    }
    const body = end + nonceBytes
    return { header: read.subarray(0, end), nonce: read.subarray(end, body), rest: read.subarray(body) }
  }

  /** What to say when the file ends here. */
  cutShort(): DecryptionError {
    return this.#error('it is cut short')
  }

  #error(why: string): DecryptionError {
    return new DecryptionError(`cannot decrypt ${this.#what}: ${why}`)
  }
}
