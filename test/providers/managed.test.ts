import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connect } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/connection.ts'
import { type Selection, wholeDatabase } from '../../src/postgres/selection.ts'
import { DrillScene } from '../corpus/scene.ts'
import type { MemoryStore } from '../fakes/memory-store.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { failure, Notes, restoreInto } from './scene.ts'

// As the services set their servers up: one role for the customer, which is no superuser and has no replication, and
// roles of the service's own, of which it is no member, that own the reserved schemas and the extensions.
const roles = `
  create role service_admin superuser; create role vault_owner;
  create role admin login createdb createrole; grant pg_signal_backend to admin;
  create role app_owner; grant app_owner to admin;
  alter role admin set statement_timeout = '77s'; alter role admin set idle_session_timeout = '88s';
  alter role admin set search_path = odd, public`
const reserved = `
  revoke all on pg_authid, pg_shadow from public;
  create schema auth authorization service_admin; create schema vault authorization vault_owner; create schema extensions; create schema cron;
  create extension pg_stat_statements schema extensions; create extension pg_trgm schema extensions;
  grant usage on schema auth, extensions to admin;
  create table auth.users (id int primary key, email text); grant select, references on auth.users to admin;
  create table vault.secrets (secret text); alter table vault.secrets owner to vault_owner;
  create function extensions.guard() returns event_trigger language plpgsql as 'begin end';
  create event trigger guard on ddl_command_end execute function extensions.guard();
  create publication everything for all tables`
const own = `
  set role admin; set search_path = public;
  create schema app;
  create table app.orders (id int primary key, email text, buyer int references auth.users);
  insert into app.orders select i, 'a' || i from generate_series(1, 200) i;
  grant usage, create on schema app to app_owner;
  create table app.mine (i int); alter table app.mine owner to app_owner;
  create schema notes; create table notes.lines (i int primary key); insert into notes.lines select generate_series(1, 50)`

let service: PostgresServer
let plain: PostgresServer
let scene: DrillScene
let whole: MemoryStore
let partial: MemoryStore
beforeAll(async () => {
  ;[service, plain] = await Promise.all([startPostgres(), startPostgres()])
  scene = DrillScene.between(service, plain)
  await service.psql('postgres', roles)
  await service.query('postgres', 'create database shop owner admin')
  await service.psql('shop', reserved)
  await service.psql('shop', own)
  whole = await backUp({ excludeSchemas: ['vault'] })
  partial = await backUp({ schemas: ['notes'] })
}, 60_000)
afterAll(async () => {
  await Promise.all([service?.stop(), plain?.stop()])
})

function admin(database: string, over: Partial<Connection> = {}): Connection {
  return connectionTo(service, database, { user: 'admin', ...over })
}

function backUp(selection: Partial<Selection> = {}, changes: object = {}): Promise<MemoryStore> {
  const chosen = { ...wholeDatabase, ...selection }
  return scene.backUp('shop', { connection: admin('shop'), selection: chosen, ...changes })
}

const withoutOwners = { noOwner: true, noPrivileges: true }

