import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connect } from '../../src/postgres/client.ts'
import { type Selection, wholeDatabase } from '../../src/postgres/selection.ts'
import { findUnreadable } from '../../src/postgres/unreadable.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { makeOddTables } from './odd-tables.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres({ settings: { log_statement: 'all' } })
  await makeOddTables(server, 'odd')
  await server.query(
    'odd',
    `create role nobody login;
     grant usage on schema app, app2, "Odd Schema" to nobody`,
  )
})
afterAll(() => server.stop())

async function pgDump(user: string, selection: Partial<Selection>) {
  const { schemas = [], excludeSchemas = [], tables = [], excludeTables = [] } = selection
  const { excludeTableData = [] } = selection
  const args = [
    ...schemas.map((pattern) => `--schema=${pattern}`),
    ...excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
    ...tables.map((pattern) => `--table=${pattern}`),
    ...excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    ...excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
  ]
  const env = { ...process.env, ...server.env('odd'), PGHOST: server.socketDir, PGUSER: user, LC_ALL: 'C' }
  const options = { env, maxBuffer: 64 * 1024 * 1024 }
  return await promisify(execFile)(clientProgram('pg_dump', server.binDir), args, options)
}

const reading =
  /statement: (?:LOCK TABLE (.*) IN ACCESS SHARE MODE|COPY (.*?) (?:\(.*\) )?TO stdout;|SELECT last_value.* FROM (.*))$/gm

/** What a superuser's pg_dump locks or reads and nobody may not, as the server's log tells. */
async function readByPgDump(selection: Partial<Selection>): Promise<string[]> {
  const before = server.log().length
  await pgDump(server.user, selection)
  const found = [...server.log().slice(before).matchAll(reading)].flatMap((match) => match.slice(1, 4))
  const names = found.filter((each) => each !== undefined).flatMap((list) => list.split(', '))
  const rows = await server.query<{ name: string }>(
    'odd',
    `select distinct nspname || '.' || relname as name
       from unnest($1::regclass[]) r join pg_class c on c.oid = r join pg_namespace n on n.oid = relnamespace
      where not has_table_privilege('nobody', c.oid, 'SELECT')
      order by 1`,
    [names],
  )
  return rows.map(({ name }) => name)
}

async function foundUnreadable(selection: Partial<Selection>): Promise<string[]> {
  await using client = await connect(connectionTo(server, 'odd', { user: 'nobody' }))
  const found = await findUnreadable(client, { ...wholeDatabase, ...selection })
  return found.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1))
}

describe('what a role may not read is what pg_dump would have to read', () => {
  test.each<Partial<Selection>>([
    {},
    { schemas: ['app'] },
    { schemas: ['app*'] },
    { schemas: ['"Odd Schema"', 'APP2'] },
    { excludeSchemas: ['app'] },
    { excludeSchemas: ['odd schema', '"Odd *"', 'app?'] },
    { schemas: ['app*'], excludeSchemas: ['app2'] },
    { tables: ['plain'] },
    { tables: ['app.plain'] },
    { tables: ['*.plain'] },
    { tables: ['odd.app.plain'] },
    { tables: ['*'] },
    { tables: ['app.log_?'] },
    { tables: ['app.log(_1|s)'] },
    { tables: ['app2.UPPER'] },
    { tables: ['app2."UPPER"'] },
    { tables: ['"Odd Schema"."a.b"'] },
    { tables: ['"Odd Schema".*'] },
    { tables: ['"Odd Schema"."q""uote"', 'dollar$x', 'brackets[]'] },
    { tables: ['"star*"', '"pipe|x"', '"back\\slash"'] },
    { tables: ['GRÖSSE', 'gr[oöÖ]*e'] },
    { tables: ['"GRÖSSE"'] },
    { tables: ['star*', 'pipe|x', 'p?+n'] },
    { tables: ['plain'], excludeTables: ['plain_id_seq'] },
    { tables: ['plain_id_seq'] },
    { tables: ['app.plain'], excludeTables: ['app.plain_id_seq'] },
    { tables: ['app.plain_id_seq'] },
    { tables: ['plain'], schemas: ['app'] },
    { tables: ['plain', 'app.plain'], excludeSchemas: ['app'] },
    { tables: ['app.orders'] },
    { tables: ['app2.orders_2026', 'app2.child'] },
    { tables: ['member', 'settings', 'plain'] },
    { schemas: ['public'] },
    { excludeTables: ['app.*', 'settings'] },
    { excludeTables: ['member'] },
    { excludeTables: ['*'] },
    { excludeTableData: ['app.*', 'plain*', 'settings'] },
    { excludeTableData: ['plain', '*.orders*'] },
    { excludeSchemas: ['public'] },
    { excludeTables: ['plain'] },
    { excludeTables: ['app.plain'] },
  ])('%j', async (selection) => {
    const expected = await readByPgDump(selection)
    expect(await foundUnreadable(selection)).toEqual(expected)
  })
})
