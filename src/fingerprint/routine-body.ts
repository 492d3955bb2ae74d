const LONGEST_KEYWORD = 9 // procedure

/**
 * Follows the words of a statement to know when its semicolons lie inside BEGIN ATOMIC ... END, the body of an
 * SQL-standard function. As psql does (psqlscan.l), but for a function that is itself named `begin`: psql takes that
 * name for a body's beginning, so it cannot restore such a dump, which is whole all the same.
 */
export class RoutineBody {
  readonly #word = Buffer.alloc(LONGEST_KEYWORD)
  #length = 0
  /** The statement's first words, as far as they can begin CREATE OR REPLACE FUNCTION. */
  #beginning = ''
  #kind: 'unknown' | 'routine' | 'other' = 'unknown'
  #previous = ''
  #depth = 0

  /** A statement begins. */
  restart(): void {
    this.#length = 0
    this.#beginning = ''
    this.#kind = 'unknown'
    this.#previous = ''
    this.#depth = 0
  }

  get inBody(): boolean {
    return this.#depth > 0
  }

  get inWord(): boolean {
    return this.#length > 0
  }

  /** Whether the word at hand makes the string that follows it an `E'...'`. */
  get isEscapePrefix(): boolean {
    return this.#length === 1 && (this.#word[0] === 0x45 || this.#word[0] === 0x65)
  }

  /** Whether the word at hand begins as a number does. */
  get isNumber(): boolean {
    const first = this.#word[0] as number
    return this.#length > 0 && first >= 0x30 && first <= 0x39
  }

  /** A word, or a piece of one that goes on with the next. */
  add(chunk: Buffer, from: number, to: number): void {
    for (let at = from; at < to && this.#length + at - from < LONGEST_KEYWORD; at++) {
      this.#word[this.#length + at - from] = chunk[at] as number
    }
    this.#length += to - from
  }

  /** The word at hand, if any, is over; `parens` are open around it. */
  end(parens: number): void {
    if (this.#length > 0 && this.#kind !== 'other') this.#note(parens)
    this.#length = 0
  }

  #note(parens: number): void {
    const word =
      this.#length > LONGEST_KEYWORD ? '' : this.#word.toString('latin1', 0, this.#length).toLowerCase()
    if (this.#kind === 'unknown') this.#begin(word)
    else if (parens === 0) this.#nest(word)
  }

  #begin(word: string): void {
    this.#beginning += `${word} `
    if (/^create (or replace )?(function|procedure) $/.test(this.#beginning)) this.#kind = 'routine'
    else if (!'create or replace '.startsWith(this.#beginning)) this.#kind = 'other'
  }

  /** CASE ends with END as well. */
  #nest(word: string): void {
    if (this.#depth === 0) this.#depth = Number(this.#previous === 'begin' && word === 'atomic')
    else if (word === 'case') this.#depth++
    else if (word === 'end') this.#depth--
    this.#previous = word
  }
}
