import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Fingerprint, TableContent } from '../../src/fingerprint/fingerprint.ts'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { loadSample } from '../servers/sample.ts'

const odd = fileURLToPath(new URL('odd.sql', import.meta.url))

let server: PostgresServer
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-fingerprint-'))
  server = await startPostgres()
  await server.createDatabase('odd')
  await server.psql('odd', { file: odd })
})

afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function pgDump(database: string, ...args: string[]): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(clientProgram('pg_dump', server.binDir), args, {
    env: { ...process.env, ...server.env(database) },
    encoding: 'buffer',
    maxBuffer: 1 << 30,
  })
  return stdout
}

function scan(text: Buffer): Fingerprint {
  const scanning = createFingerprintScan()
  for (let at = 0; at < text.length; at += 65_536) scanning.write(text.subarray(at, at + 65_536))
  return scanning.end()
}

let restored = 0

/** A new database that holds what the dump does. */
async function restore(text: Buffer): Promise<string> {
  const database = `restored_${++restored}`
  const file = join(folder, `${database}.sql`)
  await writeFile(file, text)
  await server.query('postgres', `CREATE DATABASE ${database} TEMPLATE template0`)
  await server.psql(database, { file })
  return database
}

/** The lines of a dump that say something: without comments and random tokens. */
function linesOf(text: Buffer): string[] {
  return text
    .toString()
    .split('\n')
    .filter((line) => !/^(--|\\|$)/.test(line))
}

async function rowsByCounting(database: string): Promise<Record<string, number>> {
  const tables = await server.query<{ name: string; identifier: string }>(
    database,
    `SELECT json_build_array(n.nspname, c.relname)::text AS name, format('%I.%I', n.nspname, c.relname) AS identifier
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  )
  const counts = tables.map(({ identifier }) => `(SELECT count(*) FROM ONLY ${identifier})`)
  const [row] = await server.query<{ counts: string[] }>(
    database,
    `SELECT ARRAY[${counts.join(', ')}] AS counts`,
  )
  return Object.fromEntries(
    tables.map(({ name }, index) => [JSON.stringify(JSON.parse(name)), Number(row?.counts[index])]),
  )
}

describe('the fingerprint of a database with everything odd in it', () => {
  test('counts the rows that the server counts, table by table', async () => {
    const { tables, complete } = scan(await pgDump('odd'))
    expect(complete).toBe(true)
    expect(
      Object.fromEntries(tables.map(({ schema, name, rows }) => [JSON.stringify([schema, name]), rows])),
    ).toEqual(await rowsByCounting('odd'))
  })

  test('is the same after a restore, though the text is not', async () => {
    const before = await pgDump('odd')
    const after = await pgDump(await restore(before))
    expect(scan(after)).toEqual(scan(before))
    const lines = new Set(linesOf(after))
    const changed = linesOf(before).filter((line) => !lines.has(line))
    for (const accident of [
      'COPY public.child (c, b, a, d',
      'said_s_check',
      'CREATE POLICY mine',
      'AS pairs',
    ]) {
      expect(changed).toContainEqual(expect.stringContaining(accident))
    }
  })

  test('knows large objects and sequences exactly', async () => {
    const { largeObjects, sequences } = scan(await pgDump('odd'))
    const found = await server.query(
      'odd',
      `SELECT oid::int, length(lo_get(oid)) AS bytes, left(encode(sha256(lo_get(oid)), 'hex'), 32) AS digest
       FROM pg_largeobject_metadata ORDER BY oid`,
    )
    expect(largeObjects).toEqual(found)
    expect(sequences).toEqual([
      { schema: 'public', name: `down; '"`, lastValue: '-9223372036854775807', isCalled: true },
      { schema: 'public', name: 'made_id_seq', lastValue: '50', isCalled: true },
      { schema: 'public', name: 'untouched', lastValue: '1', isCalled: false },
    ])
  })

  test('has owners and tablespaces apart from the definitions', async () => {
    const { objects } = scan(await pgDump('odd'))
    const named = (type: string, name: string) =>
      objects.find((each) => each.type === type && each.name === name)
    expect(named('TABLE', 'constructor')?.owner).toBe("fp o'wner; Owner: x")
    expect(named('TABLE', 'placed')).toMatchObject({ tablespace: 'fp fast; Owner: y', accessMethod: 'heap' })
    expect(named('INDEX', 'placed_b')?.tablespace).toBe('fp fast; Owner: y')
    expect(named('TABLE', 't; Type: VIEW; Schema: y; Owner: z')?.schema).toBe('public')
    expect(named('TABLE', 'worn')?.tablespace).toBeNull()
  })
})

