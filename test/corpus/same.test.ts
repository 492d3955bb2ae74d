import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { BackupRequest } from '../../src/backup.ts'
import {
  changeManifest,
  contentOf,
  drillWithAccident,
  dumpKeys,
  formats,
  replaceVouched,
  sha256,
  startGoodScene,
} from './good.ts'
import type { DrillScene } from './scene.ts'

// What a restore changes, and is no difference: a drill that is red for these is one that nobody reads.
const accidents: readonly (readonly [what: string, sql: string])[] = [
  ['rows lie in another order', 'UPDATE public.orders SET total = total WHERE id % 7 = 0'],
  ['rows were sorted', 'CLUSTER public.worn USING worn_pkey; ALTER TABLE public.worn SET WITHOUT CLUSTER'],
  ['a column that came and went', 'ALTER TABLE public.visits ADD x int; ALTER TABLE public.visits DROP x'],
  [
    'grants in another order',
    'REVOKE SELECT ON public.orders FROM drill_bob; GRANT SELECT ON public.orders TO drill_bob',
  ],
  [
    'objects were made anew',
    'DROP INDEX public.orders_customer; CREATE INDEX orders_customer ON public.orders (customer)',
  ],
  ['an index was rebuilt', 'REINDEX TABLE public.orders'],
  ['statistics were gathered', 'ANALYZE'],
  ['a materialised view was filled again', 'REFRESH MATERIALIZED VIEW public.best'],
  [
    'a large object was written twice',
    "SELECT pg_catalog.lo_put(4001, 0, 'x'), pg_catalog.lo_put(4001, 0, '\\x01')",
  ],
]

