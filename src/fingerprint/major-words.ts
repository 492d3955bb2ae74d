// What one major writes in other words than the next, of 14 to 18, in the server (ruleutils.c) or in pg_dump.

/** The tokens of a statement as the oldest major writes them. */
export function inOldWords(tokens: readonly string[]): readonly string[] {
  return withoutNullDefaults(withoutNoIndent(tokens.map(inOldQuotes)))
}

// Keywords that cannot be a column's name without quotes, by the major that made them so (kwlist.h): a column `json` is
// `"json"` from 16 on.
const newKeywords = {
  16: ['json', 'json_array', 'json_arrayagg', 'json_object', 'json_objectagg', 'system_user'],
  17: [
    'json_exists',
    'json_query',
    'json_scalar',
    'json_serialize',
    'json_table',
    'json_value',
    'merge_action',
  ],
} as const

const quoted = new Map(
  Object.values(newKeywords).flatMap((words) => words.map((word) => [`"${word}"`, word])),
)

function inOldQuotes(token: string): string {
  return quoted.get(token) ?? token
}

/** `XMLSERIALIZE(CONTENT x AS text)` is `XMLSERIALIZE(CONTENT x AS text NO INDENT)` from 16 on. */
function withoutNoIndent(tokens: readonly string[]): readonly string[] {
  return tokens.includes('XMLSERIALIZE') ? withoutPair(tokens, 'NO', 'INDENT') : tokens
}

/**
 * A partition without its parent's default is written `DEFAULT NULL` by pg_dump 15 and older, newer ones leave that
 * out (flagInhAttrs). For a child by INHERITS all write it, and need it: without, it would inherit the default.
 */
function withoutNullDefaults(tokens: readonly string[]): readonly string[] {
  const isTable = tokens[0] === 'CREATE' && tokens.slice(1, 3).includes('TABLE')
  return isTable && !tokens.includes('INHERITS') ? withoutPair(tokens, 'DEFAULT', 'NULL') : tokens
}

function withoutPair(tokens: readonly string[], first: string, second: string): readonly string[] {
  const begins = (at: number) => tokens[at] === first && tokens[at + 1] === second
  return tokens.filter((_, at) => !begins(at) && !begins(at - 1))
}
