import { describe, expect, test } from '@jest/globals'
import { compareFingerprints } from '../../src/fingerprint/compare.ts'
import type { Fingerprint } from '../../src/fingerprint/fingerprint.ts'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { differenceText } from '../../src/report/difference-text.ts'
import { dump, type Entry, entry } from './dump-text.ts'

function fingerprint(...entries: readonly Entry[]): Fingerprint {
  const scan = createFingerprintScan()
  scan.write(Buffer.from(dump(entries.map(entry).join(''))))
  return scan.end()
}

const differences = (original: readonly Entry[], restored: readonly Entry[]) =>
  compareFingerprints(fingerprint(...original), fingerprint(...restored)).map(differenceText)

const table = (text: string): Entry[] => [{ name: 't', type: 'TABLE', text }]
const view = (query: string): Entry[] => [
  { name: 'v', type: 'VIEW', text: `CREATE VIEW public.v AS\n ${query};` },
]
const matview = (query: string): Entry[] => [
  {
    name: 'v',
    type: 'MATERIALIZED VIEW',
    text: `CREATE MATERIALIZED VIEW public.v AS\n ${query}\n  WITH NO DATA;`,
  },
]

// As 15 (or 17) and 16 (or 18) print the same.
const reworded: [string, readonly Entry[], readonly Entry[]][] = [
  [
    'a view of one table',
    view('SELECT t.id,\n    t."select" AS s\n   FROM public.t\n  WHERE (t.id > 0)\n  ORDER BY t.id'),
    view('SELECT id,\n    "select" AS s\n   FROM public.t\n  WHERE (id > 0)\n  ORDER BY id'),
  ],
  [
    'a materialised view of one table by another name',
    matview('SELECT x.a,\n    count(*) AS n\n   FROM ONLY public."order" x\n  GROUP BY x.a'),
    matview('SELECT a,\n    count(*) AS n\n   FROM ONLY public."order" x\n  GROUP BY a'),
  ],
  [
    'a view whose subquery speaks of the table outside',
    view(
      'SELECT t.id\n   FROM public.t\n  WHERE (EXISTS ( SELECT 1\n           FROM public.u\n          WHERE (u.id = t.id)))',
    ),
    view(
      'SELECT id\n   FROM public.t\n  WHERE (EXISTS ( SELECT 1\n           FROM public.u\n          WHERE (u.id = t.id)))',
    ),
  ],
  [
    'a view of a subquery, of a function, of an XMLTABLE, of a sample',
    [
      ...view('SELECT s.a\n   FROM ( SELECT t.a\n           FROM public.t) s'),
      ...view('SELECT n.n\n   FROM generate_series(1, 9) WITH ORDINALITY n(n, o)\n  WHERE (n.o > 1)'),
      ...view(`SELECT "xmltable".a\n   FROM XMLTABLE(('/r'::text) PASSING (x) COLUMNS a integer)`),
      ...view('SELECT t.a\n   FROM public.t TABLESAMPLE system (10)'),
    ],
    [
      ...view('SELECT a\n   FROM ( SELECT t.a\n           FROM public.t) s'),
      ...view('SELECT n\n   FROM generate_series(1, 9) WITH ORDINALITY n(n, o)\n  WHERE (o > 1)'),
      ...view(`SELECT a\n   FROM XMLTABLE(('/r'::text) PASSING (x) COLUMNS a integer)`),
      ...view('SELECT a\n   FROM public.t TABLESAMPLE system (10)'),
    ],
  ],
  [
    'a recursive view',
    view(
      'WITH RECURSIVE p(id) AS (\n         SELECT c.id\n           FROM public.c\n        UNION ALL\n         SELECT c.id\n           FROM (public.c\n             JOIN p p_1 ON ((p_1.id = c.up)))\n        )\n SELECT p.id\n   FROM p',
    ),
    view(
      'WITH RECURSIVE p(id) AS (\n         SELECT c.id\n           FROM public.c\n        UNION ALL\n         SELECT c.id\n           FROM (public.c\n             JOIN p p_1 ON ((p_1.id = c.up)))\n        )\n SELECT id\n   FROM p',
    ),
  ],
  [
    'XMLSERIALIZE',
    view(`SELECT XMLSERIALIZE(CONTENT '<a/>'::xml AS text) AS x`),
    view(`SELECT XMLSERIALIZE(CONTENT '<a/>'::xml AS text NO INDENT) AS x`),
  ],
  [
    'columns with the names of new keywords',
    table('CREATE TABLE public.t (\n    json json,\n    system_user text\n);'),
    table('CREATE TABLE public.t (\n    "json" json,\n    "system_user" text\n);'),
  ],
  [
    "a partition without its parent's default",
    table('CREATE TABLE public.t (\n    a integer DEFAULT NULL,\n    b integer DEFAULT NULL NOT NULL\n);'),
    table('CREATE TABLE public.t (\n    a integer,\n    b integer NOT NULL\n);'),
  ],
  [
    'an inherited column that must not be null',
    table(
      'CREATE TABLE public.t (\n)\nINHERITS (public.p);\nALTER TABLE ONLY public.t ALTER COLUMN a SET NOT NULL;',
    ),
    table('CREATE TABLE public.t (\n    NOT NULL a\n)\nINHERITS (public.p);'),
  ],
  [
    'large objects in one entry',
    [
      blob('4001', `${create(4001)}\n\n\n${own(4001)}`),
      blob('4002', `${create(4002)}\n\n\n${own(4002)}`),
      acl('LARGE OBJECT 4001', grant(4001)),
      acl('LARGE OBJECT 4002', grant(4002)),
    ],
    [
      {
        ...blob('4001..4002', `${create(4001)}\n${create(4002)}\n\n${own(4001)}\n${own(4002)}`),
        type: 'BLOB METADATA',
      },
      acl('LARGE OBJECTS 4001..4002', `${grant(4001)}\n${grant(4002)}`),
    ],
  ],
]

