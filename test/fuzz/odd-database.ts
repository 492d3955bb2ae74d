import fc from 'fast-check'

/** A database, as the statements that make it; one that the server refuses is left out of it. */
export interface OddDatabase {
  statements: readonly string[]
  /** pg_dump's, of what it is dumped with. */
  dumpArguments: readonly string[]
  /** A statement for a table of the copy that was restored, in the place of `%s`, after which that is another database. */
  change: string
}

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
export const identifier = (text: string) => `"${text.replaceAll('"', '""')}"`

// What looks like the end of rows, of a string, of a statement, of an entry of the dump; and every script.
const snippets = fc.constantFrom(
  ...['\\.', '\\', '\\\\', '\\N', '\\n', "'", "''", '"', '$$', '$_$', ';', '--', '/*', '*/', ' ', '\t', '\n'],
  ...[
    '\r',
    '\r\n',
    '\v',
    '\b',
    '\u0001',
    '\u007f',
    '{',
    '}',
    ',',
    '(',
    ')',
    'NULL',
    'é',
    '表',
    '👋',
    '\u00a0',
  ],
  ...['a', 'b', 'COPY t FROM stdin;\n', '\n\\.\n', '\n-- Name: x; Type: TABLE; Schema: public; Owner: y\n'],
  ...['\n--\n-- PostgreSQL database dump complete\n--\n', ' INSERT INTO t VALUES (1);', 'x'.repeat(300)],
)
export const oddText = fc.array(snippets, { maxLength: 5 }).map((parts) => parts.join(''))

const nameSnippets = fc.constantFrom(
  ...[
    'a',
    'b',
    'C',
    '1',
    '_',
    ' ',
    '"',
    "'",
    '.',
    ';',
    '--',
    '/*',
    '$$',
    '\\',
    '\\.',
    '(',
    ')',
    ',',
    'é',
    '表',
  ],
  ...['select', 'constructor', '__proto__', '; Type: VIEW; Schema: y', '\n', '\t', 'x'.repeat(63)],
)
// PostgreSQL cuts a name at 63 bytes, in whole letters: what is cut here already stays what it is.
const shortened = (text: string) => {
  let name = ''
  for (const letter of text) if (Buffer.byteLength(name + letter) <= 60) name += letter
  return name
}
const nameEnd = fc.array(nameSnippets, { maxLength: 3 }).map((parts) => shortened(parts.join('')))

const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength })
const oneOf = (...texts: string[]) => fc.constantFrom(...texts)

/** A type and literals of it; most of what pg_dump writes in its own way. */
const kinds: { type: string; value: fc.Arbitrary<string> }[] = [
  { type: 'text', value: oddText.map(literal) },
  { type: 'varchar(400)', value: oddText.map((text) => literal(text.slice(0, 200))) },
  { type: 'char(5)', value: oneOf("'a'", "'  '", "'é表'", "''") },
  { type: '"char"', value: oneOf("'a'", "'\\'", "'''", "''") },
  { type: 'int', value: fc.integer().map(String) },
  { type: 'bigint', value: oneOf("'-9223372036854775808'", '9223372036854775807', '0') },
  {
    type: 'numeric',
    value: oneOf("'NaN'", "'Infinity'", '1.10', '0.000', '1e-30', '123456789012345678901234567890.5'),
  },
  { type: 'numeric(8,3)', value: oneOf("'NaN'", '1.1', '-99999.999') },
  {
    type: 'float8',
    value: fc.oneof(
      oneOf("'NaN'", "'-Infinity'", "'-0'", "'1e-310'"),
      fc.double({ noDefaultInfinity: true, noNaN: true }).map((n) => `'${n}'`),
    ),
  },
  { type: 'float4', value: oneOf("'0.1'", "'1e38'", "'-0'", "'16777217'") },
  { type: 'boolean', value: oneOf('true', 'false') },
  {
    type: 'bytea',
    value: fc.uint8Array({ maxLength: 40 }).map((bytes) => `'\\x${Buffer.from(bytes).toString('hex')}'`),
  },
  { type: 'date', value: oneOf("'infinity'", "'4713-01-01 BC'", "'2024-02-29'") },
  {
    type: 'timestamptz',
    value: oneOf("'-infinity'", "'2024-03-31 02:30:00.123456 Europe/Berlin'", "'0044-03-15 BC'"),
  },
  { type: 'timestamp', value: oneOf("'infinity'", "'294276-12-31 23:59:59.999999'") },
  { type: 'timetz', value: oneOf("'24:00:00+15:59'", "'00:00:00.000001-12'") },
  {
    type: 'interval',
    value: oneOf("'-1 year 2 mons -3 days 04:05:06.789'", "'0'", "'P1Y'", "'178000000 years'"),
  },
  { type: 'jsonb', value: oddText.map((text) => literal(JSON.stringify({ [text]: [text, null, 1e300] }))) },
  { type: 'json', value: oddText.map((text) => literal(` {\n"a" : ${JSON.stringify(text)} ,\t"a":1}\n`)) },
  { type: 'inet', value: oneOf("'::ffff:1.2.3.4/120'", "'10.0.0.0/8'") },
  { type: 'bit(3)', value: oneOf("B'101'", "B'000'") },
  { type: 'bit varying', value: oneOf("B''", "B'1010101'") },
  {
    type: 'text[]',
    value: some(fc.option(oddText), 3).map((items) =>
      items.length === 0
        ? "'{}'"
        : `array[${items.map((item) => (item === null ? 'null' : literal(item))).join(', ')}]::text[]`,
    ),
  },
  { type: 'int[][]', value: oneOf("'{{1,2},{3,4}}'", "'[0:1]={1,2}'", "'{}'") },
  { type: 'numrange', value: oneOf("'empty'", "'(,1.50]'", "'[NaN,NaN]'") },
  { type: 'int4multirange', value: oneOf("'{}'", "'{[1,3),[5,6)}'") },
  { type: 'point', value: oneOf("'(0.1,-1e300)'", "'(NaN,Infinity)'") },
  { type: 'tsvector', value: oneOf("'''a\\\\b'':1A c:2,3'", "''") },
  { type: 'name', value: oneOf("'x'", "'a b'''") },
  { type: 'uuid', value: oneOf("'00000000-0000-0000-0000-000000000000'") },
  { type: 'odd.mood', value: oneOf("'it''s; \\.'", "'happy'") },
  { type: 'odd.word', value: oneOf("'a'", "'x;y'") },
  { type: 'odd.pair', value: oddText.map((text) => `row(1, ${literal(text)})::odd.pair`) },
  { type: 'odd.pair[]', value: oddText.map((text) => `array[row(1, ${literal(text)})]::odd.pair[]`) },
]

