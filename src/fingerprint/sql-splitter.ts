import { CappedText } from './capped-text.ts'
import { RoutineBody } from './routine-body.ts'
import {
  BlockComment,
  DollarQuoted,
  EscapedString,
  LineComment,
  Lost,
  MetaCommand,
  Quoted,
  type Region,
} from './sql-regions.ts'

/** A statement as it stands in the dump, from its first byte to its semicolon. */
export interface Statement {
  /** The text, or its first MiB when it is longer; valid until the sink returns. */
  text: Buffer
  bytes: number
  /** sha256 of the whole, when `text` is not the whole. */
  sha256: Buffer | undefined
}

/** Gets what a dump says outside COPY data, in order. */
export interface SqlSink {
  statement(statement: Statement): void
  /** A `--` comment outside statements, without its newline; its first MiB. */
  comment(text: Buffer): void
  /** Where psql would read on from here is not sure, and why: nothing more will be said. */
  lost(reason: string): void
}

/** What SET statements change about where a string ends. */
export interface StringRules {
  /** As `SET standard_conforming_strings` says: when off, backslashes escape in every string. */
  readonly standardStrings: boolean
  /** Tells the first byte of a two-byte character, for client encodings whose second byte may be a backslash's. */
  isLead(byte: number): boolean
  /** Whether there are such characters in the client encoding. */
  readonly hidesAscii: boolean
}

// COPY's header is the longest statement whose every word is needed: 1,600 columns of 63 bytes, quoted, are 0.4 MB.
const LONGEST_TEXT = 1_048_576

const SPACE = 0x20
const DOUBLE_QUOTE = 0x22
const DOLLAR = 0x24
const QUOTE = 0x27
const OPEN = 0x28
const CLOSE = 0x29
const STAR = 0x2a
const DASH = 0x2d
const SLASH = 0x2f
const SEMICOLON = 0x3b
const BACKSLASH = 0x5c

// What words are made of (scan.l): letters, digits, underscore, every byte above 127; `$` too, but not at the start.
const IN_WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 127 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

/**
 * Splits SQL text into statements where psql does, so that nothing a string, a function's body or a comment says is
 * taken for a statement. Text comes in pieces of any size; a statement of any length costs a MiB at most.
 *
 * The rules are those of PostgreSQL's psqlscan.l. Where that and the server's scan.l part ways, or versions of them do, nobody knows
 * what a text comes to. pg_dump writes none such; here it is the end.
 */
export class SqlSplitter {
  readonly #sink: SqlSink
  readonly #rules: StringRules
  readonly #text = new CappedText(LONGEST_TEXT)
  readonly #words = new RoutineBody()
  #state: 'between' | 'statement' | 'comment' | 'meta-command' = 'between'
  #region: Region | undefined
  #parens = 0
  #previous = 0
  /** Where in the chunk at hand the text not yet kept begins. */
  #from = 0

  constructor(sink: SqlSink, rules: StringRules) {
    this.#sink = sink
    this.#rules = rules
  }

  /** Whether the text may end here: outside statements, and what begins with `--` or a backslash ends with it. */
  get isBetween(): boolean {
    return this.#state !== 'statement' && !(this.#region instanceof BlockComment)
  }

