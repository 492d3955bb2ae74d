import type { RawText } from './client-encoding.ts'
import { nameListAt, qualifiedNameAt } from './sql-names.ts'

const longestShown = 200

/** Statements that make trouble when the dump is loaded. */
export class Oddities {
  /** What ends the text for us: where psql would read on is not sure. pg_dump writes none such. */
  lost: string | undefined
  /** What comes is taken back again where no COMMIT follows. */
  isInTransaction = false
  /** The first COPY that has the server run a program or use a file of its own, shortened; pg_dump writes none. */
  serverCopy: RawText | undefined
  /**
   * The first routine whose declaration has the plain word `begin` in it, such as its name: psql takes that for the beginning of a body
   * (psqlscan.l), and what follows for a part of it.
   */
  namedBegin: RawText | undefined

  read(tokens: readonly string[]): void {
    const verb = tokens[0]?.toUpperCase()
    switch (verb) {
      case 'COPY':
        this.#readCopy(tokens)
        break
      case 'BEGIN':
      case 'START':
        this.isInTransaction = true
        break
      case 'COMMIT':
      case 'END':
        this.isInTransaction = /^chain$/i.test(tokens.at(-2) ?? '')
        break
      case 'ROLLBACK':
      case 'ABORT':
        this.lost ??= `${verb}, which takes back what came before`
        break
      case 'CREATE':
        if (hasStrayBegin(tokens)) this.namedBegin ??= shown(tokens.slice(0, tokens.indexOf('(')))
    }
  }

  /** A statement without its end: what is only cut short accuses nobody. */
  readUnfinished(tokens: readonly string[]): void {
    if (tokens.some((token) => /^(?:program$|[en]?'|\$)/i.test(token))) this.read(tokens)
  }

  /** All but `COPY table (columns) FROM stdin`, whose rows follow it, is refused, so that nothing can hide in it. */
  #readCopy(tokens: readonly string[]): void {
    const options = optionsFromClient(tokens)
    if (options === undefined) this.serverCopy ??= shown(tokens)
    else if (options.some((token) => /^'?binary'?$/i.test(token))) this.lost ??= 'rows in binary'
  }
}

/** What follows `COPY table (columns) FROM stdin`; undefined for any other COPY. */
function optionsFromClient(tokens: readonly string[]): readonly string[] | undefined {
  const table = qualifiedNameAt(tokens, 1)
  if (table === undefined) return undefined
  const { end } = nameListAt(tokens, table.end)
  return /^from stdin$/i.test(`${tokens[end]} ${tokens[end + 1]}`) ? tokens.slice(end + 2) : undefined
}

const routine = /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE) $/i

function hasStrayBegin(tokens: readonly string[]): boolean {
  if (![2, 4].some((count) => routine.test(`${tokens.slice(0, count).join(' ')} `))) return false
  let depth = 0
  return tokens.some((token, at) => {
    if (token === '(') depth += 1
    else if (token === ')') depth -= 1
    return depth === 0 && /^begin$/i.test(token) && !/^atomic$/i.test(tokens[at + 1] ?? '')
  })
}

function shown(tokens: readonly string[]): RawText {
  const text = tokens
    .filter((token) => token !== ';')
    .join(' ')
    .replaceAll(' . ', '.')
  return text.length > longestShown ? `${text.slice(0, longestShown)} ...` : text
}
