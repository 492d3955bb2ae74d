const WORD = /[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*/y
const NUMBER = /\d[\w.]*/y
const SPACE = /\s+/y
const OPERATOR = /::|[-+*/<>=~!@#%^&|`?]+|./sy
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\u00ff][\w\u0080-\u00ff]*)?\$/y

/**
 * The tokens of one statement without the space between them. Strings, quoted names and dollar-quoted bodies are one
 * token each, verbatim; comments are not expected, pg_dump writes none inside statements.
 *
 * `sql` holds a character a byte (latin1), so that no encoding is needed to be exact.
 */
export function tokensOf(sql: string, { standardStrings = true } = {}): string[] {
  const tokens: string[] = []
  for (let at = 0; at < sql.length; ) {
    const end = spaceEnd(sql, at)
    if (end > at) {
      at = end
      continue
    }
    const next = tokenEnd(sql, at, standardStrings)
    tokens.push(sql.slice(at, next))
    at = next
  }
  return tokens
}

function spaceEnd(sql: string, at: number): number {
  SPACE.lastIndex = at
  return SPACE.test(sql) ? SPACE.lastIndex : at
}

function tokenEnd(sql: string, at: number, standardStrings: boolean): number {
  const first = sql[at]
  if (first === '"') return quotedEnd(sql, at)
  if (first === "'") return standardStrings ? quotedEnd(sql, at) : escapedEnd(sql, at)
  if (first === '$') return dollarEnd(sql, at)
  const end = matchEnd(WORD, sql, at) ?? matchEnd(NUMBER, sql, at)
  if (end === undefined) return matchEnd(OPERATOR, sql, at) ?? at + 1
  const prefixed = sql[end] === "'" && end === at + 1
  if (prefixed && /[eE]/.test(first as string)) return escapedEnd(sql, end)
  if (prefixed && /[bBnNxX]/.test(first as string)) return quotedEnd(sql, end)
  return end
}

function matchEnd(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(sql) ? pattern.lastIndex : undefined
}

function quotedEnd(sql: string, at: number): number {
  const quote = sql[at] as string
  for (let from = at + 1; ; from += 2) {
    from = sql.indexOf(quote, from)
    if (from === -1) return sql.length
    if (sql[from + 1] !== quote) return from + 1
  }
}

function escapedEnd(sql: string, at: number): number {
  for (let from = at + 1; from < sql.length; from++) {
    if (sql[from] === '\\') from++
    else if (sql[from] === "'" && sql[from + 1] !== "'") return from + 1
    else if (sql[from] === "'") from++
  }
  return sql.length
}

function dollarEnd(sql: string, at: number): number {
  const tagEnd = matchEnd(DOLLAR_TAG, sql, at)
  if (tagEnd === undefined) return at + 1
  const tag = sql.slice(at, tagEnd)
  const close = sql.indexOf(tag, tagEnd)
  return close === -1 ? sql.length : close + tag.length
}
