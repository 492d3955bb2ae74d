import type { Redact } from './redact.ts'
import type { Report } from './report.ts'
import { unobeyed } from './unobeyed.ts'

/** Where lines go: process.stderr, or a test's own. */
export interface Terminal {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

const redrawMs = 200
const logMs = 10_000
const clearLine = '\r\u001b[2K'

/** A report for people at a terminal, and for log files. */
export class ConsoleReport implements Report {
  readonly #terminal: Terminal
  readonly #redact: Redact
  #shown = false

  constructor(terminal: Terminal, redact: Redact) {
    this.#terminal = terminal
    this.#redact = redact
  }

  info(text: string): void {
    this.#line(text)
  }

  warning(text: string): void {
    this.#line(`warning: ${text}`)
  }

  error(text: string): void {
    this.#line(`error: ${text}`)
  }

  track(describe: () => string): Disposable {
    const isTerminal = this.#terminal.isTTY === true
    const show = () => (isTerminal ? this.#redraw(describe()) : this.info(describe()))
    const timer = setInterval(show, isTerminal ? redrawMs : logMs)
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer)
        this.#clear()
      },
    }
  }

  #line(text: string): void {
    this.#clear()
    this.#terminal.write(`${unobeyed(this.#redact(text))}\n`)
  }

  #redraw(text: string): void {
    this.#shown = true
    // Some terminals, screen recorders among them, have 0 columns.
    const columns = this.#terminal.columns || 80
    this.#terminal.write(clearLine + unobeyed(this.#redact(text)).slice(0, columns - 1))
  }

  #clear(): void {
    if (this.#shown) this.#terminal.write(clearLine)
    this.#shown = false
  }
}
