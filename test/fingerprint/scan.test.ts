import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { totals } from '../../src/fingerprint/fingerprint.ts'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { dump, type Entry, entry, tableData } from './dump-text.ts'
import { referenceDigest } from './reference.ts'

function scan(text: string | Buffer, size = 65_536) {
  const scanning = createFingerprintScan()
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) scanning.write(bytes.subarray(at, at + size))
  return scanning.end()
}

const tablesOf = (body: string) => scan(dump(body)).tables
const objectsOf = (body: string) => scan(dump(body)).objects

/** The one object of a dump that holds this entry. */
function objectOf(text: string, its: Partial<Entry> = {}) {
  const { objects } = scan(dump(entry({ name: 't', type: 'TABLE', ...its, text })))
  expect(objects).toHaveLength(1)
  return objects[0]
}

const digestOf = (text: string, its?: Partial<Entry>) => objectOf(text, its)?.digest

const orders = entry({
  name: 'orders',
  type: 'TABLE',
  text: 'CREATE TABLE public.orders (\n    id bigint NOT NULL,\n    note text\n);\n\n\nALTER TABLE public.orders OWNER TO app;',
})

const body = [
  `SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n`,
  orders,
  entry({
    name: 'orders_id_seq',
    type: 'SEQUENCE',
    text: 'CREATE SEQUENCE public.orders_id_seq;\n\nALTER SEQUENCE public.orders_id_seq OWNER TO app;',
  }),
  tableData('orders', 'public.orders (id, note)', ['1\tone', '2\t\\N']),
  entry({
    name: '16400..16401',
    type: 'BLOBS',
    schema: '-',
    owner: '-',
    part: 'Data for ',
    text: largeObjects(),
  }),
  entry({
    name: 'orders_id_seq',
    type: 'SEQUENCE SET',
    text: "SELECT pg_catalog.setval('public.orders_id_seq', 2, true);",
  }),
  entry({
    name: 'orders orders_pkey',
    type: 'CONSTRAINT',
    tablespace: 'fast',
    text: 'ALTER TABLE ONLY public.orders\n    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);',
  }),
].join('')

function largeObjects(): string {
  return `BEGIN;

SELECT pg_catalog.lo_open('16401', 131072);
SELECT pg_catalog.lo_close(0);

SELECT pg_catalog.lo_open('16400', 131072);
SELECT pg_catalog.lowrite(0, '\\x${Buffer.from('hello ').toString('hex')}');
SELECT pg_catalog.lowrite(0, '\\x${Buffer.from("wor'ld").toString('hex')}');
SELECT pg_catalog.lo_close(0);

COMMIT;`
}

const sha128 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

