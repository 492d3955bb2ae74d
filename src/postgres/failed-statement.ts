/** What pg_dump said when it failed, taken apart. */
export interface FailedStatement {
  /** All that it said, without the statement: that can hold any word as a name. */
  said: string
  /** The server's message, without ERROR or FATAL. Empty when pg_dump gave none. */
  message: string
  /** The statement that failed; empty when pg_dump gave none. */
  query: string
}

// `pg_dump: error: query failed: ERROR:  m`, then `pg_dump: detail: Query was: q`; while copying, the message follows
// `Error message from server:` and the statement `Command was:`. Before version 14 these lines are errors without detail.
const messageLine = /(?:ERROR|FATAL|PANIC): {1,2}(.*)/
const queryLine = /(?:[Qq]uery|[Cc]ommand) was: ([\s\S]*)/

/** Reads pg_dump's stderr (in the C locale). */
export function failedStatement(stderr: string): FailedStatement {
  const found = queryLine.exec(stderr)
  const said = stderr.slice(0, found?.index)
  return { said, message: messageLine.exec(said)?.[1] ?? '', query: found?.[1]?.trim() ?? '' }
}

const name = '((?:"(?:[^"]|"")+")|[^\\s".,;()]+)'
const qualifiedName = new RegExp(`${name}\\.${name}`, 'g')

/** Every `schema.name` in a statement, without quotes. */
export function namesIn(query: string): { schema: string; relation: string }[] {
  return [...query.matchAll(qualifiedName)].map(([, schema = '', relation = '']) => ({
    schema: unquoted(schema),
    relation: unquoted(relation),
  }))
}

/** `schema.name` of the only relation of this name in the statement; the bare name when that is not clear. */
export function qualified(relation: string, query: string): string {
  const schemas = namesIn(query).filter((each) => each.relation === relation)
  const [only, other] = new Set(schemas.map(({ schema }) => schema))
  return only !== undefined && other === undefined ? `${only}.${relation}` : relation
}

function unquoted(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}

/** The last errors that one of PostgreSQL's programs printed, or else its last line; without its name. */
export function lastErrors(said: string): string {
  const errors = said.split('\n').filter((line) => /: (error|fatal): /.test(line))
  const words = errors.length > 0 ? errors.slice(-3).join('; ') : (said.trim().split('\n').at(-1) ?? '')
  return words.replaceAll(/(?<![^\s;])[^\s;]{0,4096}?pg_\w{1,30}: (?:(?:error|fatal|hint|detail): )?/g, '')
}
