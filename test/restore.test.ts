import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { backup } from '../src/backup.ts'
import type { Report } from '../src/report/report.ts'
import { nameBeside } from '../src/restore/names.ts'
import { undoSwap } from '../src/restore/undo.ts'
import { type RestoreRequest, restore } from '../src/restore.ts'
import { MemoryStore } from './fakes/memory-store.ts'
import { connectionTo } from './postgres/reach.ts'
import { type PostgresServer, startPostgres } from './servers/postgres.ts'

let server: PostgresServer
let folder: string
let plain: MemoryStore
let custom: MemoryStore
let count = 0
let database: string
let notes: string[]

const path = process.env.PATH ?? ''
const now = new Date('2026-11-22T20:30:05Z')

const report: Report = {
  info: (text) => void notes.push(text),
  warning: (text) => void notes.push(`warning: ${text}`),
  track: () => ({ [Symbol.dispose]: () => undefined }),
}

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-restore-test-'))
  await server.query('postgres', 'create role keeper; create role app_owner createdb')
  await server.createDatabase('app')
  await server.psql(
    'app',
    `create table pets (id int primary key, name text not null);
     insert into pets select n, 'pet ' || n from generate_series(1, 3000) n;
     create index on pets (name);
     alter table pets owner to keeper;
     grant select on pets to app_owner;
     create procedure twice() language plpgsql as $$begin
COMMIT;
end$$;
     select lo_from_bytea(4242, 'large');
     create table toys (pet int references pets);
     insert into toys values (1), (2);`,
  )
  notes = []
  plain = await backedUp('plain')
  custom = await backedUp('custom')
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  notes = []
  database = `shop ${++count}`
  await server.createDatabase(database)
})