describe('a dump', () => {
  test('says what the database contains', () => {
    const found = scan(dump(body))
    const object = {
      schema: 'public',
      owner: 'app',
      digest: expect.stringMatching(/^[0-9a-f]{32}$/),
      tablespace: null,
      accessMethod: null,
    }
    expect(found).toEqual({
      complete: true,
      encoding: 'UTF8',
      serverVersion: '15.18 (Debian 15.18-0+deb12u1)',
      clientVersion: '18.1',
      rules: 1,
      tables: [
        {
          schema: 'public',
          name: 'orders',
          rows: 2,
          bytes: 11,
          digest: referenceDigest(['1\tone', '2\t\\N'], ['id', 'note'], false),
          columnsByName: false,
          partitionOf: null,
        },
      ],
      objects: [
        { ...object, type: 'CONSTRAINT', name: 'orders orders_pkey', tablespace: 'fast' },
        { ...object, type: 'SEQUENCE', name: 'orders_id_seq' },
        { ...object, type: 'TABLE', name: 'orders', accessMethod: 'heap' },
      ],
      sequences: [{ schema: 'public', name: 'orders_id_seq', lastValue: '2', isCalled: true }],
      largeObjects: [
        { oid: 16400, bytes: 12, digest: sha128("hello wor'ld") },
        { oid: 16401, bytes: 0, digest: sha128('') },
      ],
    })
    expect(totals(found)).toEqual({ tables: 1, rows: 2 })
  })

  test('says the same whatever the pieces it comes in', () => {
    const text = dump(body)
    const whole = scan(text)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (size) => expect(scan(text, size)).toEqual(whole)),
    )
  })

  test('says the same again with another random token', () => {
    expect(scan(dump(body, { token: 'x' }))).toEqual(scan(dump(body, { token: 'y' })))
  })

  test('may reuse its pieces: nothing of them is kept', () => {
    const text = Buffer.from(dump(body))
    const scanning = createFingerprintScan()
    const piece = Buffer.alloc(7)
    for (let at = 0; at < text.length; at += piece.length) {
      const length = text.copy(piece, 0, at)
      scanning.write(piece.subarray(0, length))
    }
    expect(scanning.end()).toEqual(scan(text))
  })

  test('that is empty contains nothing and is not complete', () => {
    expect(scan('')).toEqual({
      complete: false,
      encoding: null,
      serverVersion: null,
      clientVersion: null,
      rules: 1,
      tables: [],
      objects: [],
      sequences: [],
      largeObjects: [],
    })
  })

  test('of the schema alone has no rows', () => {
    expect(totals(scan(dump(orders)))).toEqual({ tables: 0, rows: 0 })
  })
})

describe('a dump that was cut', () => {
  const text = dump(body)

  test('anywhere is not complete', () => {
    fc.assert(
      fc.property(fc.nat(text.indexOf('-- PostgreSQL database dump complete')), (at) => {
        expect(scan(text.slice(0, at)).complete).toBe(false)
      }),
    )
  })

  test('in its rows tells those before the cut', () => {
    const { tables, complete } = scan(text.slice(0, text.indexOf('\\N')))
    expect(tables).toMatchObject([{ name: 'orders', rows: 1 }])
    expect(complete).toBe(false)
  })

  test('is not made whole by the closing comment inside rows, a string or a body', () => {
    const last = '\n--\n-- PostgreSQL database dump complete\n--\n\n'
    expect(scan(`COPY t (a) FROM stdin;${last}`).complete).toBe(false)
    expect(scan(`SELECT '${last}`).complete).toBe(false)
    expect(scan(`CREATE FUNCTION f() AS $$${last}$$;`).complete).toBe(false)
  })

  test('goes on after the closing comment of another: not complete', () => {
    expect(scan(`${text}${text.slice(0, text.indexOf('COPY'))}`).complete).toBe(false)
    expect(scan(`${text}SELECT 'x`).complete).toBe(false)
    expect(scan(`${text}${text}`).complete).toBe(true)
  })
})

describe('what looks like a dump inside a dump', () => {
  const lookalike = [
    '--',
    '-- Name: ghost; Type: TABLE; Schema: public; Owner: nobody',
    '--',
    'CREATE TABLE public.ghost (a int);',
    'COPY public.ghost (a) FROM stdin;',
    '1',
    '\\.',
    '\\connect other',
  ].join('\n')

  test.each([
    [
      "a function's body",
      `CREATE FUNCTION public.t() RETURNS text\n    LANGUAGE plpgsql\n    AS $_$\n${lookalike}\n$_$;`,
    ],
    ["another tag's body", `CREATE FUNCTION public.t() RETURNS text AS $_X$${lookalike} $_$ ; $$ $_X$;`],
    ['a comment on it', `COMMENT ON TABLE public.t IS 'it''s\n${lookalike}\n';`],
    ['a name', `CREATE TABLE public."t\n${lookalike}" (a integer);`],
  ])('in %s is text', (_, text) => {
    const { tables, objects } = scan(dump(entry({ name: 't', type: 'FUNCTION', text }) + orders))
    expect(objects.map(({ name }) => name)).toEqual(['t', 'orders'])
    expect(tables).toEqual([])
  })

  test('in rows is rows', () => {
    const rows = [
      '-- Name: ghost; Type: TABLE; Schema: public; Owner: x',
      '\\\\.',
      'COPY public.ghost FROM stdin;',
      '$$',
      "';",
    ]
    const { tables, objects } = scan(dump(tableData('t', 'public.t (a)', rows) + orders))
    expect(tables).toMatchObject([{ name: 't', rows: 5, digest: referenceDigest(rows, ['a'], false) }])
    expect(objects).toHaveLength(1)
  })
})

