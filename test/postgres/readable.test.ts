import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { connect } from '../../src/postgres/client.ts'
import { refuseUnreadable } from '../../src/postgres/readable.ts'
import { type Selection, wholeDatabase } from '../../src/postgres/selection.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  await server.query('postgres', 'create role backup login; create role owner')
})
afterAll(() => server.stop())

beforeEach(async () => {
  await server.query('postgres', 'drop database if exists shop')
  await server.createDatabase('shop')
})

const make = (sql: string) => server.query('shop', sql)

async function refusal(selection: Partial<Selection> = {}, user = 'backup'): Promise<string | undefined> {
  await using client = await connect(connectionTo(server, 'shop', { user }))
  try {
    await refuseUnreadable(client, { ...wholeDatabase, ...selection })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** The first line of what pg_dump has to say itself; undefined when it is content. */
async function pgDump(...args: string[]): Promise<string | undefined> {
  const env = {
    ...process.env,
    ...server.env('shop'),
    PGHOST: server.socketDir,
    PGUSER: 'backup',
    LC_ALL: 'C',
  }
  try {
    await promisify(execFile)(clientProgram('pg_dump', server.binDir), args, { env })
    return undefined
  } catch (error) {
    return (error as { stderr: string }).stderr.split('\n')[0]
  }
}

describe('a role that may not read everything is refused', () => {
  test('one table is named with both cures', async () => {
    await make(
      'create schema billing; grant usage on schema billing to backup; create table billing.cards ()',
    )
    expect(await refusal()).toBe(
      'cannot read table "billing.cards": permission denied; grant SELECT to role "backup", or exclude it with exclude-table',
    )
    expect(await pgDump()).toContain('permission denied for table cards')
  })

  test('several tables and sequences are named at once', async () => {
    await make('create table b (); create table a (id serial); create sequence alone')
    expect(await refusal()).toBe(
      'cannot read table "public.a", table "public.b", sequence "public.a_id_seq", sequence "public.alone": permission denied; ' +
        'grant role "backup" USAGE on the schemas and SELECT (since PostgreSQL 14: pg_read_all_data), or exclude them with exclude-table or exclude-schema',
    )
  })

  test('after ten the rest is counted', async () => {
    await make(Array.from({ length: 13 }, (_, at) => `create table t${at + 10} ();`).join(''))
    expect(await refusal()).toContain('table "public.t18", table "public.t19" and 3 more: permission denied')
  })

  test('a schema without USAGE stands for its tables', async () => {
    await make('create schema billing; create table billing.a (); create table billing.b ()')
    await make('grant select on all tables in schema billing to backup')
    expect(await refusal()).toBe(
      'cannot read schema "billing": permission denied; grant USAGE on it to role "backup", or exclude it with exclude-schema',
    )
    expect(await pgDump()).toContain('permission denied for schema billing')
  })

  test('a right to some columns is not enough', async () => {
    await make('create table t (a int, b int); grant select (a, b) on t to backup')
    expect(await refusal()).toContain('cannot read table "public.t"')
    expect(await pgDump()).toContain('permission denied for table t')
  })

  test('a table whose data are excluded is locked all the same', async () => {
    await make('create table t (a int)')
    expect(await refusal({ excludeTableData: ['t'] })).toContain('cannot read table "public.t"')
    expect(await pgDump('--exclude-table-data=t')).toContain('permission denied for table t')
  })

  test('a large object is named', async () => {
    await make('select lo_create(4711), lo_create(4712)')
    expect(await refusal()).toMatch(/^cannot read large object 4711, large object 4712: permission denied; /)
    expect(await pgDump()).toContain('permission denied for large object 4711')
  })
})

describe('a role that may read everything it needs goes through', () => {
  test.each([
    ['its own tables', 'alter table t owner to backup'],
    ['granted tables', 'grant select on t to backup'],
    ['tables everyone may read', 'grant select on t to public'],
    ['tables of a role it is a member of', 'alter table t owner to owner; grant owner to backup'],
    ['every table, by pg_read_all_data', 'grant pg_read_all_data to backup'],
  ])('%s', async (_, sql) => {
    await make('create table t (a int)')
    await make(sql)
    expect(await refusal()).toBeUndefined()
    expect(await pgDump()).toBeUndefined()
    await make('revoke owner, pg_read_all_data from backup')
  })

  test.each([
    ['its own large object', 'alter large object 4711 owner to backup'],
    ['a granted one', 'grant select on large object 4711 to backup'],
    ['one that everyone may read', 'grant select on large object 4711 to public'],
  ])('%s', async (_, sql) => {
    await make('select lo_create(4711)')
    await make(sql)
    expect(await refusal()).toBeUndefined()
    expect(await pgDump()).toBeUndefined()
  })

  test('what is not chosen needs no rights', async () => {
    await make(
      'create schema billing; create table billing.cards (); create table t (); grant select on t to backup',
    )
    await make('select lo_create(4711)')
    expect(await refusal({ tables: ['t'] })).toBeUndefined()
    expect(await pgDump('--table=t')).toBeUndefined()
    expect(await refusal({ schemas: ['public'] })).toBeUndefined()
    expect(await pgDump('--schema=public')).toBeUndefined()
  })

  test('views, materialised views and foreign tables are never read', async () => {
    await make(`create view v as select 1; create materialized view m as select 1;
      create foreign data wrapper f; create server s foreign data wrapper f; create foreign table far () server s`)
    expect(await refusal()).toBeUndefined()
    expect(await pgDump()).toBeUndefined()
  })
})

describe('row-level security', () => {
  const guarded =
    'create table t (a int); alter table t enable row level security; grant select on t to public;'

  test('is told with its cures when it applies to the role', async () => {
    await make(`${guarded} create policy all_rows on t using (true)`)
    expect(await refusal()).toBe(
      'cannot read every row of table "public.t": row-level security applies to role "backup"; ' +
        'give role "backup" BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see',
    )
    expect(await pgDump()).toContain('row-level security policy for table "t"')
  })

  test('matters only where rows are read', async () => {
    await make(guarded)
    expect(await refusal({ excludeTableData: ['t'] })).toBeUndefined()
    expect(await pgDump('--exclude-table-data=t')).toBeUndefined()
  })

  test('does not apply to the owner, unless it is forced', async () => {
    await make(`${guarded} alter table t owner to backup`)
    expect(await refusal()).toBeUndefined()
    expect(await pgDump()).toBeUndefined()
    await make('alter table t force row level security')
    expect(await refusal()).toContain('row-level security applies')
    expect(await pgDump()).toContain('row-level security policy for table "t"')
  })

  test('does not apply to a role with BYPASSRLS', async () => {
    await make(guarded)
    await make('create role passer login bypassrls')
    expect(await refusal({}, 'passer')).toBeUndefined()
  })

  test('is told along with what may not be read at all', async () => {
    await make(`${guarded} create table u ()`)
    expect(await refusal()).toMatch(
      /^cannot read table "public.u": permission denied, and cannot read every row of table "public.t": .*; grant SELECT .*; give role/,
    )
  })
})
