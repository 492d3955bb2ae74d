import type { RawText } from './client-encoding.ts'
import { nameListAt, qualifiedNameAt } from './sql-names.ts'

const longestShown = 200

/** Statements that make trouble when the dump is loaded. */
export class Oddities {
  /** The first COPY that has the server run a program or use a file of its own, shortened; pg_dump writes none. */
  serverCopy: RawText | undefined
  /**
   * The first routine whose declaration has the plain word `begin` in it, such as its name: psql takes that for the beginning of a body
   * (psqlscan.l), and what follows for a part of it.
   */
  namedBegin: RawText | undefined

  read(tokens: readonly string[]): void {
    const verb = tokens[0]?.toUpperCase()
    if (verb === 'COPY' && !isFromClient(tokens)) this.serverCopy ??= shown(tokens)
    else if (verb === 'CREATE' && hasStrayBegin(tokens))
      this.namedBegin ??= shown(tokens.slice(0, tokens.indexOf('(')))
  }
}

/** Whether it is `COPY table (columns) FROM stdin`, whose rows follow it. All else is refused, so that nothing can hide in it. */
function isFromClient(tokens: readonly string[]): boolean {
  const table = qualifiedNameAt(tokens, 1)
  if (table === undefined) return false
  const { end } = nameListAt(tokens, table.end)
  return /^from stdin$/i.test(`${tokens[end]} ${tokens[end + 1]}`)
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
