import { execFile } from 'node:child_process'
import { chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { PgdrillError } from '../../src/errors.ts'
import { readGlobals } from '../../src/postgres/globals.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo, toolsFor } from './reach.ts'

const odd = 'Odd "role"; DROP\n-- it\'s $globals$ \\ 名'
const never = new AbortController().signal

let source: PostgresServer
let folder: string
beforeAll(async () => {
  source = await startPostgres()
  folder = await folderFor(source)
  await source.createDatabase('shop')
  await source.query('postgres', clusterSql())
  await source.query(
    'postgres',
    `create tablespace "fast; disk" owner app location '${join(folder, 'fast')}'`,
  )
  await source.query('postgres', `create tablespace unused location '${join(folder, 'unused')}'`)
  await source.query(
    'postgres',
    `alter tablespace "fast; disk" set (random_page_cost = 1.1);
     grant create on tablespace "fast; disk" to readers, stranger;
     comment on tablespace "fast; disk" is 'it''s ; "fast"'`,
  )
  await source.query('shop', shopSql)
})
afterAll(async () => {
  await source.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A folder outside the cluster in which its server may make tablespaces. */
async function folderFor(server: PostgresServer): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'pgdrill-tablespaces-'))
  const { uid, gid } = await stat(server.dataDir)
  for (const each of [path, join(path, 'fast'), join(path, 'unused'), join(path, 'target')]) {
    await mkdir(each, { recursive: true })
    if (process.getuid?.() === 0) await chown(each, uid, gid)
  }
  return path
}

function clusterSql(): string {
  const name = pg.escapeIdentifier(odd)
  return `
    create role owner_group noinherit createdb;
    create role app login password 'app secret' connection limit 7 valid until '2031-01-01 00:00:00+00';
    create role readers;
    create role alice login password 'alice secret';
    create role ${name} login replication bypassrls;
    create role granted_by_default; create role by_policy; create role by_column; create role by_function;
    create role stranger login password 'stranger secret';
    create role strangers;
    create role above;
    create role monitor_group;
    grant owner_group to app with admin option;
    grant readers to alice;
    grant readers to ${name};
    grant above to readers;
    grant pg_monitor to monitor_group;
    grant monitor_group to readers;
    grant strangers to stranger;
    grant above to stranger;
    comment on role ${name} is E'multi;\\n-- line'' " \\\\ comment';
    comment on role stranger is 'a stranger''s comment';
    alter role app set search_path = "$user", public, 'we ird';
    alter role app set my.setting = 'PASSWORD ''x''; \\ y';
    alter role stranger set work_mem = '9MB';
    grant set on parameter log_min_duration_statement to app;
    grant set on parameter log_min_duration_statement to stranger;
    alter database shop owner to owner_group;
    revoke all on database shop from public;
    grant connect on database shop to readers;
    grant connect, temporary on database shop to app with grant option;
    alter database shop set timezone = 'Europe/Vienna';
    alter database shop set search_path = public, "Odd, schema";
    alter role app in database shop set work_mem = '11MB';
    alter role stranger in database postgres set work_mem = '12MB';
    comment on database shop is E'the shop''s\\n\\\\! echo hacked';`
}

const shopSql = `
  set role owner_group;
  create schema sales;
  create table sales.orders (id int, secret text);
  create policy visible on sales.orders to by_policy using (true);
  alter table sales.orders enable row level security;
  reset role;
  grant all on schema sales to app;
  grant select on sales.orders to readers;
  grant select (id) on sales.orders to by_column;
  create function f() returns int language sql as 'select 1';
  revoke all on function f() from public;
  grant execute on function f() to by_function;
  alter default privileges for role app in schema sales grant select on tables to granted_by_default;
  create table on_disk (id int) tablespace "fast; disk";
  insert into on_disk select generate_series(1, 100);
  alter table on_disk owner to ${pg.escapeIdentifier(odd)};`

async function globalsOf(user = source.user, database = 'shop'): Promise<string> {
  const connection = connectionTo(source, database, { user })
  return await readGlobals(connection, toolsFor(source), never)
}

async function load(server: PostgresServer, sql: string, ...args: string[]): Promise<void> {
  const file = join(folder, `globals-${Math.random()}.sql`)
  await writeFile(file, sql)
  const psql = clientProgram('psql', server.binDir)
  const env = { ...process.env, ...server.env('postgres'), PGHOST: server.socketDir }
  await promisify(execFile)(psql, ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...args, '-f', file], { env })
}

function envOf(server: PostgresServer) {
  return { ...process.env, ...server.env('shop'), PGHOST: server.socketDir }
}

/** With --create: the database's own owner, privileges and settings as well. */
async function dumpOf(server: PostgresServer): Promise<string> {
  const dump = clientProgram('pg_dump', server.binDir)
  const { stdout } = await promisify(execFile)(dump, ['--create'], { env: envOf(server) })
  return stdout.replaceAll(/^\\(un)?restrict .*$/gm, '')
}

const expectedRoles = [
  'above',
  'alice',
  'app',
  'by_column',
  'by_function',
  'by_policy',
  'granted_by_default',
  'monitor_group',
  odd,
  'owner_group',
  'postgres',
  'readers',
].toSorted()

async function rolesOf(server: PostgresServer): Promise<unknown[]> {
  return await server.query(
    'postgres',
    `select rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
            rolconnlimit, rolvaliduntil, rolconfig, shobj_description(oid, 'pg_authid') as comment,
            array(select roleid::regrole::text || ' ' || admin_option from pg_auth_members where member = r.oid
                   order by 1) as member_of
       from pg_roles r where rolname = any ($1) order by rolname`,
    [expectedRoles],
  )
}

