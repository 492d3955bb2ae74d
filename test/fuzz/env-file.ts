// A grammar of .env files, each with the settings that it stands for. Node's parser is what the reader calls, so it
// cannot be the judge: what is expected comes from the grammar.
import fc from 'fast-check'

export type EnvLine = { text: string; sets?: readonly [string, string] }

const name = fc.oneof(
  fc.constantFrom(
    'DATABASE_URL',
    'PGPASSWORD',
    'AWS_REGION',
    'A',
    '_',
    'a.b-c',
    'clé',
    'constructor',
    'toString',
    'export',
  ),
  fc.constantFrom('__proto__', 'hasOwnProperty'),
)
const piece = fc.constantFrom(
  ...[
    'x',
    '=',
    ' ',
    '\\',
    '\\t',
    '$A',
    '$A}',
    '$(id)',
    'é',
    '日本',
    '🐘',
    '\u202e',
    '%',
    ';',
    '&',
    '\t',
    '\u001b',
  ],
)
const quotable = fc.oneof(piece, fc.constantFrom('#', ' # ', '\n', '\nPGUSER=ab#cd\n', '\n# no\n', '\nA= \n'))
const blank = fc.constantFrom('', ' ', '\t', '  ')
const comment = fc.constantFrom('', ' # ours', ' # "', " # it's", '\t#=')

const joined = (of: fc.Arbitrary<string>) => fc.array(of, { maxLength: 6 }).map((all) => all.join(''))

// It begins and ends with a letter, for blanks at the ends are not the value's.
const bare = fc
  .tuple(joined(fc.oneof(piece, fc.constantFrom("'", '"', '`'))), fc.constantFrom('', ' # ours', '\t# "'))
  .map(([middle, after]) => ({ written: `x${middle}y${after}`, value: `x${middle}y` }))
const single = joined(fc.oneof(quotable, fc.constantFrom('"', '`', '\\n'))).map((value) => ({
  written: `'${value}'`,
  value,
}))
const backtick = joined(fc.oneof(quotable, fc.constantFrom('"', "'", '\\n'))).map((value) => ({
  written: `\`${value}\``,
  value,
}))
// In these alone \n is a line's end.
const double = joined(fc.oneof(quotable, fc.constantFrom("'", '`', '\\n'))).map((inside) => ({
  written: `"${inside}"`,
  value: inside.replaceAll('\\n', '\n'),
}))
const empty = fc.constantFrom('', '#', '# "').map((written) => ({ written, value: '' }))

const assignment = fc
  .tuple(
    ...([blank, fc.constantFrom('', 'export ', 'export  ', 'export\t'), name, blank, blank] as const),
    fc.oneof(bare, fc.tuple(fc.oneof(single, double, backtick, empty), comment).map(commented)),
  )
  .map(
    ([indent, exported, key, before, after, { written, value }]): EnvLine => ({
      text: `${indent}${exported}${key}${before}=${after}${written}`,
      sets: [key, value],
    }),
  )
const noise = fc
  .constantFrom('', ' ', '\t', '# A=1', '  # "', "#it's", '#', '# `')
  .map((text): EnvLine => ({ text }))

function commented([given, after]: [{ written: string; value: string }, string]) {
  return { ...given, written: `${given.written}${after}` }
}

/** A file's text, and the settings that it stands for: of a name that comes twice, the last. */
export const envFile = fc
  .tuple(
    fc.array(fc.oneof(assignment, noise), { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF'),
  )
  .map(([lines, end, mark]) => ({
    text:
      mark +
      lines
        .map(({ text }) => `${text}\n`)
        .join('')
        .replaceAll('\n', end),
    // A name of the language itself must set nothing but itself, and this one Node leaves out.
    settings: new Map(lines.flatMap(({ sets }) => (sets && sets[0] !== '__proto__' ? [sets] : []))),
  }))
