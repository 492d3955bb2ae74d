import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type BackupRequest, backup } from '../src/backup.ts'
import { encodeManifest, type Manifest, parseManifest } from '../src/catalog/manifest.ts'
import { InconclusiveError, PgdrillError } from '../src/errors.ts'
import { wholeDatabase } from '../src/postgres/selection.ts'
import { type VerifyRequest, verify } from '../src/verify.ts'
import { MemoryStore } from './fakes/memory-store.ts'
import { connectionTo as reach } from './postgres/reach.ts'
import { type PostgresServer, startPostgres } from './servers/postgres.ts'
import { loadSample } from './servers/sample.ts'

const odd = fileURLToPath(new URL('fingerprint/odd.sql', import.meta.url))
const path = process.env.PATH ?? ''
const silent = {
  info: () => undefined,
  warning: () => undefined,
  track: () => ({ [Symbol.dispose]: () => undefined }),
}

let source: PostgresServer
let target: PostgresServer

beforeAll(async () => {
  source = await startPostgres()
  target = await startPostgres()
  await source.createDatabase('odd')
  await source.psql('odd', { file: odd })
  await source.createDatabase('small')
  await source.psql('small', small)
}, 60_000)

afterAll(async () => {
  await source?.stop()
  await target?.stop()
})

// One of each thing that a corpus of broken backups breaks.
const small = `
  CREATE ROLE drill_ann; CREATE ROLE drill_bob;
  CREATE TYPE mood AS ENUM ('sad', 'happy');
  CREATE TABLE customers (id int PRIMARY KEY, name text DEFAULT 'nobody', feels mood);
  ALTER TABLE customers OWNER TO drill_ann;
  INSERT INTO customers SELECT i, 'customer ' || i, 'happy' FROM generate_series(1, 50) i;
  CREATE TABLE orders (id serial PRIMARY KEY, customer int REFERENCES customers, total int CHECK (total > 0));
  INSERT INTO orders (customer, total) SELECT 1 + i % 50, i FROM generate_series(1, 200) i;
  CREATE INDEX orders_customer ON orders (customer);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
  CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
  GRANT SELECT ON orders TO drill_bob;
  COMMENT ON TABLE orders IS 'what they bought';
  ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON customers USING (name = CURRENT_USER);
  CREATE VIEW totals AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
  SELECT lo_from_bytea(4001, '\\x0102');`

const made = new Map<string, Promise<MemoryStore>>()

/** A store of its own for each caller; what is backed up in one way is backed up once. */
async function backUp(database: string, changes: Partial<BackupRequest> = {}): Promise<MemoryStore> {
  const key = JSON.stringify([database, changes])
  const first = made.get(key) ?? backUpNow(database, changes)
  made.set(key, first)
  const store = new MemoryStore()
  for (const [name, object] of (await first).objects) store.objects.set(name, object)
  return store
}

async function backUpNow(database: string, changes: Partial<BackupRequest>): Promise<MemoryStore> {
  const store = new MemoryStore()
  await backup({
    name: database,
    connection: reach(source, database),
    stores: [store],
    format: 'plain',
    compression: { kind: 'gzip', level: 1 },
    selection: wholeDatabase,
    pgDumpArguments: [],
    lockWaitTimeoutMs: 10_000,
    globals: true,
    path,
    policy: {
      keepDays: 30,
      keepLast: 0,
      keepHourly: 0,
      keepDaily: 0,
      keepWeekly: 0,
      keepMonthly: 0,
      keepYearly: 0,
      keepMin: 1,
    },
    prune: 'no',
    toolVersion: '0.1.0',
    now: new Date('2026-11-22T02:00:00Z'),
    signal: new AbortController().signal,
    report: silent,
    ...changes,
  })
  return store
}

type Changes = Partial<Omit<VerifyRequest, 'target'>> & { target?: VerifyRequest['target'] | undefined }

function drill(store: MemoryStore, name: string, changes: Changes = {}) {
  const { target: server = undefined, ...others } = { target: reach(target, 'postgres'), ...changes }
  return verify({
    ...(server && { target: server }),
    what: { kind: 'latest', name },
    stores: [store],
    path,
    minRows: [],
    toolVersion: '0.1.0',
    now: new Date('2026-11-22T03:00:00Z'),
    signal: new AbortController().signal,
    report: silent,
    ...others,
  })
}

/** What is left on the server that drills run on. */
async function leftOn(server: PostgresServer): Promise<string[]> {
  const rows = await server.query<{ name: string }>(
    'postgres',
    `SELECT datname::text AS name FROM pg_database WHERE datname ~ 'scratch'
     UNION ALL SELECT rolname FROM pg_roles WHERE rolname !~ '^(pg_|postgres$)'
     UNION ALL SELECT spcname FROM pg_tablespace WHERE spcname !~ '^pg_'`,
  )
  return rows.map(({ name }) => name)
}