describe('on a server that lacks these roles', () => {
  let target: PostgresServer
  let sql: string
  beforeAll(async () => {
    target = await startPostgres()
    // The source's own folder is in the way here, as it would not be on another machine.
    sql = (await globalsOf()).replaceAll(join(folder, 'fast'), join(folder, 'target'))
    await load(target, sql)
  })
  afterAll(() => target.stop())

  test('exactly those are made that the database refers to, with all that they are', async () => {
    const made = await target.query<{ rolname: string }>(
      'postgres',
      `select rolname from pg_roles where rolname !~ '^pg_'`,
    )
    expect(made.map(({ rolname }) => rolname).toSorted()).toEqual(expectedRoles)
    expect(await rolesOf(target)).toEqual(await rolesOf(source))
  })

  test('rights to parameters come with the roles', async () => {
    const rights = `select parname, paracl::text from pg_parameter_acl`
    expect(await target.query('postgres', rights)).toEqual([
      { parname: 'log_min_duration_statement', paracl: '{postgres=sA/postgres,app=s/postgres}' },
    ])
  })

  test('only the tablespace in use is made, with its owner, options, rights and comment', async () => {
    const tablespaces = `select spcname, spcowner::regrole::text as owner, spcoptions, spcacl::text,
                                shobj_description(oid, 'pg_tablespace') as comment
                           from pg_tablespace where spcname !~ '^pg_'`
    expect(await target.query('postgres', tablespaces)).toEqual([
      {
        spcname: 'fast; disk',
        owner: 'app',
        spcoptions: ['random_page_cost=1.1'],
        spcacl: '{app=C/app,readers=C/app}',
        comment: 'it\'s ; "fast"',
      },
    ])
  })

  test('nothing tells a password or a stranger', async () => {
    expect(sql).not.toMatch(/SCRAM-SHA-256|md5|secret|stranger|unused/)
    expect(sql).not.toMatch(/PASSWORD (?!''x''|\.\.\.)/)
  })

  test('the dump restores, and the file loaded again with its name makes the database what it was', async () => {
    await target.createDatabase('shop')
    const dump = clientProgram('pg_dump', source.binDir)
    const { stdout } = await promisify(execFile)(dump, [], { env: envOf(source) })
    const file = join(folder, 'shop.sql')
    await writeFile(file, stdout)
    await target.psql('shop', { file })
    await load(target, sql, '-v', 'database=shop')
    expect(await dumpOf(target)).toBe(await dumpOf(source))
  })

  test('what exists is left alone: attributes, settings, and memberships taken away since', async () => {
    const before = `alter role app nologin; alter role app reset all; revoke readers from alice; revoke above from readers;
      comment on role ${pg.escapeIdentifier(odd)} is null;
      revoke set on parameter log_min_duration_statement from app;
      alter tablespace "fast; disk" reset (random_page_cost)`
    await target.query('postgres', before)
    const state = async () => [
      await rolesOf(target),
      await target.query('postgres', 'select * from pg_parameter_acl'),
      await target.query('postgres', 'select * from pg_tablespace'),
      await target.query('postgres', 'select * from pg_database'),
      await target.query('postgres', 'select * from pg_db_role_setting'),
    ]
    const was = await state()
    await load(target, sql)
    expect(await state()).toEqual(was)
  })

  test('a new role gets its memberships in old ones, and a new group its old members', async () => {
    await target.query('postgres', 'drop role alice')
    await load(target, sql)
    await target.query('postgres', 'drop owned by above; drop role above')
    await load(target, sql)
    const members = `select roleid::regrole::text || ' ' || member::regrole as pair from pg_auth_members
                      where roleid in ('readers'::regrole, 'above'::regrole) and member::regrole::text in ('alice', 'readers')`
    expect(
      (await target.query<{ pair: string }>('postgres', members)).map(({ pair }) => pair).toSorted(),
    ).toEqual(['above readers', 'readers alice'])
  })
})

describe('who may read them', () => {
  test('an ordinary owner reads the same as a superuser', async () => {
    expect(await globalsOf('app')).toBe(await globalsOf())
  })

  test('a role that may not is told so', async () => {
    await source.createDatabase('shut')
    await source.query('shut', 'revoke select on pg_catalog.pg_roles from public')
    const error = await globalsOf('app', 'shut').catch((error) => error)
    expect(error).toBeInstanceOf(PgdrillError)
    expect(error.message).toMatch(
      /^cannot read the roles and tablespaces of database "shut" as "app" at .*: .*permission denied for view pg_roles; let the role read them, or set globals to false to go without$/,
    )
  })

  test('a client without pg_dumpall is told so', async () => {
    const connection = connectionTo(source, 'shop')
    const tools = { ...toolsFor(source), folder: '/nowhere' }
    await expect(readGlobals(connection, tools, never)).rejects.toThrow(
      /^cannot read the roles and tablespaces of .*: pg_dumpall could not be started: .*ENOENT/,
    )
  })

  test('an abort is thrown as its reason', async () => {
    const connection = connectionTo(source, 'shop')
    const controller = new AbortController()
    const reading = readGlobals(connection, toolsFor(source), controller.signal)
    controller.abort(new Error('stopped by the test'))
    await expect(reading).rejects.toThrow('stopped by the test')
  })
})

test('a database of the bootstrap superuser alone refers to that one role and no tablespace', async () => {
  await source.createDatabase('bare')
  const sql = await globalsOf(source.user, 'bare')
  expect(sql.match(/CREATE ROLE .*/g)).toEqual([
    expect.stringMatching(/^CREATE ROLE postgres WITH SUPERUSER/),
  ])
  expect(sql).not.toContain('TABLESPACE')
})
