import type { RawText } from './client-encoding.ts'
import { RowDigest, type RowsContent } from './row-digest.ts'
import { type SqlSink, SqlSplitter, type StringRules } from './sql-splitter.ts'

/** How to read the rows that follow a statement. */
export interface RowsAhead {
  columns: readonly RawText[]
  /** The columns' order does not count. */
  byName: boolean
  take(content: RowsContent): void
}

/** Gets a dump's statements and comments, in order, and says where rows follow. */
export interface DumpSink extends SqlSink {
  /** What the statements so far have set. */
  readonly session: StringRules
  /** Looked at after each statement: the rows that follow it, once. */
  takeRowsAhead(): RowsAhead | undefined
}

const NEWLINE = 0x0a

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
    for (let at = 0; at < bytes.length; ) at = this.#read(bytes, at)
  }

  /** Whether the text may end here: outside statements, comments and rows. What there is of cut rows is handed over. */
  end(): boolean {
    const isWhole = this.#splitter.isBetween && !this.#ahead
    if (this.#inRows) this.#endRows()
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
    if (newline === -1) return bytes.length
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
    this.#ahead?.take(this.#rows.content)
    this.#ahead = undefined
    this.#inRows = false
  }
}
