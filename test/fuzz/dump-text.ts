import fc from 'fast-check'

/** Text for psql that may be a dump, and may be what somebody has made of one. */
export interface DumpText {
  parts: string[]
  /** Where the reader's pieces end, as shares of the whole. */
  cuts: number[]
}

export const tables = ['t0', 't1', 't;2', 'T3', '\\."4'] as const
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Leaves its mark where psql and the server run it. */
export const trap = "COPY ran FROM PROGRAM 'echo ran';"

// What looks like the beginning or the end of rows, of a string, a body, a comment, a statement.
const bait = fc.constantFrom(
  ...[
    'COPY t0 (a) FROM stdin;',
    trap,
    '\\.',
    ';',
    '--',
    '/*',
    '*/',
    '-',
    '/',
    '*',
    '$$',
    '$a$',
    '$a',
    '$',
    '1$a$',
    '$1',
  ],
  ...[
    "'",
    "''",
    '"',
    '""',
    '\\',
    '\\\\',
    "\\'",
    "E'",
    "e'",
    "U&'",
    "N'",
    'U&"',
    "\\'\\'",
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\v',
    '\f',
  ],
  ...[
    'BEGIN',
    'BEGIN ATOMIC',
    'END',
    'case',
    '(',
    ')',
    ':',
    '::',
    ":'t0'",
    ':t0',
    '\\;',
    '\\N',
    '\\x41',
    '\\n',
    'é',
    '表',
    '\u0000',
    '\ufeff',
  ],
  ...['--\r', "E'\\'' ", "E'a'\n'b\\'", 'SELECT 1;', 'x', '\u00a0'],
)
const baits = (maxLength: number) => fc.array(bait, { maxLength }).map((parts) => parts.join(''))
const without = (text: string, ...out: string[]) =>
  out.reduce((left, each) => left.replaceAll(each, ''), text.replaceAll('\u0000', ''))
const tame = (max: number, ...out: string[]) => baits(max).map((text) => without(text, ...out))
const tableName = fc.constantFrom(...tables.map(quoted), 't0', 'T1', 'public.t1')

const rowText = fc.oneof(
  { weight: 3, arbitrary: tame(4, '\n', '\t', '\r', '\\').filter((text) => text !== '\\.') },
  { weight: 1, arbitrary: tame(4, '\t') },
)
const rows = fc.array(rowText, { maxLength: 5 }).map((lines) => lines.map((line) => `${line}\n`).join(''))
const header = fc.oneof(
  { weight: 4, arbitrary: tableName.map((table) => `COPY ${table} (a) FROM stdin;`) },
  fc
    .tuple(fc.constantFrom('copy', 'Copy', '/*;*/COPY'), tableName)
    .map(([copy, table]) => `${copy} ${table}\n\t(a) from\n STDIN ;`),
  fc
    .tuple(
      tableName,
      fc.constantFrom(
        'WITH (FORMAT csv)',
        'csv header',
        "WITH (DELIMITER ',')",
        "(NULL 'x')",
        "WHERE a <> 'x'",
        '--;\n',
        '/*;*/',
        ' ',
      ),
    )
    .map(([table, options]) => `COPY ${table} (a) FROM stdin ${options};`),
)
const behind = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  fc.constantFrom(' ', ' --x', ' SELECT 1;', ' COPY t1 FROM stdin;', trap, '\r', ' /*', '\\'),
)
const marker = fc.oneof(
  { weight: 9, arbitrary: fc.constant('\\.\n') },
  fc.constantFrom('\\.\r\n', 'x\\.\n\\.\n', '\\.'),
)
const copied = fc
  .tuple(header, behind, rows, marker)
  .map((each) => `${each[0]}${each[1]}\n${each[2]}${each[3]}`)

const settings = fc.constantFrom(
  ...['SET standard_conforming_strings = off;', 'SET standard_conforming_strings = on;'],
  ...['set standard_conforming_strings=off;', 'set session Standard_Conforming_Strings to false;'],
  ...[
    "SET standard_conforming_strings = 'off';",
    'set local standard_conforming_strings = off;',
    'set backslash_quote = on;',
  ],
  ...[
    "SELECT set_config('standard_conforming_strings', 'off', false);",
    'RESET ALL;',
    'RESET standard_conforming_strings;',
  ],
  ...[
    "select pg_catalog.set_config('standard_'||'conforming_strings', 'off', false);",
    "SET client_encoding = 'SQL_ASCII';",
  ],
  ...[
    "set names 'utf8';",
    "SET client_encoding = 'SJIS';",
    'set client_encoding to gb18030;',
    "SET NAMES 'Shift-JIS';",
  ],
  ...[
    'BEGIN;',
    'COMMIT;',
    'end work;',
    'ROLLBACK;',
    'abort;',
    'SAVEPOINT a;',
    'SET escape_string_warning = off;',
  ],
)

const statement = fc.oneof(
  { weight: 4, arbitrary: copied },
  { weight: 2, arbitrary: settings },
  tame(5, "'").map((text) => `SELECT '${text}';`),
  tame(5, '"').map((text) => `SELECT 1 AS "x${text}";`),
  fc
    .tuple(tame(4), tame(4))
    .map(([a, b]) => `SELECT E'${without(a, "'", '\\')}\\'${without(b, "'", '\\')}';`),
  tame(5, "'").map((text) => `SELECT '${text}\\', '${text}';`),
  tame(5, "'").map((text) => `SELECT E'a'\n'${text}', '${text}';`),
  tame(5, '$').map((text) => `SELECT $a$${text}$b$$${text}$a$;`),
  tame(5, '\n', '\r').map((text) => `--${text}`),
  tame(5, '\n').map((text) => `SELECT 1 --${text}\n;`),
  tame(5, '/*', '*/', '/', '*').map((text) => `/* /*${text}*/ ${text}*/`),
  tame(4, "'", '\\').map((text) => `INSERT INTO t0 VALUES ('${text}'), ('b');`),
  tame(4, "'", '\\').map((text) => `insert  into t1 values ('${text}');`),
  tame(4, "'", '\\').map(
    (text) =>
      `CREATE OR REPLACE FUNCTION f() RETURNS text BEGIN ATOMIC SELECT '${text}'; SELECT CASE WHEN true THEN 'x' END; END;`,
  ),
  tame(4, '$').map(
    (text) => `CREATE OR REPLACE FUNCTION g() RETURNS text LANGUAGE sql AS $x$ SELECT 'a'; -- ${text} $x$;`,
  ),
  { weight: 1, arbitrary: bait },
)

const part = fc.tuple(statement, fc.constantFrom('\n', '\n\n', '\r\n', ' ', '')).map((each) => each.join(''))

export const dumpText: fc.Arbitrary<DumpText> = fc.record({
  parts: fc.array(part, { minLength: 1, maxLength: 8 }),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
})

const ending = '\n--\n-- PostgreSQL database dump complete\n--\n'

export function textOf({ parts }: DumpText): Buffer {
  return Buffer.from(parts.join('') + ending)
}

/** The same text in pieces. */
export function pieces(text: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [
    0,
    ...cuts.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b),
    text.length,
  ]
  return places.slice(1).map((end, index) => text.subarray(places[index], end))
}
