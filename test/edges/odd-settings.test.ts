import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { wholeDatabase } from '../../src/postgres/selection.ts'
import { DrillScene } from '../corpus/scene.ts'
import { connectionTo } from '../postgres/reach.ts'
import { restoreInto } from '../providers/scene.ts'
import type { PostgresServer } from '../servers/postgres.ts'

// What a role or a database can have set, and what a dump, a load or a question of ours could trip over.
const odd = {
  search_path: 'evil, public',
  datestyle: "'German, DMY'",
  intervalstyle: 'sql_standard',
  bytea_output: 'escape',
  // Has no room for the elephant below.
  client_encoding: 'SJIS',
  extra_float_digits: '-15',
  statement_timeout: "'100ms'",
  lock_timeout: "'1ms'",
  row_security: 'off',
  standard_conforming_strings: 'off',
  escape_string_warning: 'off',
  timezone: "'Australia/Lord_Howe'",
  default_tablespace: 'odd_space',
  check_function_bodies: 'on',
  quote_all_identifiers: 'on',
  array_nulls: 'off',
  xmloption: 'document',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  session_replication_role: 'replica',
  transform_null_equals: 'on',
  gin_fuzzy_search_limit: '1',
}

// A schema in which every question of ours would get a wrong answer, and values whose text depends on who asks.
const database = `
  create schema evil;
  create table evil.pg_database (datname name, oid oid, encoding int);
  create table evil.pg_settings (name text, setting text);
  create function evil.equal(a text, b text) returns boolean language plpgsql as $$begin raise 'evil ='; end$$;
  create operator evil.= (leftarg = text, rightarg = text, function = evil.equal);
  create function evil.same(a name, b name) returns boolean language plpgsql as $$begin raise 'evil ='; end$$;
  create operator evil.= (leftarg = name, rightarg = name, function = evil.same);
  create function evil.split_part(text, text, int) returns text language plpgsql as $$begin raise 'evil'; end$$;
  create function evil.current_setting(text) returns text language plpgsql as $$begin raise 'evil'; end$$;
  create table public.odd (
    id int generated always as identity primary key,
    day date, moment timestamptz, span interval, bytes bytea, tiny float8, small real, words text[], doc xml, price money,
    "Mixed Case" text default E'a\\\\b', constraint back check ("Mixed Case" <> E'a\\\\z'));
  insert into public.odd (day, moment, span, bytes, tiny, small, words, doc, price)
    select date '2026-02-01' + n, timestamptz '2026-10-04 02:15+10:30' + n * interval '7 minutes',
           n * interval '-1 day 2 hours 3.5 s', decode('00ff5c27', 'hex') || int4send(n), 0.1::float8 + n / 3.0::float8,
           0.1::real, array[null, 'NULL', '🐘', 'a\\b', '"'], xmlparse(content 'a <b/> c'), n::text::money
      from generate_series(1, 200) n;
  create index on public.odd (lower("Mixed Case"), (id + 1)) where small > 0.05;
  create view public.seen as
    select id, "Mixed Case" as mixed, span > interval '1 day 02:00' as long from public.odd where tiny <> 0.30000000000000004;
  create function public.later(d date default date '2026-03-04') returns date language sql begin atomic select d + 1; end;
  select lo_from_bytea(4711, decode('00ff5c27', 'hex'));
  alter table public.odd enable row level security, force row level security;
  create table public.known (i int);
  create role odd_owner;
  alter table public.odd owner to odd_owner;`

const contents = `
  set statement_timeout = 0; set search_path = public; set datestyle = 'ISO'; set intervalstyle = 'postgres';
  set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex';
  select count(*)::int as rows, md5(string_agg(odd::text, ' ' order by id)) as md5 from odd`

let scene: DrillScene
beforeAll(async () => {
  scene = await DrillScene.start()
  for (const server of [scene.source, scene.target]) {
    await server.query('postgres', 'create role odd superuser login')
    // Which a transaction cannot do, and so no query of several statements.
    await server.psql('postgres', 'alter role postgres set allow_in_place_tablespaces = on')
    await server.psql('postgres', "create tablespace odd_space location ''")
  }
  await scene.create('oddly', database)
})
afterAll(() => scene[Symbol.asyncDispose]())

async function set(server: PostgresServer, whose: string, settings: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await server.query('postgres', `alter ${whose} set ${name} = ${value}`)
}

const formats = ['plain', 'custom'] as const
const verified = { reason: null, differences: [], verdict: 'verified' }

describe('a role whose settings are odd', () => {
  test.each(formats)('backs up what is verified: %s', async (format) => {
    await set(scene.source, 'role odd', odd)
    const connection = connectionTo(scene.source, 'oddly', { user: 'odd' })
    const store = await scene.backUp('oddly', { format, connection })
    expect((await scene.drill(store, 'oddly')).record).toMatchObject(verified)
  })

  test.each(formats)('drills what is verified: %s', async (format) => {
    await set(scene.target, 'role odd', odd)
    const store = await scene.backUp('oddly', { format })
    const target = connectionTo(scene.target, 'postgres', { user: 'odd' })
    expect((await scene.drill(store, 'oddly', { target })).record).toMatchObject(verified)
  })
})

describe.each(['swap', 'in-place', 'into-empty'] as const)(
  'a database whose settings are odd, and read-only, is restored %s',
  (mode) => {
    test.each(formats)('%s', async (format) => {
      const store = await scene.backUp('oddly', { format })
      const live = `${mode}, ${format}`
      await scene.target.createDatabase(live)
      await scene.target.query('postgres', 'create role odd_owner').catch(() => undefined)
      await set(scene.target, 'role odd', odd)
      await set(scene.target, `database "${live}"`, { ...odd, default_transaction_read_only: 'on' })
      await restoreInto(connectionTo(scene.target, live, { user: 'odd' }), store, 'oddly', { mode, jobs: 2 })
      expect(await scene.target.query(live, contents)).toEqual(await scene.source.query('oddly', contents))
      const [row] = await scene.target.query(live, 'show default_transaction_read_only')
      expect(row).toEqual({ default_transaction_read_only: 'on' })
    })
  },
)

describe.each(formats)('in place, from a %s backup', (format) => {
  test('the owner of a database that lets nobody in restores it, and nobody is let in afterwards', async () => {
    const store = await scene.backUp('oddly', {
      format,
      selection: { ...wholeDatabase, tables: ['public.known'] },
    })
    const live = `shut ${format}`
    await scene.target.query('postgres', 'create role keeper createdb login').catch(() => undefined)
    await scene.target.query('postgres', `create database "${live}" owner keeper connection limit 0`)
    const target = connectionTo(scene.target, live, { user: 'keeper' })
    await restoreInto(target, store, 'oddly', { mode: 'in-place', noOwner: true, noPrivileges: true })
    const [row] = await scene.target.query(
      'postgres',
      'select datconnlimit from pg_database where datname = $1',
      [live],
    )
    expect(row).toEqual({ datconnlimit: 0 })
  })
})
