import { createHash } from 'node:crypto'
import { PgdrillError } from '../errors.ts'
import { DumpContents } from './dump-contents.ts'
import { DumpReader } from './dump-reader.ts'
import type { Oddities } from './oddities.ts'
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
// Two qualified names, a function's hundred arguments.
const longestLeftOut = 16_384
const transactionVerb = /^(BEGIN|COMMIT|END|START TRANSACTION)(\s+(WORK|TRANSACTION))?\s*;$/i
// As pg_dump writes them, a line each; no string ends a statement so.
const owner = /^ALTER .* OWNER TO (?:[a-z_0-9]+|"(?:[^"]|"")+");$/
// It takes the extension's owner, on a managed server somebody else, and says what CREATE EXTENSION has said already.
const extensionComment = /^COMMENT ON EXTENSION /
const privilege = /^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) /

/** Statements of a dump that do not go through. */
export interface LeftOut {
  /** What begins and ends transactions, as pg_dump writes it around large objects: within one it would commit it. */
  transactions: boolean
  owners: boolean
  privileges: boolean
}

/**
 * Lets a plain dump's text through, and tells what it was. What is left out becomes blanks, so that lines keep their
 * numbers; strings, function bodies and COPY data are left alone. A COPY that has the server run a program, or use a file
 * of its own, ends the text as an error, before the statement has gone through.
 */
export class DumpGate {
  bytes = 0
  readonly #sha256 = createHash('sha256')
  readonly #contents: Contents
  readonly #reader: DumpReader
  #passed: Passed | undefined

  readonly pass = (source: AsyncIterable<Uint8Array>) => this.#pass(source)

  constructor(leftOut: LeftOut) {
    this.#contents = new Contents(leftOut)
    this.#reader = new DumpReader(this.#contents)
  }

  /** Undefined until the text has ended. */
  get passed(): Passed | undefined {
    return this.#passed
  }

  get oddities(): Oddities {
    return this.#contents.oddities
  }

  async *#pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const lines of wholeLines(this.#measured(source))) {
      this.#reader.write(lines)
      refuseOddities(this.oddities)
      yield lines
    }
    const isWhole = this.#reader.end()
    this.#contents.end()
    refuseOddities(this.oddities)
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

/** The text would do, or might do, what no dump of pg_dump's does. */
export class RefusedDumpError extends PgdrillError {
  constructor(what: string) {
    super(`refused a dump ${what}`, {
      cure: 'pg_dump writes no such thing: find out who did; if it is meant to be there, load the file with psql',
    })
  }
}

/** @throws RefusedDumpError */
export function refuseOddities({ serverCopy, lost }: Oddities): void {
  if (serverCopy !== undefined)
    throw new RefusedDumpError(`that has the server run a program or use a file of its own: ${serverCopy}`)
  if (lost !== undefined)
    throw new RefusedDumpError(`of which it is not sure what psql would make of it: it has ${lost}`)
}

class Contents extends DumpContents {
  readonly #leftOut: LeftOut

  constructor(leftOut: LeftOut) {
    super()
    this.#leftOut = leftOut
  }

  override statement(statement: Statement): void {
    const { text, bytes } = statement
    // The text is the chunk's own bytes, which go on to psql when this returns: chunks end with lines, so it is whole.
    if (this.#isLeftOut(text, bytes)) text.fill(0x20)
    else super.statement(statement)
  }

  #isLeftOut(text: Buffer, bytes: number): boolean {
    if (bytes > longestLeftOut) return false
    const { transactions, owners, privileges } = this.#leftOut
    const sql = text.toString('latin1')
    return (
      (transactions && transactionVerb.test(sql)) ||
      (owners && (owner.test(sql) || extensionComment.test(sql))) ||
      (privileges && privilege.test(sql) && !sql.includes('\n'))
    )
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