async function backedUp(format: 'plain' | 'custom'): Promise<MemoryStore> {
  const store = new MemoryStore(`${format}:`)
  await backup({
    name: 'app',
    connection: connectionTo(server, 'app'),
    stores: [store],
    format,
    compression: { kind: 'gzip', level: 1 },
    selection: { schemas: [], excludeSchemas: [], tables: [], excludeTables: [], excludeTableData: [] },
    pgDumpArguments: [],
    lockWaitTimeoutMs: 10_000,
    globals: true,
    path,
    policy: {
      keepDays: 0,
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
    now: new Date('2026-11-21T02:00:00Z'),
    signal: new AbortController().signal,
    report,
  })
  return store
}

function restored(over: Partial<RestoreRequest> = {}) {
  return restore({
    from: { kind: 'backup', what: { kind: 'latest', name: 'app' }, stores: [plain] },
    target: connectionTo(server, database),
    mode: 'into-empty',
    jobs: 1,
    createRoles: false,
    noOwner: false,
    noPrivileges: false,
    environment: { PATH: path },
    path,
    spoolFolder: folder,
    now,
    signal: new AbortController().signal,
    report,
    ...over,
  })
}

const fromStores = (...stores: MemoryStore[]): RestoreRequest['from'] => ({
  kind: 'backup',
  what: { kind: 'latest', name: 'app' },
  stores,
})

function fromFile(name: string, content: string | Uint8Array): RestoreRequest['from'] {
  writeFileSync(join(folder, name), content)
  return { kind: 'file', path: join(folder, name) }
}

async function petsIn(name: string): Promise<unknown> {
  const [row] = await server.query<{ n: number }>(
    name,
    'select count(*)::int as n from pets join toys on pet = id',
  )
  const [pets] = await server.query<{ n: number }>(name, 'select count(*)::int as n from pets')
  const [large] = await server.query<{ n: number }>(
    name,
    'select count(*)::int as n from pg_largeobject_metadata',
  )
  return [pets?.n, row?.n, large?.n]
}
const whole = [3000, 2, 1]

async function databases(): Promise<string[]> {
  const rows = await server.query<{ name: string }>(
    'postgres',
    `select datname as name from pg_database where datname ~ $1 order by 1`,
    [`^${database}`],
  )
  return rows.map(({ name }) => name)
}

/** All that the target says of itself. */
async function state(): Promise<unknown> {
  const [properties] = await server.query(
    'postgres',
    'select datacl::text, datconnlimit, datallowconn, datdba::regrole::text from pg_database where datname = $1',
    [database],
  )
  const relations = await server.query(database, 'select relname from pg_class where oid >= 16384 order by 1')
  const large = await server.query(database, 'select oid from pg_largeobject_metadata')
  return { properties, relations, large, databases: await databases() }
}

/** A copy of the store whose dump is changed in the middle and, as the manifest is trusted, nothing else. */
function damaged(store: MemoryStore, change: (bytes: Buffer) => Buffer): MemoryStore {
  const copy = new MemoryStore('damaged:')
  for (const [key, object] of store.objects) {
    const isDump = /\.(sql\.gz|dump)$/.test(key) && !key.includes('globals')
    copy.objects.set(key, { ...object, bytes: isDump ? change(Buffer.from(object.bytes)) : object.bytes })
  }
  return copy
}

const flip = (bytes: Buffer) => {
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
  return bytes
}

describe('into-empty', () => {
  test.each(['plain', 'custom'])('fills an empty database from a %s backup, and says so', async (format) => {
    const result = await restored({ from: fromStores(format === 'plain' ? plain : custom) })
    expect(await petsIn(database)).toEqual(whole)
    expect(result).toMatchObject({ backup: 'app_backup_2026-11-21_02-00-00', database, kept: null })
    expect(
      await server.query(database, "select 1 from pg_stats where tablename = 'pets' limit 1"),
    ).toHaveLength(1)
  })

  test('makes the database where there is none, and leaves none when it fails', async () => {
    await server.query('postgres', `drop database "${database}"`)
    await expect(
      restored({ from: fromFile('bad.sql', 'create table a (i int);\nnonsense;\n') }),
    ).rejects.toThrow('line 2')
    expect(await databases()).toEqual([])
    await restored()
    expect(await petsIn(database)).toEqual(whole)
    expect(await databases()).toEqual([database])
  })

  test.each([
    ['create table kept (i int)', 'table public.kept'],
    ['create function kept() returns int language sql as $$select 1$$', 'function public.kept()'],
    ['create schema kept', 'schema kept'],
    ["create type kept as enum ('a')", 'type public.kept'],
    ["select lo_from_bytea(77, 'x')", 'large object 77'],
  ])('refuses a database that holds anything: %s', async (sql, found) => {
    await server.query(database, sql)
    const before = await state()
    await expect(restored()).rejects.toThrow(`is not empty: it holds ${found}; use mode swap`)
    expect(await state()).toEqual(before)
  })

  test('takes a database for empty that holds an extension alone', async () => {
    await server.query(database, 'create extension hstore')
    await restored()
    expect(await petsIn(database)).toEqual(whole)
  })

  test('that fails at its last statement leaves nothing, not even of large objects', async () => {
    const sql = execFileSync('pg_dump', [], {
      env: { PATH: path, ...server.env('app') },
    }).toString()
    expect(sql).toContain('\nCOMMIT;\n\n')
    const bad = sql.replace(
      '\n--\n-- PostgreSQL database dump complete',
      '\nselect nonsense;\n\n--\n-- PostgreSQL database dump complete',
    )
    const before = await state()
    await expect(restored({ from: fromFile('late.sql', bad) })).rejects.toThrow(
      'column "nonsense" does not exist',
    )
    expect(await state()).toEqual(before)
  })
})

test.each(['plain', 'custom'])(
  'no-owner and no-privileges leave out of a %s backup who owned what and who might do what',
  async (format) => {
    await restored({
      from: fromStores(format === 'plain' ? plain : custom),
      noOwner: true,
      noPrivileges: true,
    })
    const sql =
      "select relowner::regrole::text as owner, relacl::text as acl from pg_class where relname = 'pets'"
    expect(await server.query(database, sql)).toEqual([{ owner: 'postgres', acl: null }])
    expect(await petsIn(database)).toEqual(whole)
  },
)

describe('swap', () => {
  beforeEach(async () => {
    await server.query(database, 'create table live (i int); insert into live values (42)')
    await server.query(
      'postgres',
      `alter database "${database}" set search_path to "$user", public, 'odd name';
       alter database "${database}" set work_mem to '9MB';
       alter role keeper in database "${database}" set work_mem to '7MB';
       revoke connect on database "${database}" from public;
       grant connect on database "${database}" to keeper;
       comment on database "${database}" is 'it''s \\ mine';
       alter database "${database}" connection limit 77;
       alter database "${database}" owner to app_owner`,
    )
  })

  const properties = `select (select array_agg(a::text order by a::text) from unnest(datacl) a) as acl, datconnlimit, datdba::regrole::text, shobj_description(oid, 'pg_database'),
     (select array_agg(setrole::regrole::text || setconfig::text order by setrole) from pg_db_role_setting where setdatabase = d.oid) as settings
     from pg_database d where datname = $1`

  test.each([
    ['plain', 1],
    ['custom', 2],
  ])(
    'puts a %s backup, loaded by %i jobs, in the place of the live database, which is kept',
    async (format, jobs) => {
      const before = await server.query('postgres', properties, [database])
      const result = await restored({
        mode: 'swap',
        jobs,
        from: fromStores(format === 'plain' ? plain : custom),
      })
      expect(await petsIn(database)).toEqual(whole)
      expect(result.kept).toBe(`${database}_before_20261122_203005`)
      expect(await server.query(result.kept as string, 'select i from live')).toEqual([{ i: 42 }])
      expect(await databases()).toEqual([database, result.kept])
      expect(await server.query('postgres', properties, [database])).toEqual(before)
      expect(readdirSync(folder).filter((name) => name.startsWith('pgdrill-restore-'))).toEqual([])
    },
  )

  test('ends the sessions on the live database, counts them, and takes well under a second', async () => {
    const clients = [1, 2, 3].map(() => new pg.Client({ connectionString: server.url(database) }))
    for (const client of clients) {
      client.on('error', () => undefined)
      await client.connect()
    }
    const result = await restored({ mode: 'swap' })
    expect(result.sessionsEnded).toBe(3)
    expect(result.unreachableMs).toBeLessThan(500)
    await expect(clients[0]?.query('select 1')).rejects.toThrow()
    for (const client of clients) await client.end().catch(() => undefined)
  })

  test.each(['swap', 'replace'] as const)(
    '%s that fails half-way leaves the live database as it was',
    async (mode) => {
      const before = await state()
      const from = fromFile(
        'half.sql',
        `create table a (i int);\n${'insert into a values (1);\n'.repeat(100)}nonsense;\n`,
      )
      await expect(restored({ mode, from })).rejects.toThrow('cannot load the dump at line 102')
      expect(await state()).toEqual(before)
      expect(notes.at(-1)).toBe(`database "${database}" is as it was`)
    },
  )

  test('that fails at the change of names itself leaves the live database as it was, and reachable', async () => {
    await server.createDatabase(`${database}_before_20261122_203005`)
    const before = await state()
    await expect(restored({ mode: 'swap' })).rejects.toThrow(
      /^cannot let database .*already exists; the live database is as it was/,
    )
    expect(await state()).toEqual(before)
    const client = new pg.Client({ connectionString: server.url(database) })
    await client.connect()
    await client.end()
  })

  test('replace keeps nothing of the old database', async () => {
    expect((await restored({ mode: 'replace' })).kept).toBeNull()
    expect(await databases()).toEqual([database])
    expect(await petsIn(database)).toEqual(whole)
  })

  test('stopped by a signal leaves the live database as it was', async () => {
    const before = await state()
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 400)
    const from = fromFile('slow.sql', 'create table a (i int);\nselect pg_sleep(30);\n')
    await expect(restored({ mode: 'swap', from, signal: stop.signal })).rejects.toThrow('enough')
    expect(await state()).toEqual(before)
  })

  test('runs the commands around the change, and the second one also when the first fails', async () => {
    const log = join(folder, 'log')
    const afterCommand = `echo "$PGDRILL_RESULT $PGDRILL_DATABASE" >> '${log}'`
    await restored({ mode: 'swap', beforeCommand: `echo stopped > '${log}'`, afterCommand })
    expect(readFileSync(log, 'utf8')).toBe(`stopped\nrestored ${database}\n`)
    const before = await state()
    await expect(
      restored({ mode: 'swap', beforeCommand: 'echo no way; exit 3', afterCommand }),
    ).rejects.toThrow(/before-command failed: sh ended with exit code 3/)
    expect(readFileSync(log, 'utf8')).toBe(`stopped\nrestored ${database}\nfailed ${database}\n`)
    expect(await state()).toEqual(before)
  })
})