describe('a table', () => {
  test('has its name as COPY writes it, not as the comment does', () => {
    const [table] = tablesOf(tableData('a b', 'public."a\n""b"" ; Type: TABLE" ("c d", e)', ['1\t2']))
    expect(table).toMatchObject({ schema: 'public', name: 'a\n"b" ; Type: TABLE', rows: 1 })
  })

  test('that is empty has no rows, and one without columns has empty ones', () => {
    const text = tableData('none', 'public.none (a)', []) + tableData('bare', 'public.bare ', ['', '', ''])
    expect(tablesOf(text)).toMatchObject([
      { name: 'bare', rows: 3, bytes: 3 },
      { name: 'none', rows: 0, bytes: 0, digest: '0'.repeat(32) },
    ])
  })

  test('that COPY fills in several stretches is one', () => {
    const stretches = tableData('p1', 'public.p (a)', ['1', '2']) + tableData('p2', 'public.p (a)', ['3'])
    expect(tablesOf(stretches)).toEqual(tablesOf(tableData('p', 'public.p (a)', ['3', '1', '2'])))
  })

  test('is told from one whose name has the dot elsewhere', () => {
    expect(
      tablesOf(tableData('c', '"a.b".c (a)', ['1']) + tableData('b.c', 'a."b.c" (a)', ['1', '2'])),
    ).toMatchObject([
      { schema: 'a', name: 'b.c', rows: 2 },
      { schema: 'a.b', name: 'c', rows: 1 },
    ])
  })

  test('has no row count where the dump holds INSERT statements', () => {
    const inserts =
      'INSERT INTO public."a\nb" VALUES (1, \'x;\');\nINSERT INTO public."a\nb" VALUES (2, \'\n-- Name: y; Type: TABLE; Schema: s; Owner: o\n\');'
    const found = scan(
      dump(
        entry({ name: 'a b', type: 'TABLE DATA', part: 'Data for ', text: inserts }) +
          entry({ name: 'none', type: 'TABLE DATA', part: 'Data for ' }) +
          orders,
      ),
    )
    expect(found.tables).toEqual([
      {
        schema: 'public',
        name: 'a\nb',
        rows: null,
        bytes: inserts.length - 1,
        digest: null,
        columnsByName: false,
        partitionOf: null,
      },
      {
        schema: 'public',
        name: 'none',
        rows: null,
        bytes: 0,
        digest: null,
        columnsByName: false,
        partitionOf: null,
      },
    ])
    expect(found.objects).toHaveLength(1)
    expect(totals(found)).toEqual({ tables: 2, rows: null })
  })
})