describe('a role that is no superuser backs up', () => {
  test('all but the reserved schema that it may not read, which is named with its cure', async () => {
    expect(await failure(backUp())).toBe(
      'cannot read schema "vault": permission denied; grant USAGE on it to role "admin", or exclude it with exclude-schema',
    )
    expect([...whole.objects.keys()].toSorted()).toEqual([
      'shop_backup_2026-11-22_02-00-00.fingerprint.json.gz',
      'shop_backup_2026-11-22_02-00-00.globals.sql.gz',
      'shop_backup_2026-11-22_02-00-00.manifest.json',
      'shop_backup_2026-11-22_02-00-00.sql.gz',
    ])
  })

  test.each(['plain', 'custom'] as const)(
    'and a plain PostgreSQL drills it, with stubs for roles: %s',
    async (format) => {
      const store = await backUp({ excludeSchemas: ['vault'] }, { format })
      const { record } = await scene.drill(store, 'shop')
      expect(record).toMatchObject({ verdict: 'verified', reason: null, rowsCompared: 250 })
      expect(await scene.left()).toEqual([])
    },
  )

  test('when subscriptions are hidden, once they are left out', async () => {
    await service.psql('shop', 'revoke all on pg_subscription from public')
    expect(await failure(backUp({ excludeSchemas: ['vault', 'none'] }))).toMatch(
      /the role may not read pg_subscription; put --no-subscriptions into pg-dump-args to leave out which/,
    )
    const pgDumpArguments = ['--no-subscriptions']
    const store = await backUp({ excludeSchemas: ['vault'] }, { pgDumpArguments })
    expect((await scene.drill(store, 'shop')).record.verdict).toBe('verified')
    await service.psql('shop', 'grant select (oid, subdbid, subname, subowner) on pg_subscription to public')
  })

  test('without the time limits that the role has', async () => {
    await using client = await connect(admin('shop'))
    expect(
      await client.query(
        "select current_setting('statement_timeout') as s, current_setting('idle_session_timeout') as i",
      ),
    ).toEqual([{ s: '0', i: '0' }])
  })

  test('in sessions that are read-only by default', async () => {
    await service.query('postgres', 'alter role admin set default_transaction_read_only = on')
    const store = await backUp({ schemas: ['app', 'auth'] })
    await service.query('postgres', 'alter role admin reset default_transaction_read_only')
    expect((await scene.drill(store, 'shop')).record.verdict).toBe('verified')
  })

  test('with one connection left; with none it says so', async () => {
    await service.query('postgres', 'alter role admin connection limit 1')
    const report = new Notes()
    const store = await backUp({ schemas: ['notes'] }, { report })
    expect(report.warnings).toEqual([])
    await service.query('postgres', 'alter role admin connection limit 0')
    expect(await failure(backUp({ schemas: ['none'] }))).toMatch(
      /too many connections for role "admin"; the server has no connection left for the role: raise max_connections or the role's CONNECTION LIMIT/,
    )
    await service.query('postgres', 'alter role admin connection limit -1')
    expect((await scene.drill(store, 'shop')).record.verdict).toBe('verified')
  })
})

describe('a role that is no superuser restores', () => {
  test('schemas of its own, into a new database and by swap, with owners', async () => {
    await restoreInto(admin('new'), partial, 'shop')
    await restoreInto(admin('new'), partial, 'shop', { mode: 'swap' })
    const owners = await service.query(
      'new',
      "select tableowner::text from pg_tables where schemaname = 'notes'",
    )
    expect(owners).toEqual([{ tableowner: 'admin' }])
  })

  test('into an empty database when it may connect to no other', async () => {
    await service.query('postgres', 'create database alone owner admin')
    await service.query('postgres', 'revoke connect on database postgres, template1 from public')
    await restoreInto(admin('alone'), partial, 'shop')
    expect(await failure(restoreInto(admin('alone'), partial, 'shop', { mode: 'swap' }))).toContain(
      'the role may connect to no other database of the server, which renaming "alone" takes; use mode into-empty',
    )
    await service.query('postgres', 'grant connect on database postgres, template1 to public')
    expect(await service.query('alone', 'select count(*)::int as n from notes.lines')).toEqual([{ n: 50 }])
  })

  test('where the service made the extensions and reserved objects itself, with owners off', async () => {
    await service.query('postgres', 'create database ready owner admin')
    await service.psql('ready', 'create extension pg_trgm')
    await service.psql(
      'shop',
      'drop publication everything; drop event trigger guard; alter extension pg_trgm set schema public; drop extension pg_stat_statements',
    )
    const store = await backUp({ excludeSchemas: ['vault', 'cron'] })
    await restoreInto(admin('ready'), store, 'shop', withoutOwners)
    expect(await service.query('ready', 'select count(*)::int as n from app.orders')).toEqual([{ n: 200 }])
    const archive = await backUp({ excludeSchemas: ['vault', 'cron'] }, { format: 'custom' })
    await service.query('postgres', 'create database ready_too owner admin')
    await service.psql('ready_too', 'create extension pg_trgm')
    expect(await failure(restoreInto(admin('ready_too'), archive, 'shop', withoutOwners))).toMatch(
      /must be owner of extension pg_trgm.*; it is the service's own, made before: turn owner off for a plain dump, or back up with --no-comments in pg-dump-args$/,
    )
  })
})