test('an after-command that fails runs once, and the restore is told to be done', async () => {
  await server.query(database, 'create table live ()')
  const log = join(folder, 'after')
  const afterCommand = `echo "$PGDRILL_RESULT" >> '${log}'; echo no start >&2; exit 3`
  await expect(restored({ mode: 'swap', afterCommand })).rejects.toThrow(
    `database "${database}" is restored, and the one before is kept as "${database}_before_20261122_203005"; but after-command failed: sh ended with exit code 3; it said: no start`,
  )
  expect(readFileSync(log, 'utf8')).toBe('restored\n')
  expect(await petsIn(database)).toEqual(whole)
})

test('the sessions that load have memory and workers for indexes, and no other has', async () => {
  const sql =
    "select current_setting('maintenance_work_mem') || ' ' || current_setting('max_parallel_maintenance_workers') as given"
  const before = await server.query(database, sql)
  await restored({ from: fromFile('settings.sql', `create table seen as ${sql};\n`) })
  expect(await server.query(database, 'select * from seen')).toEqual([{ given: '256MB 4' }])
  expect(await server.query(database, sql)).toEqual(before)
})

test('what the server refuses is told as that', async () => {
  await server.query(database, 'create table live ()')
  await server.query('postgres', 'drop role if exists maker; create role maker login createdb')
  await server.query(
    'postgres',
    `alter database "${database}" owner to maker; comment on database "${database}" is 'mine'`,
  )
  await server.query('postgres', `alter database "${database}" set log_min_duration_statement to 5`)
  const before = await state()
  const from = fromFile('ok.sql', 'create table t ();\n')
  const restoring = restored({
    mode: 'swap',
    from,
    target: connectionTo(server, database, { user: 'maker' }),
  })
  await expect(restoring).rejects.toThrow(
    /^cannot query database "postgres" as "maker" .*: permission denied to set parameter/,
  )
  expect(await state()).toEqual(before)
})