describe('a partition', () => {
  const attach = (parent: string, partition: string) =>
    entry({
      name: partition,
      type: 'TABLE ATTACH',
      text: `ALTER TABLE ONLY ${parent} ATTACH PARTITION ${partition} FOR VALUES IN ('x');`,
    })
  const rootsOf = (...entries: string[]) =>
    tablesOf(entries.join('')).map(({ name, partitionOf }) => [name, partitionOf?.name])

  test('tells the table at the top, by exact names', () => {
    const parent = '"ODD s"."ATTACH ""p"""'
    expect(
      tablesOf(
        attach(parent, 'public.a') + attach('public.a', 'x."A b"') + tableData('A b', 'x."A b" (i)', ['1']),
      ),
    ).toMatchObject([{ schema: 'x', name: 'A b', partitionOf: { schema: 'ODD s', name: 'ATTACH "p"' } }])
  })

  test('is no other table: a parent, an index, one that only looks like it', () => {
    const index = entry({
      name: 'a_i',
      type: 'INDEX ATTACH',
      text: 'ALTER INDEX public.p_i ATTACH PARTITION public.a_i;',
    })
    const other = entry({
      name: 'b',
      type: 'TABLE',
      text: 'CREATE TABLE public.b (i int);\n\nALTER TABLE public.b OWNER TO app;',
    })
    const data = ['a', 'a_i', 'b', 'p'].map((name) => tableData(name, `public.${name} (i)`, ['1'])).join('')
    expect(rootsOf(attach('public.p', 'public.a'), index, other, data)).toEqual([
      ['a', 'p'],
      ['a_i', undefined],
      ['b', undefined],
      ['p', undefined],
    ])
  })

  test('of itself, as only a forged dump has it, ends the search', () => {
    const data = ['a', 'b'].map((name) => tableData(name, `public.${name} (i)`, ['1'])).join('')
    expect(rootsOf(attach('public.a', 'public.b'), attach('public.b', 'public.a'), data)).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ])
  })
})

describe('a child of an inheritance hierarchy', () => {
  const child = (columns: string, more = '') =>
    entry({
      name: 'c',
      type: 'TABLE',
      text: `CREATE TABLE public.c (${columns}\n)\nINHERITS (public.p);${more}`,
    })

  test('is the same with its columns in another order', () => {
    const before =
      child(
        '\n    b integer,\n    a numeric(10,2)',
        '\nALTER TABLE c ALTER a SET STATISTICS 1;\nALTER TABLE c ALTER b SET STATISTICS 2;',
      ) + tableData('c', 'public.c (b, a)', ['1\tx', '2\ty'])
    const after =
      child(
        '\n    a numeric(10,2),\n    b integer',
        '\nALTER TABLE c ALTER b SET STATISTICS 2;\nALTER TABLE c ALTER a SET STATISTICS 1;',
      ) + tableData('c', 'public.c (a, b)', ['y\t2', 'x\t1'])
    expect(scan(dump(after))).toEqual(scan(dump(before)))
    expect(tablesOf(after)).toMatchObject([{ rows: 2, columnsByName: true }])
  })

  test('differs when a value moves to another column, row or name', () => {
    const rowsOf = (header: string, ...rows: string[]) =>
      tablesOf(child('') + tableData('c', header, rows))[0]?.digest
    const digest = rowsOf('public.c (a, b)', '1\t2', '3\t4')
    expect(rowsOf('public.c (a, b)', '2\t1', '3\t4')).not.toBe(digest)
    expect(rowsOf('public.c (a, b)', '1\t4', '3\t2')).not.toBe(digest)
    expect(rowsOf('public.c (a, c)', '1\t2', '3\t4')).not.toBe(digest)
  })

  test('differs with a column more, or of another type', () => {
    const digest = objectsOf(child('\n    a integer'))[0]?.digest
    expect(objectsOf(child('\n    a bigint'))[0]?.digest).not.toBe(digest)
    expect(objectsOf(child('\n    a integer,\n    b integer'))[0]?.digest).not.toBe(digest)
  })

  test('of a foreign table too is told by name', () => {
    const foreign = 'CREATE FOREIGN TABLE public."C" (\n    b integer\n)\nINHERITS (public.p)\nSERVER s;'
    const text =
      entry({ name: 'C', type: 'FOREIGN TABLE', text: foreign }) + tableData('C', 'public."C" (b)', ['1'])
    expect(tablesOf(text)).toMatchObject([{ name: 'C', columnsByName: true }])
  })

  test('is hashed as it stands where the dump has no schema', () => {
    expect(tablesOf(tableData('c', 'public.c (b, a)', ['1\t2']))).toMatchObject([{ columnsByName: false }])
  })
})