/** What one fingerprint has and the other has not, in words. */
function differences(before: Fingerprint, after: Fingerprint): string[] {
  const told = (fingerprint: Fingerprint) => {
    const { tables, objects, sequences, largeObjects } = fingerprint
    const entries: [string, object][] = [
      ...tables.map((table): [string, object] => [`rows of ${table.name}`, table]),
      ...objects.map((object): [string, object] => [`${object.type} ${object.name}`, object]),
      ...sequences.map((sequence): [string, object] => [`position of ${sequence.name}`, sequence]),
      ...largeObjects.map((object): [string, object] => [`content of ${object.oid}`, object]),
    ]
    return new Map(entries.map(([name, entry]) => [JSON.stringify(entry), name]))
  }
  const [one, other] = [told(before), told(after)]
  const missing = [...one]
    .filter(([json]) => !other.has(json))
    .concat([...other].filter(([json]) => !one.has(json)))
  return [...new Set(missing.map(([, name]) => name))].sort()
}

describe('a change in the database', () => {
  // One after the other on one copy, each compared with the one before: a copy a change takes four times as long.
  let before: Fingerprint

  beforeAll(async () => {
    await server.query('postgres', 'CREATE DATABASE changing TEMPLATE odd')
    before = scan(await pgDump('changing'))
  })

  test.each([
    ["UPDATE worn SET note = note || ' ' WHERE id = 7", ['rows of worn']],
    ['DELETE FROM worn WHERE id = 7', ['rows of worn']],
    ["INSERT INTO twice VALUES ('new')", ['rows of twice']],
    ['UPDATE child SET c = c + 1 WHERE a = 3 AND d = 3', ['rows of child']],
    ['UPDATE child SET a = d, d = a WHERE a = d', []],
    ["UPDATE parts SET b = 'y' WHERE a = 2", ['rows of parts_x', 'rows of parts_y']],
    ["ALTER TABLE child ALTER b SET DEFAULT 'y'", ['DEFAULT grandchild b', 'TABLE child']],
    ['ALTER TABLE child RENAME d TO dd', ['TABLE child', 'rows of child', 'rows of grandchild']],
    ['ALTER TABLE worn ALTER note TYPE varchar(99)', ['TABLE worn']],
    ['ALTER TABLE worn ALTER note SET NOT NULL', ['TABLE worn']],
    [
      'SET ROLE fp_bob; REVOKE SELECT ON worn FROM fp_carol; RESET ROLE; GRANT SELECT ON worn TO fp_carol',
      ['ACL TABLE worn'],
    ],
    [
      'ALTER TABLE worn OWNER TO fp_bob',
      [
        'ACL COLUMN worn.note',
        'ACL TABLE worn',
        'COMMENT TABLE worn',
        'CONSTRAINT worn worn_pkey',
        'TABLE worn',
        'TRIGGER worn touch',
      ],
    ],
    ['ALTER TABLE worn ENABLE TRIGGER touch', ['TRIGGER worn touch']],
    ['DROP INDEX said_some', ['INDEX said_some']],
    [
      "ALTER TABLE said DROP CONSTRAINT said_s_check, ADD CONSTRAINT said_s_check CHECK (s IN ('a', 'it''s', 'b'))",
      ['TABLE said'],
    ],
    [
      'CREATE OR REPLACE FUNCTION atomic(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC INSERT INTO empty VALUES (x); SELECT CASE x WHEN 1 THEN 2 ELSE 4 END; END',
      ['FUNCTION atomic(integer)'],
    ],
    ["COMMENT ON FUNCTION atomic(int) IS 'two'", ['COMMENT FUNCTION atomic(x integer)']],
    ['REVOKE DELETE ON worn FROM fp_carol', ['ACL TABLE worn']],
    ["SELECT nextval('untouched')", ['position of untouched']],
    ["SELECT lo_put(4002, 19999, 'x')", ['content of 4002']],
    ['REFRESH MATERIALIZED VIEW counted_later', ['MATERIALIZED VIEW DATA counted_later']],
    ["ALTER TYPE mood ADD VALUE 'new'", ['TYPE mood']],
    ['ALTER TABLE placed SET TABLESPACE pg_default', ['TABLE placed']],
    ['ALTER TABLE placed ALTER a SET STORAGE MAIN', ['TABLE placed']],
    ['CREATE TABLE more (a int)', ['TABLE more', 'rows of more']],
    ['VACUUM FULL worn', []],
    ['CLUSTER worn USING worn_pkey', ['CONSTRAINT worn worn_pkey']],
  ])('%s: %j', async (sql, expected) => {
    await server.psql('changing', sql)
    const after = scan(await pgDump('changing'))
    expect(differences(before, after)).toEqual(expected)
    before = after
  })
})