describe('a good backup is verified', () => {
  test.each<[string, Partial<BackupRequest>]>([
    ['plain, gzip', {}],
    ['plain, zstd', { compression: { kind: 'zstd', level: 1 } }],
    ['plain, none', { compression: { kind: 'none' } }],
    ['custom', { format: 'custom' }],
    ['plain, as INSERT statements', { pgDumpArguments: ['--column-inserts'] }],
    ['plain, without owners and some data', { pgDumpArguments: ['--no-owner', '--exclude-table-data=worn'] }],
  ])('with everything odd in it: %s', async (_, changes) => {
    const { record } = await drill(await backUp('odd', changes), 'odd')
    expect(record).toMatchObject({ verdict: 'verified', differences: [], reason: null, ageSeconds: 3600 })
    expect(record.tablesCompared).toBeGreaterThan(20)
    expect(await leftOn(target)).toEqual([])
  })

  test('on a scratch cluster of its own, the sample database', async () => {
    await loadSample(source, 'shop')
    const store = await backUp('shop')
    const { record, location } = await drill(store, 'shop', { target: undefined })
    expect(record).toMatchObject({ verdict: 'verified', differences: [] })
    expect(record.rowsCompared).toBeGreaterThan(100_000)
    expect(location).toBe('memory:/shop_backup_2026-11-22_02-00-00.drill.json')
  }, 60_000)
})

const stem = 'small_backup_2026-11-22_02-00-00'
const dumpKey = `${stem}.sql.gz`
const fingerprintKey = `${stem}.fingerprint.json.gz`

/** The store with the dump's text changed; what vouches for it is made to agree, but for the stored fingerprint. */
async function withText(change: (text: string) => string): Promise<MemoryStore> {
  const store = await backUp('small')
  const text = change(gunzipSync(contentOf(store, dumpKey)).toString())
  const stored = gzipSync(text)
  put(store, dumpKey, stored)
  changeManifest(store, (manifest) => ({
    ...manifest,
    plain: { bytes: Buffer.byteLength(text), sha256: sha256(Buffer.from(text)) },
    objects: manifest.objects.map((object) =>
      object.key === dumpKey ? { ...object, bytes: stored.length, sha256: sha256(stored) } : object,
    ),
  }))
  return store
}

function contentOf(store: MemoryStore, key: string): Buffer {
  return store.objects.get(key)?.bytes as Buffer
}