test('the order of columns of any other table counts', () => {
  expect(digestOf('CREATE TABLE t (a int, b int);')).not.toBe(digestOf('CREATE TABLE t (b int, a int);'))
  const [one, other] = ['public.t (a, b)', 'public.t (b, a)'].map((header) =>
    tablesOf(tableData('t', header, ['1\t1'])),
  )
  expect(one?.[0]?.digest).not.toBe(other?.[0]?.digest)
})

describe('an object', () => {
  test('differs with any of its statements', () => {
    const text = 'CREATE TABLE public.t (a text);\nALTER TABLE public.t ENABLE ROW LEVEL SECURITY;'
    const others = [
      text.replace('text', 'date'),
      text.replace('ENABLE', 'FORCE'),
      text.split('\n')[0] as string,
      '',
    ]
    expect(new Set([text, ...others].map((each) => digestOf(each))).size).toBe(5)
  })

  test('differs with space only inside quotes', () => {
    expect(digestOf("CREATE VIEW v AS\n SELECT  'a b' AS x;")).toBe(
      digestOf("CREATE VIEW v AS SELECT 'a b' AS x;"),
    )
    expect(digestOf("SELECT 'a b';")).not.toBe(digestOf("SELECT 'a  b';"))
    expect(digestOf('SELECT "a b";')).not.toBe(digestOf('SELECT "a  b";'))
    expect(digestOf('SELECT $$a b$$;')).not.toBe(digestOf('SELECT $$a  b$$;'))
  })

  test('has the owner apart', () => {
    const text = 'CREATE TABLE public.t (a text);'
    const owned = objectOf(`${text}\n\nALTER TABLE public.t OWNER TO "O'Brien; x";`, { owner: "O'Brien; x" })
    expect(owned).toEqual({ ...objectOf(text), owner: "O'Brien; x" })
    expect(objectOf(text, { owner: '-' })?.owner).toBeNull()
    expect(objectOf(text, { owner: '' })?.owner).toBeNull()
    expect(objectOf(`${text}\nALTER TABLE public.t OWNER TO "a\nb";`, { owner: 'a b' })?.owner).toBe('a\nb')
  })

  test('keeps what only looks like a change of owner', () => {
    const text = "ALTER TABLE t ALTER a SET DEFAULT ' OWNER TO bob';"
    expect(digestOf(text)).not.toBe(digestOf(''))
  })

  test('with the name of another is kept beside it', () => {
    const twice =
      entry({ name: 't', type: 'ACL', text: 'GRANT a;' }) +
      entry({ name: 't', type: 'ACL', text: 'GRANT b;' })
    expect(objectsOf(twice)).toHaveLength(2)
  })

  test('without a statement of its own is one: the public schema', () => {
    const text = '-- *not* creating schema, since initdb creates it\n\n\nALTER SCHEMA public OWNER TO app;'
    expect(objectOf(text, { name: 'public', type: 'SCHEMA', schema: '-', owner: 'x' })).toMatchObject({
      schema: null,
      name: 'public',
      owner: 'app',
    })
  })

  test('is not changed by what the session sets, begins or ends', () => {
    const text = 'CREATE TABLE public.t (a text);'
    const more =
      "\nSET default_tablespace = fast;\nSELECT pg_catalog.set_config('search_path', '', false);\nCOMMIT;\nBEGIN;"
    expect(objectOf(text + more)).toEqual(objectOf(text))
  })

  test('of 3 MB is known in whole', () => {
    const bodyOf = (end: string) => `CREATE FUNCTION f() AS $$${'x'.repeat(3_000_000)}${end}$$;`
    expect(digestOf(bodyOf('a'))).toBe(digestOf(bodyOf('a')))
    expect(digestOf(bodyOf('a'))).not.toBe(digestOf(bodyOf('b')))
  })

  test('of a partitioned table or a view has no access method', () => {
    const types = [
      ['t', 'TABLE', 'CREATE TABLE t (a int);'],
      ['p', 'TABLE', 'CREATE TABLE p (a int)\nPARTITION BY LIST (a);'],
      ['m', 'MATERIALIZED VIEW', 'CREATE MATERIALIZED VIEW m AS SELECT 1 WITH NO DATA;'],
      ['v', 'VIEW', 'CREATE VIEW v AS SELECT 1;'],
    ].map(([name = '', type = '', text = '']) => entry({ name, type, text }))
    const found = objectsOf(`SET default_table_access_method = columnar;\n${types.join('')}`)
    expect(found.map(({ name, accessMethod }) => [name, accessMethod])).toEqual([
      ['m', 'columnar'],
      ['p', null],
      ['t', 'columnar'],
      ['v', null],
    ])
  })
})