describe('undo', () => {
  test('puts the database that the newest swap kept back, and keeps what was live', async () => {
    await server.query(database, 'create table live (i int)')
    await restored({ mode: 'swap', now: new Date('2026-11-20T00:00:00Z') })
    await server.query(database, 'create table second ()')
    await restored({ mode: 'swap' })
    await server.createDatabase(`${database}x_before_20261122_203006`)
    const result = await undoSwap(connectionTo(server, database), now)
    expect(result).toMatchObject({
      from: `${database}_before_20261122_203005`,
      kept: `${database}_undone_20261122_203005`,
    })
    expect(await server.query(database, 'select * from second')).toEqual([])
    expect(await petsIn(result.kept)).toEqual(whole)
  })

  test('without a swap to take back is refused', async () => {
    await expect(undoSwap(connectionTo(server, database), now)).rejects.toThrow('cannot undo: no database')
  })
})

describe('in-place', () => {
  test('drops the database and makes it anew', async () => {
    await server.query(database, 'create table live (i int)')
    await restored({ mode: 'in-place' })
    expect(await petsIn(database)).toEqual(whole)
    expect(await databases()).toEqual([database])
    expect(notes.join('\n')).toContain('from here on there is only the backup')
  })

  test('reads the backup to its end before it drops anything', async () => {
    await server.query(database, 'create table live (i int)')
    const before = await state()
    const cut = fromFile(
      'cut.sql',
      '--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.1\n\nselect 1;\n',
    )
    await expect(restored({ mode: 'in-place', from: cut })).rejects.toThrow('is cut short')
    for (const store of [damaged(plain, flip), damaged(custom, flip)])
      await expect(restored({ mode: 'in-place', from: fromStores(store) })).rejects.toThrow()
    expect(await state()).toEqual(before)
  })

  test('that fails says what is left', async () => {
    await server.query(database, 'create table live (i int)')
    const from = fromFile('bad.sql', 'nonsense;\n')
    await expect(restored({ mode: 'in-place', from })).rejects.toThrow(
      `database "${database}" was dropped, and what is in its place is not whole`,
    )
  })
})