function put(store: MemoryStore, key: string, bytes: Buffer): void {
  store.objects.set(key, { bytes, modifiedAt: new Date() })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function changeManifest(store: MemoryStore, change: (manifest: Manifest) => Manifest): void {
  const key = `${stem}.manifest.json`
  const manifest = parseManifest(contentOf(store, key).toString(), key)
  put(store, key, Buffer.from(encodeManifest(change(manifest))))
}

async function findingsOf(store: MemoryStore): Promise<string[]> {
  const { record } = await drill(store, 'small')
  expect(record.verdict).toBe('failed')
  expect(await leftOn(target)).toEqual([])
  return record.differences.map(({ text }) => text)
}

describe('a dump that restores to something else is found out', () => {
  // What psql does to the scratch database when it has loaded all: as if the restore had lost or changed just this.
  const after = (sql: string) =>
    withText((text) => text.replace('-- PostgreSQL database dump complete', (end) => `${sql}\n\n${end}`))

  test.each([
    ['DELETE FROM public.orders WHERE id = 7;', 'table public.orders has 1 row fewer: 199 of 200'],
    ['DELETE FROM public.orders WHERE id < 4;', 'table public.orders has 3 rows fewer: 197 of 200'],
    [
      'UPDATE public.orders SET total = total + 1 WHERE id = 7;',
      'changed content of table public.orders, though it has the same 200 rows',
    ],
    [
      "INSERT INTO public.customers VALUES (51, 'x', 'sad');",
      'table public.customers has 1 row more: 51 instead of 50',
    ],
    ['DROP INDEX public.orders_customer;', 'missing index public.orders_customer'],
    [
      'ALTER TABLE public.orders DROP CONSTRAINT orders_customer_fkey;',
      'missing foreign key orders_customer_fkey of table public.orders',
    ],
    ['ALTER TABLE public.orders DROP CONSTRAINT orders_total_check;', 'changed table public.orders'],
    ['DROP TRIGGER touched ON public.orders;', 'missing trigger touched of table public.orders'],
    ['REVOKE SELECT ON public.orders FROM drill_bob;', 'missing privileges on table public.orders'],
    ['COMMENT ON TABLE public.orders IS NULL;', 'missing comment on table public.orders'],
    [
      "SELECT pg_catalog.nextval('public.orders_id_seq');",
      'sequence public.orders_id_seq stands at 201, not at 200',
    ],
    [
      "SELECT pg_catalog.lo_put(4001, 1, 'x');",
      'changed content of large object 4001, though it has the same 2 bytes',
    ],
    ['SELECT pg_catalog.lo_unlink(4001);', 'missing content of large object 4001: 2 bytes'],
    ['DROP POLICY own ON public.customers;', 'missing policy own of table public.customers'],
    [
      'ALTER TABLE public.customers DISABLE ROW LEVEL SECURITY;',
      'missing row-level security of public.customers',
    ],
    ["ALTER TABLE public.customers ALTER name SET DEFAULT 'x';", 'changed table public.customers'],
    ["ALTER TYPE public.mood ADD VALUE 'new';", 'changed type public.mood'],
    ['DROP VIEW public.totals;', 'missing view public.totals'],
    ['CREATE TABLE public.more ();', 'unexpected table public.more'],
    [
      'ALTER TABLE public.customers OWNER TO drill_bob;',
      'table public.customers has owner drill_bob, not drill_ann',
    ],
  ])('%s: %s', async (sql, finding) => {
    expect(
      await findingsOf(await after(`DO $$ BEGIN ${sql.replace(/^SELECT/, 'PERFORM')} END $$;`)),
    ).toContain(finding)
  })
})

describe('a dump that is not the one that was taken is found out', () => {
  const rowOf7 = '7\t8\t7\n'

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'one row missing',
      (text) => text.replace(rowOf7, ''),
      /holds 4 tables and 249 rows, its manifest says|stored fingerprint/,
    ],
    [
      'one byte changed',
      (text) => text.replace('customer 7\t', 'customer X\t'),
      /not the one its stored fingerprint is of: 1 /,
    ],
    [
      'an index missing',
      (text) => text.replace(/CREATE INDEX .*;/, ''),
      /not the one its stored fingerprint is of/,
    ],
    [
      'a row twice',
      (text) => text.replace('9\t10\t9\n', '$&$&'),
      /duplicate key|violates|could not create unique/,
    ],
    ['the end missing', (text) => text.slice(0, text.indexOf('CREATE INDEX')), /the dump is cut short/],
    ['nothing left', () => '', /the dump is empty/],
    [
      'SQL that is none',
      (text) => text.replace('CREATE INDEX', 'CREATE INDEXX'),
      /syntax error.*CREATE INDEXX/s,
    ],
  ])('%s', async (_, change, finding) => {
    const store = await withText(change)
    expect((await findingsOf(store)).join('\n')).toMatch(finding)
  })
})

describe('stored bytes that are not those of the manifest are found out', () => {
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['a truncated file', (bytes) => bytes.subarray(0, bytes.length - 100)],
    [
      'a flipped bit',
      (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 30 ? byte ^ 1 : byte))),
    ],
    ['bytes added', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['no bytes that are gzip', (bytes) => Buffer.alloc(bytes.length)],
  ])('%s', async (_, change) => {
    const store = await backUp('small')
    put(store, dumpKey, change(contentOf(store, dumpKey)))
    expect((await findingsOf(store)).join()).toMatch(/cannot trust|cannot decompress/)
  })

  test('a flipped bit in a custom archive', async () => {
    const store = await backUp('small', { format: 'custom' })
    const bytes = contentOf(store, `${stem}.dump`)
    put(
      store,
      `${stem}.dump`,
      Buffer.from(bytes.map((byte, at) => (at === bytes.length - 300 ? byte ^ 1 : byte))),
    )
    expect((await findingsOf(store)).join()).toMatch(/cannot trust/)
  })

  test('the dump of another database', async () => {
    const store = await backUp('small')
    put(store, dumpKey, contentOf(await backUp('odd'), 'odd_backup_2026-11-22_02-00-00.sql.gz'))
    expect((await findingsOf(store)).join()).toMatch(/cannot trust/)
  })

  test('a manifest of another backup', async () => {
    const store = await backUp('small')
    const key = 'odd_backup_2026-11-22_02-00-00.manifest.json'
    put(store, `${stem}.manifest.json`, contentOf(await backUp('odd'), key))
    expect((await findingsOf(store)).join()).toMatch(/backup is "odd_backup_2026-11-22_02-00-00"/)
  })

  test('a fingerprint of another backup', async () => {
    const store = await backUp('small')
    put(
      store,
      fingerprintKey,
      contentOf(await backUp('odd'), 'odd_backup_2026-11-22_02-00-00.fingerprint.json.gz'),
    )
    expect((await findingsOf(store)).join()).toMatch(/cannot trust .*fingerprint/)
  })

  test('roles that were cut', async () => {
    const store = await backUp('small')
    const key = `${stem}.globals.sql.gz`
    put(store, key, contentOf(store, key).subarray(0, 50))
    expect((await findingsOf(store)).join()).toMatch(/cannot trust .*globals/)
  })

  test('a dump that is gone', async () => {
    const store = await backUp('small')
    store.objects.delete(dumpKey)
    expect((await findingsOf(store)).join()).toMatch(/there is no such object/)
  })
})