describe('grants', () => {
  const acl = (...statements: string[]) => digestOf(statements.join('\n'), { type: 'ACL', name: 'TABLE t' })
  const asBob = [
    'SET SESSION AUTHORIZATION bob;',
    'GRANT SELECT ON TABLE t TO carol;',
    'RESET SESSION AUTHORIZATION;',
  ]

  test('are the same in another order', () => {
    expect(acl('GRANT SELECT ON t TO a;', ...asBob, 'GRANT ALL ON t TO b;')).toBe(
      acl('GRANT ALL ON t TO b;', 'GRANT SELECT ON t TO a;', ...asBob),
    )
  })

  test('differ when another role makes them', () => {
    expect(acl(...asBob)).not.toBe(acl(asBob[1] as string))
    expect(acl(...asBob)).not.toBe(acl('SET SESSION AUTHORIZATION "Bob";', ...asBob.slice(1)))
  })

  test('by the owner are the same where --use-set-session-authorization says who that is', () => {
    const setting = "SET SESSION AUTHORIZATION 'app';\n\n"
    const grant = entry({ name: 'TABLE t', type: 'ACL', text: 'GRANT SELECT ON TABLE t TO carol;' })
    expect(objectsOf(setting + orders + setting + grant)).toEqual(objectsOf(orders + grant))
  })
})

describe('sequences', () => {
  const at = (call: string) =>
    scan(dump(entry({ name: 's', type: 'SEQUENCE SET', text: `SELECT pg_catalog.setval(${call});` })))

  test.each([
    ["'public.s', 9223372036854775807, true", 'public', 's', '9223372036854775807', true],
    ["'public.s', -5, false", 'public', 's', '-5', false],
    [`'"A.b"."it''s, ""(1)"""', 1, true`, 'A.b', 'it\'s, "(1)"', '1', true],
  ])('stand where setval(%s) puts them', (call, schema, name, lastValue, isCalled) => {
    expect(at(call)).toMatchObject({ sequences: [{ schema, name, lastValue, isCalled }], objects: [] })
  })
})

describe('a comment that names an entry', () => {
  test('is read by the last place that fits', () => {
    const name = 'a; Type: TABLE; Schema: b; Owner: c'
    expect(objectsOf(entry({ name, type: 'TABLE', schema: 'x; Owner: y', owner: 'o' }))).toMatchObject([
      { type: 'TABLE', schema: 'x; Owner: y', name, owner: 'o' },
    ])
  })

  test('of data is read by the last place that fits data', () => {
    const text = entry({
      name: 'x',
      type: 'TABLE DATA',
      part: 'Data for ',
      schema: 's; Type: TABLE; Schema: t',
    })
    expect(tablesOf(text)).toMatchObject([{ schema: 's; Type: TABLE; Schema: t', name: 'x' }])
  })

  test('may have more lines in a verbose dump', () => {
    const verbose = orders.replace(
      '--\n--',
      '--\n-- TOC entry 215 (class 1259 OID 16385)\n-- Dependencies: 3 5\n--',
    )
    expect(objectsOf(verbose)).toEqual(objectsOf(orders))
  })
})

