import type { Readable } from 'node:stream'

const keptCharacters = 16_384
const lineCharacters = 4_000

/**
 * What psql or pg_restore says on stderr: from the first error on, for that is the one that counts, and the statement
 * that follows it can be of any length. Without an error, the end of it.
 */
export class FirstError {
  #text = ''
  #line = ''
  #found = false

  constructor(stream: Readable) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => this.#add(text))
  }

  get text(): string {
    return (this.#text + this.#line).slice(0, keptCharacters)
  }

  #add(text: string): void {
    const [rest = '', ...others] = text.split('\n')
    this.#line = (this.#line + rest).slice(0, lineCharacters)
    for (const next of others) {
      this.#keep(`${this.#line}\n`)
      this.#line = next.slice(0, lineCharacters)
    }
  }

  #keep(line: string): void {
    if (!this.#found && /(error|ERROR|FATAL|PANIC): /.test(line)) {
      this.#found = true
      this.#text = ''
    }
    if (!this.#found) this.#text = `${this.#text}${line}`.slice(-keptCharacters)
    else if (this.#text.length < keptCharacters) this.#text += line
  }
}
