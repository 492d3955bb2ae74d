import type { RawText } from './client-encoding.ts'
import { RowDigest, type RowsContent } from './row-digest.ts'
import { type SqlSink, SqlSplitter, type StringRules } from './sql-splitter.ts'

/** How to read the rows that follow a statement. */
export interface RowsAhead {
  columns: readonly RawText[]
  /** The columns' order does not count. */
  byName: boolean
  /** Undefined where rows cannot be told from lines. */
  take(content: RowsContent | undefined): void
}

/** Gets a dump's statements and comments, in order, and says where rows follow. */
export interface DumpSink extends SqlSink {
  /** What the statements so far have set. */
  readonly session: StringRules
  /** Where psql would read on is not sure, so nothing is read on. */
  readonly isLost: boolean
  /** Looked at after each statement: the rows that follow it, once. */
  takeRowsAhead(): RowsAhead | undefined
  /** The text has ended in this statement, which psql runs all the same. */
  unfinished(text: Buffer): void
}

const NEWLINE = 0x0a
const SPACE = 0x20

/** Tells a dump's SQL from its COPY data, and counts and hashes the data. Text comes in pieces of any size. */
export class DumpReader {
  readonly #sink: DumpSink
  readonly #splitter: SqlSplitter
  readonly #rows = new RowDigest()
  #ahead: RowsAhead | undefined
  /** Rows begin on the line after the statement's. */
  #inRows = false

  constructor(sink: DumpSink) {
    this.#sink = sink
    this.#splitter = new SqlSplitter(sink, sink.session)
  }

  write(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    // psql reads lines as C does, for which it ends one; pg_dump can write none.
    const zero = bytes.indexOf(0)
    const end = zero === -1 ? bytes.length : zero
    this.#readAll(bytes.subarray(0, end))
    if (zero !== -1) this.#sink.lost('a zero byte')
  }

  #readAll(bytes: Buffer): void {
    for (let at = 0; at < bytes.length && !this.#sink.isLost; ) at = this.#read(bytes, at)
  }

  /** Whether the text may end here: outside statements, comments and rows. What there is of cut rows is handed over. */
  end(): boolean {
    const isWhole = this.#splitter.isBetween && !this.#ahead && !this.#sink.isLost
    if (this.#inRows) this.#endRows()
    else if (!this.#sink.isLost) this.#splitter.end((text) => this.#sink.unfinished(text))
    return isWhole
  }

  #read(bytes: Buffer, at: number): number {
    if (this.#inRows) return this.#readRows(bytes, at)
    if (this.#ahead) return this.#readLineEnd(bytes, at)
    const end = this.#splitter.read(bytes, at)
    this.#ahead = this.#sink.takeRowsAhead()
    return end
  }

  #readLineEnd(bytes: Buffer, at: number): number {
    const newline = bytes.indexOf(NEWLINE, at)
    const rest = bytes.subarray(at, newline === -1 ? bytes.length : newline)
    // psql would go on with it behind the rows.
    const isAlone = rest.every((byte) => byte <= SPACE)
    if (!isAlone) this.#sink.lost('more than a COPY on its line')
    if (!isAlone || newline === -1) return bytes.length
    if (this.#ahead) this.#rows.begin(this.#ahead.columns, this.#ahead.byName)
    this.#inRows = true
    return newline + 1
  }

  #readRows(bytes: Buffer, at: number): number {
    const end = this.#rows.read(bytes, at)
    if (this.#rows.isEnded) this.#endRows()
    return end
  }

  #endRows(): void {
    // A character's second byte may look like a backslash.
    const isKnown = !this.#sink.isLost && (!this.#rows.isOdd || this.#sink.session.hidesAscii)
    this.#ahead?.take(isKnown ? this.#rows.content : undefined)
    this.#ahead = undefined
    this.#inRows = false
  }
}