test("the planner's statistics are not what the database contains", () => {
  const text = "SELECT * FROM pg_catalog.pg_restore_relation_stats(\n\t'version', '180006'::integer\n);"
  const statistics = entry({ name: 't', type: 'STATISTICS DATA', owner: '-', part: 'Statistics for ', text })
  expect(scan(dump(orders + statistics))).toEqual(scan(dump(orders)))
})

test('what --clean and --create put before and between the entries is not either', () => {
  const drops = "DROP TABLE public.orders;\nSELECT pg_catalog.lo_unlink('1');\n"
  const database = entry({
    name: 'shop',
    type: 'DATABASE',
    schema: '-',
    text: 'CREATE DATABASE shop;\n\n\nALTER DATABASE shop OWNER TO app;\n\n\\unrestrict x\n\\connect shop\n\\restrict x\n\nSET lock_timeout = 0;',
  })
  const found = scan(dump(drops + database + body))
  expect(found.objects).toMatchObject([
    { type: 'CONSTRAINT' },
    { type: 'DATABASE' },
    { type: 'SEQUENCE' },
    { type: 'TABLE' },
  ])
  expect(found.objects.filter(({ type }) => type !== 'DATABASE')).toEqual(scan(dump(body)).objects)
})

describe('names', () => {
  test.each([
    ['UTF8', '\u00c3\u00a9', '\u00e9'],
    ['LATIN1', '\u00e9', '\u00e9'],
    ['LATIN2', '\u00b3', '\u0142'],
    ['WIN1251', '\u00cf', '\u041f'],
    ['SJIS', '\u0095\u005c', '\u8868'],
    ['MULE_INTERNAL', '\u0081\u00e9', '\u0081\u00e9'],
  ])('are decoded from %s', (encoding, raw, name) => {
    const text = entry({ name: raw, type: 'TABLE' }) + tableData(raw, `public."${raw}" (a)`, [])
    const found = scan(Buffer.from(dump(text, { encoding }), 'latin1'))
    expect(found).toMatchObject({ encoding, tables: [{ name }], objects: [{ name }] })
  })

  test('that are no text in their encoding keep two tables apart', () => {
    const text = Buffer.from(
      tableData('x', 'public."\u00ff" (a)', ['1']) + tableData('x', 'public."\u00fe" (a)', []),
      'latin1',
    )
    expect(scan(text).tables.map(({ name }) => name)).toEqual(['\u00fe', '\u00ff'])
  })
})

test('while standard_conforming_strings is off, escaped quotes end nothing', () => {
  const text = entry({
    name: 'f',
    type: 'FUNCTION',
    text: "CREATE FUNCTION f() AS 'it\\'s;\n-- Name: x; Type: TABLE; Schema: s; Owner: o\n';",
  })
  expect(scan(dump(text, { standardStrings: 'off' })).objects).toHaveLength(1)
})

test('a large object that is written in another way is listed without its content', () => {
  const text =
    "SELECT pg_catalog.lo_open('1', 131072);\nSELECT pg_catalog.lowrite(0, '\\\\001');\nSELECT pg_catalog.lo_close(0);"
  expect(scan(text).largeObjects).toEqual([{ oid: 1, bytes: null, digest: null }])
})

test('any text at all is read to its end', () => {
  const bits = [
    'COPY t (a) FROM stdin;\n',
    '\\.\n',
    "'",
    '"',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
    ';',
    '(',
    ')',
    '\n',
    'E',
    '\\',
    'BEGIN ',
    'x',
  ]
  const more = [
    "SELECT pg_catalog.lowrite(0, '\\x41",
    "SELECT pg_catalog.setval('",
    'INSERT INTO ',
    'SET client_encoding = ',
    'ALTER t OWNER TO ',
  ]
  const header = '\n-- Name: t; Type: TABLE; Schema: public; Owner: me\n'
  const some = fc.array(fc.constantFrom(...bits, ...more, header), { maxLength: 60 })
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 20 }), (chosen, size) => {
      const text = chosen.join('')
      expect(scan(text, size)).toEqual(scan(text))
    }),
    { numRuns: 500 },
  )
})
