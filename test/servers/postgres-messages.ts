export type Side = 'client' | 'server'

export interface Message {
  /** Its type; empty for what opens a connection. */
  letter: string
  /** The text of a Query or a Parse. */
  sql: string | undefined
  /** The whole of it. */
  bytes: Buffer
}

// A StartupMessage has the protocol's version here; requests for TLS, GSS and a cancel have these.
const requests = { tls: 80_877_103, gss: 80_877_104 }

/** Takes one connection's two streams apart into the messages of PostgreSQL's protocol, version 3, in plain text. */
export class Messages {
  readonly #held: Record<Side, Buffer> = { client: Buffer.alloc(0), server: Buffer.alloc(0) }
  #started = false
  /** Answers of one letter that the server owes, to requests for TLS and GSS. */
  #owed = 0

  /** 0 where too little is there to tell. */
  #lengthOf(from: Side, bytes: Buffer): number {
    if (from === 'server' && this.#owed > 0) return bytes.length > 0 ? 1 : 0
    const typed = from === 'server' || this.#started ? 1 : 0
    return bytes.length >= typed + 4 ? typed + bytes.readInt32BE(typed) : 0
  }

  *read(from: Side, chunk: Buffer): Generator<Message> {
    let rest = Buffer.concat([this.#held[from], chunk])
    for (let length = this.#lengthOf(from, rest); length > 0 && rest.length >= length; ) {
      yield this.#message(from, rest.subarray(0, length))
      rest = rest.subarray(length)
      length = this.#lengthOf(from, rest)
    }
    this.#held[from] = rest
  }

  #message(from: Side, bytes: Buffer): Message {
    if (from === 'server' && this.#owed > 0) {
      this.#owed -= 1
      return { letter: '', sql: undefined, bytes }
    }
    if (from === 'client' && !this.#started) {
      const code = bytes.readInt32BE(4)
      if (code === requests.tls || code === requests.gss) this.#owed += 1
      else this.#started = true
      return { letter: '', sql: undefined, bytes }
    }
    const letter = String.fromCharCode(bytes[0] as number)
    return { letter, sql: from === 'client' ? sqlOf(letter, bytes) : undefined, bytes }
  }
}

function sqlOf(letter: string, bytes: Buffer): string | undefined {
  if (letter === 'Q') return bytes.toString('utf8', 5, bytes.length - 1)
  if (letter !== 'P') return undefined
  const name = bytes.indexOf(0, 5)
  return bytes.toString('utf8', name + 1, bytes.indexOf(0, name + 1))
}