let scene: DrillScene
beforeAll(async () => {
  scene = await startGoodScene()
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

const verified = { verdict: 'verified', differences: [], reason: null }

describe.each(formats)('%s: no difference is that', (format) => {
  test.each(accidents)('%s', async (_, sql) => {
    expect(await drillWithAccident(scene, format, sql)).toMatchObject(verified)
  })

  test('the columns of an inherited table come in another order', async () => {
    const columns = `SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_catalog.pg_attribute
      WHERE attrelid = 'public.child'::regclass AND attnum > 0`
    expect(await scene.source.psql('good', columns)).toBe('c,b,a\n')
    // A restore that fails here would not be verified.
    const other = `DO $do$ BEGIN ASSERT (${columns}) = 'a,b,c'; END $do$`
    expect(await drillWithAccident(scene, format, other)).toMatchObject(verified)
    const same = `DO $do$ BEGIN ASSERT (${columns}) = 'c,b,a'; END $do$`
    expect(await drillWithAccident(scene, format, same)).toMatchObject({ verdict: 'failed' })
  })
})

describe('the text of a dump', () => {
  /** Drills the good plain dump with its text changed; everything vouches for it but the stored fingerprint. */
  async function drillText(change: (text: string) => string) {
    const store = await scene.backUp('good')
    const before = gunzipSync(contentOf(store, dumpKeys.plain)).toString()
    const text = change(before)
    expect(text).not.toBe(before)
    replaceVouched(store, dumpKeys.plain, gzipSync(text))
    const plain = { bytes: Buffer.byteLength(text), sha256: sha256(Buffer.from(text)) }
    changeManifest(store, (manifest) => ({ ...manifest, plain }))
    return (await scene.drill(store, 'good')).record
  }

  test.each<[string, (text: string) => string]>([
    ['has another random token', (text) => text.replace(/^(\\(?:un)?restrict )\w+$/gm, '$1another')],
    ['has no random token', (text) => text.replace(/^\\(un)?restrict .*\n/gm, '')],
    [
      'is of another minor version of the server',
      (text) => text.replace(/^(-- Dumped from .* version \d+)\.\d+.*$/m, '$1.99'),
    ],
    [
      'is by another pg_dump',
      (text) => text.replace(/^(-- Dumped by pg_dump version \d+)\.\d+.*$/m, '$1.99 (a build)'),
    ],
    [
      'has more comments',
      (text) => text.replace(/^-- Dumped by .*$/m, '$&\n\n-- Started on 2026-11-22 02:00:00 UTC'),
    ],
    [
      'has its rows in another order',
      (text) => text.replace('a\t2026-01-01\nb\t2026-01-02\n', 'b\t2026-01-02\na\t2026-01-01\n'),
    ],
  ])('%s', async (_, change) => {
    expect(await drillText(change)).toMatchObject(verified)
  })
})

describe('a database', () => {
  const filled = [
    'CREATE TABLE t (id int PRIMARY KEY, note text)',
    "INSERT INTO t SELECT i, 'note ' || i FROM generate_series(1, 2000) i",
  ]

  test.each<[string, string[]]>([
    ['that is sorted by an index', [...filled, 'CLUSTER t USING t_pkey']],
    [
      'that was changed and vacuumed',
      [
        ...filled,
        "UPDATE t SET note = repeat('x', id) WHERE id % 3 = 0",
        'DELETE FROM t WHERE id % 5 = 0',
        'VACUUM t',
        "INSERT INTO t SELECT i, 'again' FROM generate_series(3001, 3100) i",
      ],
    ],
    [
      'whose materialised view is out of date',
      [...filled, 'CREATE MATERIALIZED VIEW m AS SELECT * FROM t', 'DELETE FROM t WHERE id < 9'],
    ],
    [
      'whose constraints do not hold for old rows',
      [
        ...filled,
        'CREATE TABLE u AS SELECT -1 AS t',
        'ALTER TABLE u ADD CONSTRAINT ut FOREIGN KEY (t) REFERENCES t NOT VALID',
        'ALTER TABLE u ADD CONSTRAINT positive CHECK (t > 0) NOT VALID',
      ],
    ],
    [
      'whose own settings print values in other ways',
      [
        `DO $$ DECLARE setting text; BEGIN
           FOREACH setting IN ARRAY ARRAY['datestyle = ''SQL, DMY''', 'timezone = ''Asia/Tokyo''',
             'intervalstyle = ''sql_standard''', 'bytea_output = ''escape''', 'extra_float_digits = 0'] LOOP
             EXECUTE format('ALTER DATABASE %I SET %s', current_database(), setting);
           END LOOP;
         END $$`,
        `CREATE TABLE v AS SELECT 0.1::float8 + 0.2 AS f, 1e-300::float8 AS g, 'NaN'::float4 AS h,
           '1 mon 2 days'::interval AS i, '2026-03-29 02:30+01'::timestamptz AS t, '\\x00ff'::bytea AS b,
           '-infinity'::date AS d`,
      ],
    ],
  ])('%s', async (what, statements) => {
    const name = what.replaceAll(' ', '_')
    await scene.create(name, '')
    // A statement at a time, for VACUUM runs in no transaction.
    for (const statement of statements) await scene.source.psql(name, statement)
    for (const format of formats) {
      const { record } = await scene.drill(await scene.backUp(name, { format }), name)
      expect(record).toMatchObject(verified)
    }
  })

  test.each<[string, string]>([
    ['LATIN1', "INSERT INTO t VALUES (1, E'caf\\u00e9')"],
    ['SQL_ASCII', "INSERT INTO t VALUES (1, E'\\xe9\\xff')"],
    ['EUC_JP', "INSERT INTO t VALUES (1, U&'\\8868')"],
  ])('in the encoding %s', async (encoding, sql) => {
    const name = encoding.toLowerCase()
    await scene.source.query(
      'postgres',
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING '${encoding}' LOCALE 'C'`,
    )
    await scene.source.query(name, `SET client_encoding = 'UTF8'; CREATE TABLE t (id int, note text); ${sql}`)
    for (const format of formats) {
      const { record } = await scene.drill(await scene.backUp(name, { format }), name)
      expect(record).toMatchObject(verified)
    }
  })

  test.each<[string, Partial<BackupRequest>]>([
    ['--verbose', { pgDumpArguments: ['--verbose'] }],
    ['--clean', { pgDumpArguments: ['--clean', '--if-exists'] }],
    ['--no-owner', { pgDumpArguments: ['--no-owner', '--no-privileges'] }],
    ['--column-inserts', { pgDumpArguments: ['--column-inserts', '--rows-per-insert=9'] }],
    ['--load-via-partition-root', { pgDumpArguments: ['--load-via-partition-root'] }],
    ['--quote-all-identifiers', { pgDumpArguments: ['--quote-all-identifiers'] }],
    ['--schema-only', { pgDumpArguments: ['--schema-only'] }],
    ['--encoding', { pgDumpArguments: ['--encoding=LATIN1'] }],
  ])('dumped with %s', async (_, changes) => {
    for (const format of formats) {
      const { record } = await scene.drill(await scene.backUp('good', { ...changes, format }), 'good')
      expect(record).toMatchObject(verified)
    }
  })
})