describe('a damaged copy', () => {
  test.each(['into-empty', 'swap', 'in-place'] as const)(
    'makes way for the next store in mode %s',
    async (mode) => {
      const result = await restored({ mode, from: fromStores(damaged(plain, flip), plain) })
      expect(result.location).toMatch(/^plain:/)
      expect(notes.join('\n')).toMatch(/warning: damaged:.* is damaged: .*; going on with plain:/)
      expect(await petsIn(database)).toEqual(whole)
      expect(await databases()).toContain(database)
    },
  )

  test('of an archive, that differs in its very last byte alone, restores nothing', async () => {
    const before = await state()
    const store = damaged(custom, (bytes) => {
      bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1
      return bytes
    })
    await expect(restored({ from: fromStores(store) })).rejects.toThrow()
    expect(await state()).toEqual(before)
  })

  test('whose bytes are good gzip of other SQL restores nothing', async () => {
    const before = await state()
    const other = damaged(plain, () => gzipSync('create table forged (i int);\n'))
    const [key] = [...other.objects.keys()].filter(
      (name) => name.endsWith('.sql.gz') && !name.includes('globals'),
    )
    const manifest = [...other.objects].find(([name]) => name.endsWith('.manifest.json')) as [
      string,
      { bytes: Buffer; modifiedAt: Date },
    ]
    const bytes = other.objects.get(key as string)?.bytes as Buffer
    const text = manifest[1].bytes
      .toString()
      .replace(
        /"bytes": \d+,\n(\s*"sha256": "[0-9a-f]{64}"\n\s*\},\n\s*\{\n\s*"key": "[^"]*fingerprint)/,
        `"bytes": ${bytes.length},\n$1`,
      )
    other.objects.set(manifest[0], { ...manifest[1], bytes: Buffer.from(text) })
    await expect(restored({ from: fromStores(other) })).rejects.toThrow(
      /does not match its manifest|cut short/,
    )
    expect(await state()).toEqual(before)
  })
})