describe('what cannot be tried is inconclusive', () => {
  test.each<[string, Partial<VerifyRequest>, RegExp]>([
    ['no server', { target: { ...unreachable(), port: 1 } }, /cannot connect to/],
    ['no tools', { clientPath: '/nonexistent' }, /cannot use client-path/],
  ])('%s', async (_, changes, reason) => {
    const { record } = await drill(await backUp('small'), 'small', changes)
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      differences: [],
      reason: expect.stringMatching(reason),
    })
  })

  test('an extension that the server lacks, with an image that has it', async () => {
    const store = await withText((text) =>
      text.replace('\n--\n-- Name: ', '\nCREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;\n$&'),
    )
    const { record } = await drill(store, 'small')
    expect(record.verdict).toBe('inconclusive')
    expect(record.reason).toMatch(/no extension "vector"; .*pgvector\/pgvector:pg/)
  })

  test('a newer manifest', async () => {
    const store = await backUp('small')
    const key = `${stem}.manifest.json`
    put(store, key, Buffer.from(contentOf(store, key).toString().replace('"schema": 1', '"schema": 2')))
    expect((await drill(store, 'small')).record).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('update pgdrill'),
    })
  })

  test('a store that cannot be listed; another one that can is drilled', async () => {
    class Unlistable extends MemoryStore {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      override async *list(): AsyncIterable<never> {
        throw new PgdrillError('cannot list s3://gone: no answer')
      }
    }
    const gone = new Unlistable()
    await expect(drill(gone, 'small')).rejects.toThrow(InconclusiveError)
    const { record } = await drill(gone, 'small', { stores: [gone, await backUp('small')] })
    expect(record.verdict).toBe('verified')
  })

  test('a drill that is stopped half-way: it says why, and leaves nothing on the server', async () => {
    const store = await backUp('odd')
    const controller = new AbortController()
    const stopped = new Error('stopped')
    const report = { ...silent, info: () => controller.abort(stopped) }
    await expect(drill(store, 'odd', { signal: controller.signal, report })).rejects.toBe(stopped)
    expect(await leftOn(target)).toEqual([])
    expect([...store.objects.keys()].filter((key) => key.endsWith('.drill.json'))).toEqual([])
  })

  test('and takes no verdict back that an earlier drill gave', async () => {
    const store = await backUp('small')
    await drill(store, 'small')
    const { record, location } = await drill(store, 'small', { clientPath: '/nonexistent' })
    expect([record.verdict, location]).toEqual(['inconclusive', undefined])
    expect(contentOf(store, `${stem}.drill.json`).toString()).toContain('"verdict": "verified"')
  })
})

function unreachable() {
  return {
    host: '127.0.0.1',
    port: 1,
    database: 'x',
    user: 'x',
    ssl: { mode: 'disable' as const },
    others: {},
    environment: {},
  }
}

describe('limits', () => {
  test.each<[Partial<VerifyRequest>, string]>([
    [{ maxAgeMs: 3_599_000 }, 'the backup is 3600 s old, and max-age is 3599 s'],
    [
      { minRows: [{ schema: 'public', table: 'orders', rows: 201 }] },
      'table public.orders has 200 rows, and min-rows wants 201',
    ],
    [
      { minRows: [{ schema: 'public', table: 'gone', rows: 1 }] },
      'table public.gone has no counted rows, and min-rows wants 1',
    ],
  ])('%j fails the drill', async (changes, finding) => {
    const { record } = await drill(await backUp('small'), 'small', changes)
    expect(record).toMatchObject({ verdict: 'failed', differences: [{ kind: 'limit', text: finding }] })
  })

  test('that are kept do not', async () => {
    const minRows = [{ schema: 'public', table: 'orders', rows: 200 }]
    const kept = { maxAgeMs: 3_600_000, maxRestoreMs: 600_000, minRows }
    expect((await drill(await backUp('small'), 'small', kept)).record.verdict).toBe('verified')
  })
})
