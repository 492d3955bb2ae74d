import { createHash } from 'node:crypto'
import { DumpContents } from './dump-contents.ts'
import { DumpReader } from './dump-reader.ts'
import type { Statement } from './sql-splitter.ts'

/** What a plain dump's text was, known when it has ended. */
export interface Passed {
  bytes: number
  sha256: string
  /** pg_dump made it, as its header says. */
  isDump: boolean
  /** It ends as pg_dump ends a dump. */
  isComplete: boolean
  /** It ends between statements. */
  isWhole: boolean
}

const NEWLINE = 0x0a
const transactionVerb = /^(BEGIN|COMMIT|END|START TRANSACTION)\s*;$/i

/**
 * Lets a plain dump's text through, and tells what it was. With `oneTransaction` the statements that begin and end
 * transactions, which pg_dump writes around large objects, are blanked out: within a transaction they would commit it.
 * Strings, function bodies and COPY data are left alone.
 */
export class DumpGate {
  bytes = 0
  readonly #sha256 = createHash('sha256')
  readonly #contents: Contents
  readonly #reader: DumpReader
  #passed: Passed | undefined

  readonly pass = (source: AsyncIterable<Uint8Array>) => this.#pass(source)

  constructor({ oneTransaction }: { oneTransaction: boolean }) {
    this.#contents = new Contents(oneTransaction)
    this.#reader = new DumpReader(this.#contents)
  }

  /** Undefined until the text has ended. */
  get passed(): Passed | undefined {
    return this.#passed
  }

  async *#pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const lines of wholeLines(this.#measured(source))) {
      this.#reader.write(lines)
      yield lines
    }
    const isWhole = this.#reader.end()
    this.#contents.end()
    this.#passed = {
      bytes: this.bytes,
      sha256: this.#sha256.digest('hex'),
      isDump: this.#contents.serverVersion !== null,
      isComplete: isWhole && this.#contents.isMarkedComplete,
      isWhole,
    }
  }

  async *#measured(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.bytes += chunk.length
      this.#sha256.update(chunk)
      yield chunk
    }
  }
}

class Contents extends DumpContents {
  readonly #oneTransaction: boolean

  constructor(oneTransaction: boolean) {
    super()
    this.#oneTransaction = oneTransaction
  }

  override statement(statement: Statement): void {
    const { text, bytes } = statement
    // The text is the chunk's own bytes, which go on to psql when this returns: chunks end with lines, so it is whole.
    if (this.#oneTransaction && bytes < 40 && transactionVerb.test(text.toString('latin1'))) text.fill(0x20)
    else super.statement(statement)
  }
}

/** Copies of the bytes, cut behind newlines; a longer line than some chunks goes on piece by piece. */
async function* wholeLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    const text = Buffer.concat([held, chunk])
    const end = text.lastIndexOf(NEWLINE) + 1 || (text.length > 65_536 ? text.length : 0)
    if (end > 0) yield text.subarray(0, end)
    held = text.subarray(end)
  }
  if (held.length > 0) yield held
}
