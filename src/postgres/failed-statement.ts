/** What pg_dump said about a statement that the server refused. */
export interface FailedStatement {
  /** The server's message, without ERROR or FATAL. Empty when pg_dump gave none. */
  message: string
  /** The statement; empty when pg_dump gave none. */
  query: string
}

// `pg_dump: error: query failed: ERROR:  m`, then `pg_dump: detail: Query was: q`; while copying, the message follows
// `Error message from server:` and the statement `Command was:`. Before version 15 these lines say `error:`, or nothing.
const messageLine = /(?:ERROR|FATAL|PANIC): {1,2}(.*)/
const queryLine = /(?:Query was|[Tt]he command was|Command was|[Qq]uery was): ([\s\S]*)/

/** Reads the statement that failed out of pg_dump's stderr (in the C locale). */
export function failedStatement(stderr: string): FailedStatement {
  const query = queryLine.exec(stderr)?.[1] ?? ''
  return { message: messageLine.exec(stderr)?.[1] ?? '', query: query.trim() }
}

const qualifiedName = /((?:"(?:[^"]|"")+"|[^\s".,;()]+))\.((?:"(?:[^"]|"")+"|[^\s".,;()]+))/g

/** `schema.name` of the only relation of this name in the statement; the bare name when that is not clear. */
export function qualified(name: string, query: string): string {
  const full = [...query.matchAll(qualifiedName)]
    .map(([, schema = '', relation = '']) => ({ schema: unquoted(schema), relation: unquoted(relation) }))
    .filter(({ relation }) => relation === name)
    .map(({ schema }) => `${schema}.${name}`)
  const [only, other] = new Set(full)
  return only !== undefined && other === undefined ? only : name
}

function unquoted(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}