describe('a dump made with other options', () => {
  const whole = async (...args: string[]) => {
    const found = scan(await pgDump('odd', ...args))
    expect(found.complete).toBe(true)
    return found
  }

  test.each([
    ['--verbose'],
    ['--quote-all-identifiers', '--verbose'],
    ['--clean', '--if-exists'],
    ['--serializable-deferrable'],
  ])('says the same: %s', async (...args) => {
    const plain = args.includes('--quote-all-identifiers') ? ['--quote-all-identifiers'] : []
    expect(await whole(...args)).toEqual(await whole(...plain))
  })

  test.each([
    ['--no-owner', '--no-privileges', '--no-comments', '--no-tablespaces'],
    ['--disable-dollar-quoting'],
    ['--quote-all-identifiers'],
    ['--load-via-partition-root'],
    ['--schema-only'],
    ['--column-inserts'],
    ['--encoding=SQL_ASCII'],
    ['--exclude-table-data=worn', '--exclude-schema=a'],
  ])('is the same after a restore: %s', async (...args) => {
    const dump = await pgDump('odd', ...args)
    const again = await pgDump(await restore(dump), ...args)
    expect(scan(again)).toEqual(scan(dump))
    expect(scan(dump).complete).toBe(true)
  })

  test('with --use-set-session-authorization has the same definitions', async () => {
    const digests = (found: Fingerprint) => found.objects.map(({ digest }) => digest).sort()
    expect(digests(await whole('--use-set-session-authorization'))).toEqual(digests(await whole()))
  })

  test('with --inserts or --column-inserts has tables without counts', async () => {
    for (const option of ['--inserts', '--column-inserts', '--rows-per-insert=7']) {
      const { tables } = await whole(option)
      expect(tables.map(({ name, rows, digest }) => ({ name, rows, digest }))).toEqual(
        (await whole()).tables.map(({ name }) => ({ name, rows: null, digest: null })),
      )
    }
  })

  test('of the data alone has the same rows, and knows nothing of inheritance and partitions', async () => {
    const [all, data] = [await whole(), await whole('--data-only')]
    expect(data.objects).toEqual(
      all.objects.filter(({ type, name }) => type === 'BLOB' || /^LARGE OBJECT/.test(name)),
    )
    expect(data.sequences).toEqual(all.sequences)
    expect(data.largeObjects).toEqual(all.largeObjects)
    for (const [index, table] of data.tables.entries()) {
      const { columnsByName, partitionOf: _, ...counts } = all.tables[index] as TableContent
      const { digest, ...others } = counts
      expect(table).toMatchObject(columnsByName ? others : counts)
      expect(table).toMatchObject({ columnsByName: false, partitionOf: null })
    }
  })

  test('in three sections has in them what the whole has', async () => {
    const [before, data, after] = [
      await whole('--section=pre-data'),
      await whole('--section=data'),
      await whole('--section=post-data'),
    ]
    const { objects } = await whole()
    expect(data.tables).toEqual((await whole('--data-only')).tables)
    expect([...before.objects, ...after.objects].map(({ digest }) => digest).sort()).toEqual(
      objects.map(({ digest }) => digest).sort(),
    )
  })

  test('with --create tells the database, and nothing else differs', async () => {
    const [plain, created] = [await whole(), await whole('--create', '--clean')]
    expect(differences(plain, created)).toEqual(['DATABASE odd'])
  })

  test('says which table a partition belongs to', async () => {
    const parts = (await whole()).tables.filter(({ partitionOf }) => partitionOf !== null)
    expect(parts).toMatchObject([
      { name: 'parts_x', partitionOf: { schema: 'public', name: 'parts' } },
      { name: 'parts_y', partitionOf: { schema: 'public', name: 'parts' } },
    ])
  })

  test("through the partition root has the partitions' rows in one table", async () => {
    const parts = (await whole('--load-via-partition-root')).tables.filter(({ name }) =>
      name.startsWith('parts'),
    )
    expect(parts).toMatchObject([{ name: 'parts', rows: 40 }])
  })

  test('in another encoding has the names that fit it', async () => {
    await server.query('odd', 'DROP TABLE public."caf\u00e9 \u8868 \u{1f44b}"')
    const names = (found: Fingerprint) => found.tables.map(({ name }) => name)
    expect(names(await whole('--encoding=LATIN1', '--exclude-table=placed'))).toEqual(
      names(await whole('--exclude-table=placed')),
    )
  })
})

test('the sample database comes back as it was', async () => {
  await loadSample(server, 'shop')
  const before = await pgDump('shop')
  const after = scan(await pgDump(await restore(before)))
  expect(after).toEqual(scan(before))
  expect(after.tables.every(({ digest }) => digest !== null)).toBe(true)
})
