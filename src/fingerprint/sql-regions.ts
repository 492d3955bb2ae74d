/** A stretch of SQL in which semicolons mean nothing: a string, a quoted name, a comment, a dollar-quoted body. */
export interface Region {
  /** Reads on from `at`: the place behind the region's end, or -1 when it goes on beyond this chunk. */
  end(chunk: Buffer, at: number): number
}

const NEWLINE = 0x0a
const DOLLAR = 0x24
const QUOTE = 0x27
const STAR = 0x2a
const SLASH = 0x2f
const BACKSLASH = 0x5c

// Longer than any tag someone wrote; past it the `$` was none's beginning.
const LONGEST_TAG = 1024

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

/** `E'...'`, or any `'...'` while standard_conforming_strings is off. */
export class EscapedString implements Region {
  readonly #rules: { isLead(byte: number): boolean }
  #skip = false
  #closing = false

  /** `isLead` tells the first byte of a two-byte character, whose second may look like a backslash. */
  constructor(rules: { isLead(byte: number): boolean }) {
    this.#rules = rules
  }

  end(chunk: Buffer, at: number): number {
    for (; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (this.#skip) this.#skip = false
      else if (this.#closing) {
        if (byte !== QUOTE) return at
        this.#closing = false
      } else if (byte === QUOTE) this.#closing = true
      else this.#skip = byte === BACKSLASH || this.#rules.isLead(byte)
    }
    return -1
  }
}

/** From behind `--` to the end of the line, the newline not included. */
export class LineComment implements Region {
  end(chunk: Buffer, at: number): number {
    return chunk.indexOf(NEWLINE, at)
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
  #inTag = true
  #matched = 0

  end(chunk: Buffer, at: number): number {
    for (; this.#inTag; at++) {
      if (at === chunk.length) return -1
      const byte = chunk[at] as number
      if (!this.#isInTag(byte)) return at
      this.#delimiter.push(byte)
      this.#inTag = byte !== DOLLAR
    }
    return this.#bodyEnd(chunk, at)
  }

  #isInTag(byte: number): boolean {
    const first = this.#delimiter.length === 1
    if (this.#delimiter.length > LONGEST_TAG) return false
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