function create(oid: number): string {
  return `SELECT pg_catalog.lo_create('${oid}');`
}

function own(oid: number): string {
  return `ALTER LARGE OBJECT ${oid} OWNER TO app;`
}

function grant(oid: number): string {
  return `GRANT SELECT ON LARGE OBJECT ${oid} TO clerk;`
}

function blob(name: string, text: string): Entry {
  return { name, type: 'BLOB', schema: '-', text }
}

function acl(name: string, text: string): Entry {
  return { name, type: 'ACL', schema: '-', text }
}

describe('what two majors write in other words', () => {
  test.each(reworded)('is the same: %s', (_, older, newer) => {
    expect(differences(older, newer)).toEqual([])
    expect(differences(newer, older)).toEqual([])
  })
})

const using = '(public.t t_1\n     JOIN public.u USING (id))'

describe('what only looks like other words', () => {
  test.each<[string, readonly Entry[], readonly Entry[], string]>([
    [
      'a column of the other of two tables',
      view('SELECT t.id\n   FROM (public.t\n     JOIN public.u ON ((t.id = u.id)))'),
      view('SELECT u.id\n   FROM (public.t\n     JOIN public.u ON ((t.id = u.id)))'),
      'changed view public.v',
    ],
    // What USING merges is written without a table.
    [
      'a column of one table instead of the one that USING made of two',
      view(`SELECT t.id\n   FROM ${using},\n    public.t`),
      view(`SELECT id\n   FROM ${using},\n    public.t`),
      'changed view public.v',
    ],
    [
      'such a column in a subquery',
      view(
        `SELECT id\n   FROM public.t\n  WHERE (EXISTS ( SELECT 1\n           FROM ${using}\n          WHERE (id = 1)))`,
      ),
      view(
        `SELECT id\n   FROM public.t\n  WHERE (EXISTS ( SELECT 1\n           FROM ${using}\n          WHERE (t.id = 1)))`,
      ),
      'changed view public.v',
    ],
    [
      'such a column in a union',
      view(`SELECT t.id\n   FROM public.t\n  WHERE (t.id > 0)\nUNION\n SELECT t.id\n   FROM ${using}`),
      view(`SELECT t.id\n   FROM public.t\n  WHERE (t.id > 0)\nUNION\n SELECT id\n   FROM ${using}`),
      'changed view public.v',
    ],
    [
      'whole rows that are counted, instead of all rows',
      view('SELECT count(t.*) AS n\n   FROM public.t'),
      view('SELECT count(*) AS n\n   FROM public.t'),
      'changed view public.v',
    ],
    [
      'another table',
      view('SELECT t.id\n   FROM public.t'),
      view('SELECT t.id\n   FROM other.t'),
      'changed view public.v',
    ],
    [
      'a default that a child does not inherit',
      table('CREATE TABLE public.t (\n    a integer DEFAULT NULL\n)\nINHERITS (public.p);'),
      table('CREATE TABLE public.t (\n    a integer\n)\nINHERITS (public.p);'),
      'changed table public.t',
    ],
    [
      'a lost NOT NULL of an inherited column',
      table('CREATE TABLE public.t (\n    NOT NULL a,\n    NOT NULL b\n)\nINHERITS (public.p);'),
      table('CREATE TABLE public.t (\n    NOT NULL a\n)\nINHERITS (public.p);'),
      'changed table public.t',
    ],
    [
      'XMLSERIALIZE with INDENT',
      view(`SELECT XMLSERIALIZE(CONTENT '<a/>'::xml AS text INDENT) AS x`),
      view(`SELECT XMLSERIALIZE(CONTENT '<a/>'::xml AS text NO INDENT) AS x`),
      'changed view public.v',
    ],
    [
      'one of several large objects in an entry',
      [{ ...blob('1..2', `${create(1)}\n${create(2)}`), type: 'BLOB METADATA' }],
      [{ ...blob('1', create(1)), type: 'BLOB METADATA' }],
      'missing large object 2',
    ],
    [
      "one large object's privileges, of several in an entry",
      [acl('LARGE OBJECTS 1..2', `${grant(1)}\n${grant(2)}`)],
      [acl('LARGE OBJECT 2', grant(2))],
      'missing privileges on large object 1',
    ],
  ])('differs: %s', (_, original, restored, difference) => {
    expect(differences(original, restored)).toEqual([difference])
  })
})