describe('a file that pgdrill did not make', () => {
  const dumped = (...args: string[]) =>
    execFileSync('pg_dump', args, { env: { PATH: path, ...server.env('app') } })

  test.each<[string, () => Uint8Array]>([
    ['x.sql', () => dumped()],
    ['x.sql.gz', () => gzipSync(dumped())],
    ['x.sql.zst', () => execFileSync('zstd', ['-c'], { input: dumped() })],
    ['x.dump', () => dumped('-Fc')],
    ['anything', () => dumped('-Fc')],
  ])('%s is restored', async (name, content) => {
    const result = await restored({ from: fromFile(name, content()) })
    expect(await petsIn(database)).toEqual(whole)
    expect(result).toMatchObject({ backup: null, location: join(folder, name) })
  })

  test('cut short is refused, and the target stays empty', async () => {
    const sql = dumped()
    const before = await state()
    for (const end of [sql.indexOf('\\.\n') - 100, sql.lastIndexOf('ALTER TABLE')]) {
      await expect(restored({ from: fromFile('cut.sql', sql.subarray(0, end)) })).rejects.toThrow(
        'is cut short after',
      )
    }
    expect(await state()).toEqual(before)
  })

  test('that is empty does not empty the live database', async () => {
    await server.query(database, 'create table live (i int)')
    const before = await state()
    for (const content of ['', gzipSync('')]) {
      const restoring = restored({ mode: 'swap', from: fromFile('empty.sql', content) })
      await expect(restoring).rejects.toThrow('empty.sql: it is empty')
    }
    expect(await state()).toEqual(before)
  })

  test('of the whole cluster is refused', async () => {
    const before = await state()
    await expect(restored({ from: fromFile('c.sql', dumped('-C')) })).rejects.toThrow(
      /backslash commands are restricted|already exists|cannot run inside a transaction/,
    )
    expect(await state()).toEqual(before)
  })

  test('that is hostile runs nothing here and leaves nothing', async () => {
    const before = await state()
    const proof = join(folder, 'proof')
    const from = fromFile('hostile.sql', `create table a (i int);\nCOMMIT;\n\\! touch ${proof}\n`)
    await expect(restored({ from })).rejects.toThrow('read that line before anything else')
    expect(existsSync(proof)).toBe(false)
    expect(await state()).toEqual(before)
  })

  test('that has the server run a program, as a superuser may, is refused before it does', async () => {
    const proof = join(server.dataDir, 'proof')
    const attack = `create table a (t text);\nCOPY a FROM PROGRAM 'touch "${proof}"'`
    const before = await state()
    for (const text of [`${attack};\n`, `select 1;\n${attack}\n`, `${attack}`]) {
      for (const mode of ['into-empty', 'swap'] as const)
        await expect(restored({ mode, from: fromFile('program.sql', text) })).rejects.toThrow(
          /refused a dump that has the server run a program|is cut short/,
        )
    }
    expect(await state()).toEqual(before)
    expect(existsSync(proof)).toBe(false)
    await server.psql('postgres', `${attack}; drop table a`)
    expect(existsSync(proof)).toBe(true)
  })

  test('that a person wrote, with small letters, is restored', async () => {
    await restored({ from: fromFile('mine.sql', 'create table a (i int);\ncopy a from stdin;\n1\n2\n\\.\n') })
    expect(await server.query(database, 'select sum(i)::int from a')).toEqual([{ sum: 3 }])
  })

  test('with a function named begin is told, when it is plain; a custom archive is restored', async () => {
    await server.createDatabase(`${database} source`)
    await server.psql(
      `${database} source`,
      'create function public.begin(i int) returns int language sql as $$select 1$$; create table a as select 7 as i',
    )
    const dump = (...args: string[]) =>
      execFileSync('pg_dump', args, { env: { PATH: path, ...server.env(`${database} source`) } })
    const restoring = restored({ from: fromFile('begin.sql', dump()) })
    await expect(restoring).rejects.toThrow(
      /^cannot load the dump at line \d+: psql takes the word begin of "CREATE FUNCTION public.begin" for the beginning of a body, .*; back up with format custom, which pg_restore loads; .*double quotes/,
    )
    await restored({ from: fromFile('begin.dump', dump('-Fc')) })
    expect(await server.query(database, 'select public.begin(i) from a')).toEqual([{ begin: 1 }])
  })

  test('that is not there is an error', async () => {
    await expect(restored({ from: { kind: 'file', path: join(folder, 'none') } })).rejects.toThrow(
      /cannot read .*none: .*ENOENT/,
    )
  })
})

