/** A pattern of pg_dump's, as the regular expressions that the server is asked to match. */
export interface NamePattern {
  /** Null when the pattern names no schema: then only what the search path shows is meant. */
  schema: string | null
  name: string
}

/** What --table and its like mean. Rules: psql's documentation, "Patterns", as pg_dump applies them. */
export function tablePattern(pattern: string): NamePattern {
  const parts = regexesOf(pattern)
  // Three parts begin with the database, which pg_dump itself compares with the one it is connected to.
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' }
}

/** What --schema and --exclude-schema mean: the regular expression for the schema's name. */
export function schemaPattern(pattern: string): string {
  return tablePattern(pattern).name
}

// A quoted stretch, whose closing quote may be missing; `[]`; or one character.
const token = /"((?:[^"]|"")*)(?:"|$)|\[\]|./gsu

/** The parts between unquoted dots, each an anchored regular expression. */
function regexesOf(pattern: string): string[] {
  const parts = ['']
  for (const [text, quoted] of pattern.matchAll(token)) {
    if (text === '.') parts.push('')
    else parts[parts.length - 1] += quoted === undefined ? unquoted(text) : literal(quoted)
  }
  return parts.map((part) => `^(${part})$`)
}

function literal(quoted: string): string {
  return quoted.replaceAll('""', '"').replaceAll(/[|*+?()[\]{}.^$\\]/g, '\\$&')
}

// Outside quotes the other special characters keep their meaning, but for `$`, which names may hold, and `[]`, which
// is rather an array type's name. Only ASCII is folded: pg_dump runs in the C locale.
function unquoted(text: string): string {
  if (text === '*') return '.*'
  if (text === '?') return '.'
  if (text === '$') return '\\$'
  if (text === '[]') return '\\[]'
  return text.replace(/[A-Z]/, (letter) => letter.toLowerCase())
}
