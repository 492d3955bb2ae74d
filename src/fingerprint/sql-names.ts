import type { RawText } from './client-encoding.ts'

/** A name with its schema, as the catalog holds them: no quotes. */
export interface QualifiedName {
  schema: RawText | null
  name: RawText
}

/** The name that begins at token `at`, and where it ends; undefined when there is none. */
export function qualifiedNameAt(
  tokens: readonly string[],
  at: number,
): { name: QualifiedName; end: number } | undefined {
  const first = identifier(tokens[at])
  if (first === undefined) return undefined
  if (tokens[at + 1] !== '.') return { name: { schema: null, name: first }, end: at + 1 }
  const second = identifier(tokens[at + 2])
  return second === undefined ? undefined : { name: { schema: first, name: second }, end: at + 3 }
}

/** The names in `(a, "b c")`, whose opening bracket is token `at`, and where the list ends. */
export function nameListAt(tokens: readonly string[], at: number): { names: RawText[]; end: number } {
  const names: RawText[] = []
  if (tokens[at] !== '(') return { names, end: at }
  let end = at + 1
  for (; end < tokens.length && tokens[end] !== ')'; end++) {
    const name = identifier(tokens[end])
    if (name !== undefined) names.push(name)
  }
  return { names, end: end + 1 }
}

/** The catalog's form of a name as SQL writes it. */
export function identifier(token: string | undefined): RawText | undefined {
  if (token === undefined) return undefined
  if (token.length > 2 && token.startsWith('"') && token.endsWith('"')) {
    return token.slice(1, -1).replaceAll('""', '"')
  }
  if (!/^[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*$/.test(token)) return undefined
  return /[A-Z]/.test(token) ? token.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : token
}

/** One text that is the same for two names only when both their parts are: a zero byte is in no name. */
export function keyOf({ schema, name }: QualifiedName): string {
  return `${schema ?? ''}\u0000${name}`
}

/** What a string literal holds, without prefix and quotes. */
export function literalValue(token: string | undefined): RawText | undefined {
  if (token === undefined || token.length < 2 || !token.startsWith("'") || !token.endsWith("'"))
    return undefined
  return token.slice(1, -1).replaceAll("''", "'")
}
