/** A stretch of SQL in which semicolons mean nothing: a string, a quoted name, a comment, a dollar-quoted body. */
export interface Region {
  /** Reads on from `at`: the place behind the region's end, or -1 when it goes on beyond this chunk. */
  end(chunk: Buffer, at: number): number
}

const NEWLINE = 0x0a
const RETURN = 0x0d
const SPACE = 0x20
const DOLLAR = 0x24
const QUOTE = 0x27
const STAR = 0x2a
const DASH = 0x2d
const SLASH = 0x2f
const COLON = 0x3a
const SEMICOLON = 0x3b
const BACKSLASH = 0x5c

// Longer than any tag someone wrote; what follows a longer one cannot be followed.
const LONGEST_TAG = 65_536

/** `'...'` or `"..."` without escapes. A doubled quote ends one and begins the next, which comes to the same. */
export class Quoted implements Region {
  readonly #quote: number

  constructor(quote: number) {
    this.#quote = quote
  }

  end(chunk: Buffer, at: number): number {
    return chunk.indexOf(this.#quote, at) + 1 || -1
  }
}

/**
 * `E'...'`, or any `'...'` while standard_conforming_strings is off; with the space and the `--` comments behind it, behind
 * which another string would go on with this one.
 */
export class EscapedString implements Region {
  readonly #rules: { isLead(byte: number): boolean }
  readonly #comment = new LineComment()
  #place: 'inside' | 'escape' | 'quote' | 'behind' | 'dash' | 'comment' = 'inside'
  #isContinued = false

  /** `isLead` tells the first byte of a two-byte character, whose second may look like a backslash. */
  constructor(rules: { isLead(byte: number): boolean }) {
    this.#rules = rules
  }

  /** Where it ends, a string follows. For the server that is one string with this, backslashes and all; psql takes it for a new one. */
  get isContinued(): boolean {
    return this.#isContinued
  }

  end(chunk: Buffer, at: number): number {
    while (at < chunk.length) {
      if (this.#place === 'comment') {
        at = this.#comment.end(chunk, at)
        if (at === -1) return -1
      }
      const byte = chunk[at] as number
      const isInside = this.#place === 'inside' || this.#place === 'escape'
      if (isInside || (this.#place === 'quote' && byte === QUOTE)) this.#place = this.#next(byte)
      else if (byte <= SPACE) this.#place = 'behind'
      else if (byte === DASH) this.#place = this.#place === 'dash' ? 'comment' : 'dash'
      else {
        this.#isContinued = byte === QUOTE && this.#place === 'behind'
        return at
      }
      at++
    }
    return -1
  }

  #next(byte: number): 'inside' | 'escape' | 'quote' {
    if (this.#place === 'escape' || this.#place === 'quote') return 'inside'
    if (byte === QUOTE) return 'quote'
    return byte === BACKSLASH || this.#rules.isLead(byte) ? 'escape' : 'inside'
  }
}

/** From behind `--` to the end of the line, which is not included; as for PostgreSQL, a carriage return is one. */
export class LineComment implements Region {
  end(chunk: Buffer, at: number): number {
    const newline = chunk.indexOf(NEWLINE, at)
    const line = chunk.subarray(at, newline === -1 ? chunk.length : newline)
    const end = line.indexOf(RETURN)
    return end === -1 ? newline : at + end
  }
}

/** A command of psql's, from its backslash to the end of its line. */
export class MetaCommand implements Region {
  #length = 0
  #isSign = false

  /** It is `\;` or `\:`, which are no command: they go on as a statement. */
  get isSign(): boolean {
    return this.#isSign
  }

  end(chunk: Buffer, at: number): number {
    const second = this.#length < 2 ? chunk[at + 1 - this.#length] : undefined
    this.#isSign ||= second === SEMICOLON || second === COLON
    this.#length += chunk.length - at
    return chunk.indexOf(NEWLINE, at)
  }
}

/** What comes behind text that cannot be followed. */
export class Lost implements Region {
  end(): number {
    return -1
  }
}

/** From behind a slash and a star to the matching end: they nest. */
export class BlockComment implements Region {
  #depth = 1
  #previous = 0

  end(chunk: Buffer, at: number): number {
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number
      const opens = byte === STAR && this.#previous === SLASH
      const closes = byte === SLASH && this.#previous === STAR
      this.#previous = opens || closes ? 0 : byte
      if (opens) this.#depth++
      if (closes && --this.#depth === 0) return at + 1
    }
    return -1
  }
}

/** From behind the `$` that may begin `$tag$ ... $tag$`; when it does not (`$1`), the region ends where that shows. */
export class DollarQuoted implements Region {
  readonly #delimiter = [DOLLAR]
  readonly #rules: { hidesAscii: boolean }
  #inTag = true
  #matched = 0
  #isUnclear = false

  constructor(rules: { hidesAscii: boolean }) {
    this.#rules = rules
  }

  /** Nobody knows where the tag ends. */
  get isUnclear(): boolean {
    return this.#isUnclear
  }

  end(chunk: Buffer, at: number): number {
    for (; this.#inTag; at++) {
      if (at >= chunk.length || this.#isUnclear) return -1
      const byte = chunk[at] as number
      if (!this.#isInTag(byte)) return at
      this.#delimiter.push(byte)
      this.#isUnclear = this.#delimiter.length > LONGEST_TAG || (byte > 127 && this.#rules.hidesAscii)
      this.#inTag = byte !== DOLLAR
    }
    return this.#bodyEnd(chunk, at)
  }

  #isInTag(byte: number): boolean {
    const first = this.#delimiter.length === 1
    const character = String.fromCharCode(byte)
    return byte > 127 || byte === DOLLAR || (first ? /[A-Za-z_]/ : /\w/).test(character)
  }

  /** A delimiter has its only `$`s at both ends, so a mismatch can at most be the beginning of the next try. */
  #bodyEnd(chunk: Buffer, at: number): number {
    while (at < chunk.length) {
      if (this.#matched === 0) {
        at = chunk.indexOf(DOLLAR, at)
        if (at === -1) return -1
        this.#matched = 1
        at++
      } else if (chunk[at] === this.#delimiter[this.#matched]) {
        this.#matched++
        at++
        if (this.#matched === this.#delimiter.length) return at
      } else this.#matched = 0
    }
    return -1
  }
}