describe('before anything changes', () => {
  const changed = (over: string) => {
    const store = damaged(plain, (bytes) => bytes)
    for (const [key, object] of store.objects) {
      if (!key.endsWith('.manifest.json')) continue
      const manifest = JSON.parse(object.bytes.toString())
      manifest.source = { ...manifest.source, ...JSON.parse(over) }
      store.objects.set(key, { ...object, bytes: Buffer.from(JSON.stringify(manifest)) })
    }
    return store
  }

  test('everything that would stop it is said at once', async () => {
    await server.query(database, 'create table live (i int)')
    const globals = gzipSync(
      "DO $role$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'miss''ing') THEN\nCREATE ROLE \"miss'ing\";\nEND IF; END $role$;\n",
    )
    const store = changed(
      '{"extensions":[{"name":"plpgsql","version":"1.0"},{"name":"vector","version":"0.8"}]}',
    )
    const key = [...store.objects.keys()].find((name) => name.includes('globals')) as string
    const sha = createHash('sha256').update(globals).digest('hex')
    store.objects.set(key, { bytes: globals, modifiedAt: now })
    for (const [name, object] of store.objects) {
      if (!name.endsWith('.manifest.json')) continue
      const manifest = JSON.parse(object.bytes.toString())
      for (const each of manifest.objects)
        if (each.key === key) Object.assign(each, { bytes: globals.length, sha256: sha })
      store.objects.set(name, { ...object, bytes: Buffer.from(JSON.stringify(manifest)) })
    }
    const error = await restored({ from: fromStores(store) }).catch((thrown) => thrown)
    expect(error.message.split('\n')).toEqual([
      'extension "vector" is not available on the server; install its package there',
      'role "miss\'ing" is missing on the server; create it, set create-roles to create what the backup knows, or turn owner and privileges off to do without',
      expect.stringContaining('is not empty: it holds table public.live'),
    ])
  })

  test('a role that may not create databases is told so', async () => {
    await server.query('postgres', 'drop role if exists weak; create role weak login')
    const target = connectionTo(server, database, { user: 'weak' })
    await expect(restored({ mode: 'swap', target })).rejects.toThrow(
      `the role may not create databases; give it CREATEDB, or use mode into-empty\nthe role may not rename or drop database "${database}"; restore as its owner`,
    )
  })

  test('a locale that the server does not have is told before the database is dropped', async () => {
    const store = changed(
      '{"locale":{"provider":"libc","collate":"xx_XX.utf8","ctype":"xx_XX.utf8","name":null,"icuRules":null}}',
    )
    const before = await state()
    await expect(restored({ mode: 'in-place', from: fromStores(store) })).rejects.toThrow(
      /^the backup's locale "xx_XX.utf8" is not installed on the server's machine/,
    )
    expect(await state()).toEqual(before)
  })

  test('missing roles are made when asked for', async () => {
    await server.query('app', 'create role extra; create table extras (); alter table extras owner to extra')
    const store = await backedUp('plain')
    await server.query('app', 'drop table extras; drop role extra')
    await expect(restored({ from: fromStores(store) })).rejects.toThrow('role "extra" is missing')
    await restored({ from: fromStores(store), noOwner: true, noPrivileges: true })
    expect(
      await server.query(
        database,
        "select relowner::regrole::text as owner from pg_class where relname = 'extras'",
      ),
    ).toEqual([{ owner: 'postgres' }])
    await restored({ mode: 'swap', from: fromStores(store), createRoles: true })
    expect(
      await server.query(
        database,
        "select relowner::regrole::text as owner from pg_class where relname = 'extras'",
      ),
    ).toEqual([{ owner: 'extra' }])
    expect(await server.query('postgres', "select from pg_roles where rolname = 'extra'")).toHaveLength(1)
  })
})

test('the name of a database kept is never cut by the server', () => {
  const name = nameBeside('ü'.repeat(31), 'before', now)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63)
  expect(name).toMatch(/^ü+_before_20261122_203005$/)
})