  /** Reads from `at` to behind the statement or comment that ends first, or to the chunk's end. Returns where. */
  read(chunk: Buffer, at: number): number {
    this.#from = at
    while (at < chunk.length) {
      const end = this.#region ? this.#leave(chunk, at) : this.#walk(chunk, at)
      if (end === -1) break
      at = end
      if (this.#state === 'between') return at
    }
    this.#text.add(chunk.subarray(this.#from))
    return chunk.length
  }

  /** No more text will come: hands over the beginning of what has no end. */
  end(take: (unfinished: Buffer) => void): void {
    if (this.#state === 'statement') take(this.#text.text)
  }

  #leave(chunk: Buffer, at: number): number {
    const region = this.#region
    const end = region?.end(chunk, at) ?? at
    if (region instanceof DollarQuoted && region.isUnclear)
      return this.#lose('a dollar quote that is too long, or in an encoding where it may hide others')
    if (region instanceof MetaCommand && region.isSign) return this.#lose('a backslash before a statement')
    if (end === -1) return -1
    if (region instanceof EscapedString && region.isContinued && this.#rules.standardStrings)
      return this.#lose("a string that goes on behind an E'...'")
    this.#region = undefined
    this.#previous = 0
    return this.#state === 'statement' ? end : this.#endAside(chunk, end)
  }

  #walk(chunk: Buffer, at: number): number {
    if (this.#state === 'statement') return this.#code(chunk, at)
    while (at < chunk.length && ((chunk[at] as number) <= SPACE || chunk[at] === SEMICOLON)) at++
    this.#from = at
    if (at === chunk.length) return at
    return this.#begin(chunk[at] as number, at)
  }

  #begin(byte: number, at: number): number {
    this.#state = byte === BACKSLASH ? 'meta-command' : 'statement'
    if (byte === BACKSLASH) this.#region = new MetaCommand()
    this.#words.restart()
    this.#parens = 0
    this.#previous = 0
    return at
  }

  #code(chunk: Buffer, at: number): number {
    while (at < chunk.length) {
      const byte = chunk[at] as number
      if (IN_WORD[byte] === 1 && (byte !== DOLLAR || this.#words.inWord)) {
        at = this.#word(chunk, at)
        if (at === -1) return -1
        continue
      }
      // \; and \: go on with the statement, anything else is a command in the middle of it.
      if (byte === BACKSLASH) return this.#lose('a backslash within a statement')
      const escapes = this.#words.isEscapePrefix
      this.#words.end(this.#parens)
      at++
      if (byte === SEMICOLON && this.#parens === 0 && !this.#words.inBody)
        return this.#endStatement(chunk, at)
      this.#region = this.#regionFrom(byte, escapes)
      this.#previous = byte
      if (this.#region) return this.#enter(at)
      if (byte === OPEN) this.#parens++
      else if (byte === CLOSE && this.#parens > 0) this.#parens--
    }
    return -1
  }

  #word(chunk: Buffer, at: number): number {
    const from = at
    while (at < chunk.length && IN_WORD[chunk[at] as number] === 1) at++
    this.#words.add(chunk, from, at)
    this.#previous = 0
    const word = chunk.subarray(from, at)
    // PostgreSQL 14 ends a number at the first letter, 15 at the next one, 16 at the end.
    if (this.#words.isNumber && word.includes(DOLLAR)) return this.#lose('a $ within a number')
    if (this.#rules.hidesAscii && word.some((byte) => byte > 127))
      return this.#lose(
        'a letter of several bytes outside of quotes, in an encoding where that may hide others',
      )
    return at
  }

  #lose(reason: string): number {
    this.#state = 'statement'
    this.#region = new Lost()
    this.#sink.lost(reason)
    return -1
  }

  #regionFrom(byte: number, escapes: boolean): Region | undefined {
    if (byte === QUOTE && (escapes || !this.#rules.standardStrings)) return new EscapedString(this.#rules)
    if (byte === QUOTE || byte === DOUBLE_QUOTE) return new Quoted(byte)
    if (byte === DOLLAR) return new DollarQuoted(this.#rules)
    if (byte === DASH && this.#previous === DASH) return new LineComment()
    if (byte === STAR && this.#previous === SLASH) return new BlockComment()
    return undefined
  }

  /** A comment that nothing of a statement precedes is part of none. */
  #enter(at: number): number {
    const isComment = this.#region instanceof LineComment || this.#region instanceof BlockComment
    if (isComment && this.#text.bytes + at - this.#from === 2) this.#state = 'comment'
    return at
  }

  #endStatement(chunk: Buffer, end: number): number {
    this.#state = 'between'
    this.#deliver(chunk, end, (text) => this.#sink.statement(text))
    return end
  }

  /** The end of a comment, or of a psql command such as \restrict. */
  #endAside(chunk: Buffer, end: number): number {
    const isComment = this.#state === 'comment'
    this.#state = 'between'
    this.#deliver(chunk, end, ({ text }) => {
      if (isComment) this.#sink.comment(text)
    })
    return end
  }

  #deliver(chunk: Buffer, end: number, take: (statement: Statement) => void): void {
    const piece = chunk.subarray(this.#from, end)
    this.#from = end
    if (this.#text.bytes === 0 && piece.length <= LONGEST_TEXT) {
      take({ text: piece, bytes: piece.length, sha256: undefined })
      return
    }
    this.#text.add(piece)
    take({ text: this.#text.text, bytes: this.#text.bytes, sha256: this.#text.sha256() })
    this.#text.clear()
  }
}