describe('what it may not restore is told with the cure', () => {
  const cases: [string, () => Promise<unknown>, RegExp][] = [
    [
      "owners that it cannot become: another role's objects",
      () => restoreInto(admin('refused'), whole, 'shop'),
      /must be member of role "service_admin" \(statement: ALTER SCHEMA auth OWNER TO service_admin;\); turn owner off, so that whoever restores owns everything, or restore as a member of that role/,
    ],
    [
      'an extension that only the service may make',
      () => restoreInto(admin('refused'), whole, 'shop', withoutOwners),
      /permission denied to create extension "pg_stat_statements".*; make it in an empty database in the service's own way and restore into that, or back up the schemas of your own alone \(schema\)/,
    ],
    [
      'what refers to a schema that was left out',
      async () => restoreInto(admin('refused'), await backUp({ schemas: ['app'] }), 'shop', withoutOwners),
      /schema "auth" does not exist .*; perhaps the backup was made without it \(schema, exclude-schema, table and their like\): back it up as well$/,
    ],
  ]
  test.each(cases)('%s', async (_, restoring, message) => {
    expect(await failure(restoring())).toMatch(message)
    const left = await service.query('postgres', "select from pg_database where datname ~ 'refused'")
    expect(left).toEqual([])
  })

  test.each([
    [
      'an event trigger',
      'triggered',
      'create function g() returns event_trigger language plpgsql as $$begin end$$; create event trigger g on ddl_command_end execute function g()',
      /permission denied to create event trigger "g".*; restore as a superuser; where there is none, back up the schemas of your own alone/,
    ],
    [
      'a publication of all tables',
      'published',
      'create publication p for all tables',
      /must be superuser to create FOR ALL TABLES publication.*; restore as a superuser; where there is none, back up the schemas/,
    ],
  ])('%s', async (_, database, sql, message) => {
    await scene.create(database, sql)
    const store = await scene.backUp(database, { connection: admin(database) })
    expect(await failure(restoreInto(admin('refused'), store, database, withoutOwners))).toMatch(message)
  })

  test('roles with what only a superuser may give', async () => {
    await plain.query('postgres', 'create role admin login createdb createrole')
    const target = connectionTo(plain, 'elsewhere', { user: 'admin' })
    expect(await failure(restoreInto(target, whole, 'shop'))).toContain(
      'role "vault_owner" is missing on the server; create it, set create-roles to create what the backup knows',
    )
    expect(await failure(restoreInto(target, whole, 'shop', { createRoles: true }))).toMatch(
      /must be superuser to create superusers.*; make that role yourself, without what only a superuser may give; or restore without create-roles/,
    )
    await plain.query('postgres', 'drop role admin')
  })

  test('a drill on a server where it is no superuser is inconclusive', async () => {
    const { record } = await scene.drill(whole, 'shop', { target: admin('postgres') })
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(
        /must be member of role .*; a drill takes a server of its own, as a superuser$/,
      ),
    })
  })

  test('sessions that are read-only', async () => {
    await service.query('postgres', 'alter role admin set default_transaction_read_only = on')
    expect(await failure(restoreInto(admin('new'), partial, 'shop'))).toContain(
      'sessions of the role are read-only; turn default_transaction_read_only off for it (ALTER ROLE), or restore as another role',
    )
    await service.query('postgres', 'alter role admin reset default_transaction_read_only')
  })
})
