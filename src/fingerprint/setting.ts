/** What a statement does to a setting of the session. */
export interface Setting {
  name: string
  /** A token; undefined where only the server knows what it comes to. */
  value: string | undefined
}

// On them hangs where a string ends.
const lexical = /standard_conforming_strings|client_encoding/i

/**
 * What `SET name = value;` sets, however it is written, and whatever else changes one of the settings on which it hangs where a
 * string ends. A `DO` block, or a function that the statement calls, is out of sight.
 */
export function settingIn(tokens: readonly string[]): Setting | undefined {
  switch (tokens[0]?.toUpperCase()) {
    case 'SET':
      return assigned(tokens)
    case 'RESET':
    case 'DISCARD':
      return lexical.test(tokens.join(' ')) || /^all$/i.test(tokens[1] ?? '') ? unknown(tokens) : undefined
    case 'SELECT':
    case 'VALUES':
    case 'WITH':
      return configured(tokens)
    default:
      return undefined
  }
}

function assigned(tokens: readonly string[]): Setting | undefined {
  const words = tokens.map((token) => token.toLowerCase())
  const at = words[1] === 'session' ? 2 : 1
  const name = words[at] === 'names' ? 'client_encoding' : words[at]
  const valueAt = words[at] === 'names' ? at + 1 : at + 2
  const isExact = words[at] === 'names' || words[at + 1] === '=' || words[at + 1] === 'to'
  if (isExact && name !== undefined && words[valueAt + 1] === ';') return { name, value: tokens[valueAt] }
  return lexical.test(tokens.join(' ')) ? unknown(tokens) : undefined
}

// pg_dump writes `SELECT pg_catalog.set_config('search_path', '', false);`.
function configured(tokens: readonly string[]): Setting | undefined {
  const at = tokens.findIndex((token) => /^"?set_config"?$/i.test(token))
  if (at === -1 || tokens[at + 1] !== '(') return undefined
  const isPlain = /^'/.test(tokens[at + 2] ?? '') && tokens[at + 3] === ','
  return isPlain && !lexical.test(tokens[at + 2] as string) ? undefined : unknown(tokens)
}

function unknown(tokens: readonly string[]): Setting {
  const isEncoding = /client_encoding/i.test(tokens.join(' '))
  return { name: isEncoding ? 'client_encoding' : 'standard_conforming_strings', value: undefined }
}
