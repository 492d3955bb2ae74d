/** One statement of a script that PostgreSQL's own programs wrote. */
export interface Statement {
  /** Words, quoted names, strings and single characters. Keywords are in capitals; unquoted names never are. */
  tokens: readonly string[]
  /** As it stood, without the semicolon. */
  text: string
}

// Comments and psql's meta-commands (\restrict, \unrestrict) stand between statements only.
const token =
  /--[^\n]*|\\[a-z][^\n]*|E'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\s'";,=()]+|[;,=()]/gs

/** The statements of a script, without its comments and meta-commands; for what pg_dumpall prints, not for any SQL. */
export function* statementsOf(script: string): Generator<Statement> {
  let tokens: string[] = []
  let start = 0
  for (const { 0: found, index } of script.matchAll(token)) {
    if (found === ';') {
      yield { tokens, text: script.slice(start, index) }
      tokens = []
    } else if (tokens.length > 0 || !/^(--|\\)/.test(found)) {
      if (tokens.length === 0) start = index
      tokens.push(found)
    }
  }
}

/** The name that follows a keyword, where the keyword comes before anything that a user could have written. */
export function nameAfter(keyword: string, { tokens }: Statement): string | undefined {
  const at = tokens.indexOf(keyword)
  const name = tokens[at + 1]
  return at < 0 || name === undefined ? undefined : unquoted(name)
}

/** An identifier as it is, without its quotes. */
export function unquoted(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}