const types = [
  'create schema odd',
  "create type odd.mood as enum ('happy', 'it''s; \\.', '-- Name: x')",
  "create domain odd.word as text check (value in ('a', 'b', 'w') or value like '%;%')",
  'create type odd.pair as (a int, "b\nc" text)',
]

const rows = 6

/** A column but for its place in the name, with a value for each row; null is left to the default. */
const column = fc.constantFrom(...kinds).chain(({ type, value }) =>
  fc.record({
    type: fc.constant(type),
    end: nameEnd,
    rule: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, oneOf('not null', 'unique', 'collate "C"')),
    default: fc.option(value),
    values: fc.array(fc.option(value), { minLength: rows, maxLength: rows }),
  }),
)

const table = fc.record({
  end: nameEnd,
  shape: oneOf(
    ...['plain', 'plain', 'plain', 'bare', 'unlogged', 'identity', 'generated'],
    ...['child', 'reordered', 'ranged', 'hashed'],
  ),
  columns: fc.array(column, { minLength: 1, maxLength: 5, size: 'max' }),
  rows: fc.integer({ min: 2, max: rows }),
  dropped: fc.boolean(),
  text: oddText,
})

type Table = typeof table extends fc.Arbitrary<infer T> ? T : never

function fits(rule: string, type: string): boolean {
  if (rule.startsWith('collate')) return /^(text|varchar|char\(|odd\.word)/.test(type)
  return rule !== 'unique' || !/^(json|point|bit)/.test(type)
}

/** `k` is a number, the same in no two rows; the other columns are odd. */
function tableSql({ end, shape, columns, rows, dropped, text }: Table, at: number): string[] {
  const name = identifier(`t${at}${end}`)
  const part = (which: string) => identifier(`t${at}${which}${end}`.slice(0, 20))
  const named = columns.map((each, place) => ({ ...each, name: identifier(`c${place}${each.end}`) }))
  const defined = named.map(({ name, type, rule, default: value }) => {
    return `${name} ${type} ${fits(rule, type) ? rule : ''} ${value === null ? '' : `default ${value}`}`
  })
  const all = (...more: string[]) => [...more, ...defined].join(', ')
  const makes: Record<string, string[]> = {
    plain: [`create table ${name} (${all('k int primary key')})`],
    bare: [`create table ${name} ()`, ...Array(rows).fill(`insert into ${name} default values`)],
    unlogged: [`create unlogged table ${name} (${all('k int')})`],
    identity: [`create table ${name} (${all('k int generated by default as identity')})`],
    generated: [`create table ${name} (${all('g int generated always as (k * 2) stored', 'k int')})`],
    child: [
      `create table ${part('p')} (k int, p text)`,
      `create table ${name} (${all()}) inherits (${part('p')})`,
    ],
    reordered: [
      `create table ${part('p')} (k int, p text)`,
      `create table ${name} (${all('p text', 'k int')})`,
      `alter table ${name} inherit ${part('p')}`,
    ],
    ranged: [
      `create table ${name} (${all('k int')}) partition by range (k)`,
      `create table ${part('p')} partition of ${name} for values from (minvalue) to (3)`,
      `create table ${part('q')} (${[...defined].reverse().concat('k int').join(', ')})`,
      `alter table ${name} attach partition ${part('q')} for values from (3) to (maxvalue)`,
    ],
    hashed: [
      `create table ${name} (${all('k int')}) partition by hash (k)`,
      ...[0, 1].map(
        (rest) =>
          `create table ${part(`h${rest}`)} partition of ${name} for values with (modulus 2, remainder ${rest})`,
      ),
    ],
  }
  const inserts = Array.from({ length: rows }, (_, row) => {
    const given = named.filter(({ values }) => values[row] !== null)
    const names = ['k', ...given.map((each) => each.name)].join(', ')
    return `insert into ${name} (${names}) values (${[row, ...given.map(({ values }) => values[row])].join(', ')})`
  })
  if (shape === 'bare') return makes.bare ?? []
  const first = named[0]
  return [
    ...(makes[shape] ?? []),
    ...inserts,
    ...(dropped && first ? [`alter table ${name} drop column ${first.name}`] : []),
    `comment on table ${name} is ${literal(text)}`,
    `alter table ${name} add check (k::text <> ${literal(text)})`,
    `create index on ${name} ((k::text || ${literal(text)})) where k > 1`,
    `create view ${part('v')} as select *, ${literal(text)}::text as said from ${name}`,
    // A row that has moved behind the others, and one that is gone.
    `update ${name} set k = k where k = 1`,
    `delete from ${name} where k = 2`,
  ]
}

const other = fc.oneof(
  fc.tuple(nameEnd, fc.maxSafeInteger(), fc.boolean()).map(([end, value, isCalled]) => {
    const name = identifier(`s${end}`)
    return `create sequence ${name} minvalue -9007199254740991; select setval(${literal(name)}, ${value}, ${isCalled})`
  }),
  fc
    .uint8Array({ maxLength: 3_000 })
    .map((bytes) => `select lo_from_bytea(0, '\\x${Buffer.from(bytes).toString('hex')}')`),
  fc
    .tuple(nameEnd, oddText)
    .map(
      ([end, text]) =>
        `create function ${identifier(`f${end}`)}() returns text language sql as ${literal(`select ${literal(text)}::text`)}`,
    ),
  fc
    .tuple(nameEnd, oddText)
    .map(
      ([end, text]) =>
        `create function ${identifier(`a${end}`)}(x text default ${literal(text)}) returns text begin atomic select case when x = ${literal(text)} then x end; end`,
    ),
  fc
    .tuple(nameEnd, oddText)
    .map(
      ([end, text]) =>
        `create materialized view ${identifier(`m${end}`)} as select ${literal(text)}::text as a`,
    ),
  fc
    .tuple(nameEnd, oddText)
    .map(
      ([end, text]) => `create type ${identifier(`e${end}`)} as enum (${literal(shortened(text))}, 'z z')`,
    ),
  nameEnd.map((end) => `create schema ${identifier(`n${end}`)} create table x (a int)`),
)

const insertsOf = [
  ['--inserts'],
  ['--column-inserts'],
  ['--rows-per-insert=3'],
  ['--inserts', '--on-conflict-do-nothing'],
]
const dumpArguments = fc.oneof(
  { weight: 3, arbitrary: fc.constant<string[]>([]) },
  { weight: 2, arbitrary: fc.constantFrom(...insertsOf) },
  fc.constantFrom(
    ['--quote-all-identifiers'],
    ['--disable-dollar-quoting'],
    ['--load-via-partition-root'],
    ['--clean', '--if-exists'],
    ['--verbose'],
  ),
)

/** What is done to each table in turn, until one has changed by it. */
const change = oneOf(
  'delete from only %s where ctid = (select ctid from only %s limit 1)',
  'insert into %s select * from only %s limit 1',
  'insert into %s default values',
  'update only %s set k = k + 1000 where k = 1',
  'update only %s set k = -k - 1',
  'update only %s set k = 3 - k where k in (1, 2)',
)

export const oddDatabase: fc.Arbitrary<OddDatabase> = fc
  .record({
    tables: fc.array(table, { minLength: 1, maxLength: 4, size: 'max' }),
    others: fc.array(other, { maxLength: 4, size: 'max' }),
    dumpArguments,
    change,
  })
  .map(({ tables, others, ...rest }) => ({
    ...rest,
    statements: [...types, ...tables.flatMap(tableSql), ...others],
  }))
