import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Client, connect } from '../../src/postgres/client.ts'
import type { Connection } from '../../src/postgres/connection.ts'
import { checkBtrees, invalidIndexes } from '../../src/postgres/indexes.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
let database: string
let count = 0

// The order of its entries was one when it was built, and is another now: what a damaged page looks like from outside.
const evil = `
  CREATE FUNCTION evil(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT sign($1 - $2)::int';
  CREATE OPERATOR CLASS evil FOR TYPE int USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 evil(int, int);
  CREATE INDEX pets_evil ON pets (id evil);
  CREATE OR REPLACE FUNCTION evil(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT sign($2 - $1)::int';`

beforeAll(async () => {
  server = await startPostgres()
  await server.psql('postgres', 'CREATE ROLE ann LOGIN')
}, 30_000)
afterAll(() => server?.stop())
beforeEach(async () => {
  database = `app_${++count}`
  await server.createDatabase(database)
  await server.psql(
    database,
    `CREATE TABLE pets (id int PRIMARY KEY, name text);
     INSERT INTO pets SELECT n, 'pet' FROM generate_series(1, 500) n;
     CREATE INDEX pets_name ON pets (name);
     CREATE INDEX pets_hash ON pets USING hash (name);
     CREATE TABLE parts (id int) PARTITION BY LIST (id);
     CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
     CREATE INDEX parts_id ON ONLY parts (id);`,
  )
})

async function asking<T>(ask: (client: Client) => Promise<T>, over: Partial<Connection> = {}): Promise<T> {
  await using client = await connect(connectionTo(server, database, over))
  return await ask(client)
}

const check = (over?: Partial<Connection>) =>
  asking((client) => checkBtrees(client, new AbortController().signal), over)

/** Everything a dump would tell of, but for the rows. */
const objects = () =>
  server.query(
    database,
    `SELECT 'schema ' || nspname AS what FROM pg_namespace UNION ALL SELECT 'extension ' || extname FROM pg_extension
     UNION ALL SELECT proname FROM pg_proc WHERE oid >= 16384 ORDER BY 1`,
  )

describe('invalid indexes', () => {
  test('are none in a sound database, whose partitioned index waits for its parts', async () => {
    expect(await asking(invalidIndexes)).toEqual([])
  })

  test.each(['indisvalid', 'indisready'])('are named: not %s', async (column) => {
    await server.psql(
      database,
      `UPDATE pg_index SET ${column} = false WHERE indexrelid = 'pets_name'::regclass`,
    )
    expect(await asking(invalidIndexes)).toEqual(['public.pets_name'])
  })
})

describe('amcheck', () => {
  test('looks through every B-tree, and leaves nothing behind', async () => {
    const before = await objects()
    expect(await check()).toEqual({ kind: 'done', indexes: 2, corrupt: [] })
    expect(await objects()).toEqual(before)
  })

  test('names what is out of order, and goes on', async () => {
    await server.psql(database, evil)
    expect(await check()).toEqual({
      kind: 'done',
      indexes: 3,
      corrupt: [
        {
          name: 'public.pets_evil',
          message: expect.stringContaining('invariant violated for index "pets_evil"'),
        },
      ],
    })
  })

  test('is used where the database has it, and stays there', async () => {
    await server.psql(database, 'CREATE SCHEMA "Odd one"; CREATE EXTENSION amcheck SCHEMA "Odd one"')
    const before = await objects()
    expect(await check()).toMatchObject({ kind: 'done', corrupt: [] })
    expect(await objects()).toEqual(before)
  })

  test("is not seen by the database's event triggers", async () => {
    await server.psql(
      database,
      `CREATE FUNCTION no() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no changes'; END $$;
       CREATE EVENT TRIGGER no ON ddl_command_start EXECUTE FUNCTION no();`,
    )
    expect(await check()).toMatchObject({ kind: 'done' })
  })

  test('is unavailable to who may not make it, and to whom the indexes are not', async () => {
    expect(await check({ user: 'ann' })).toEqual({
      kind: 'unavailable',
      reason: 'permission denied to set parameter "session_replication_role"',
    })
    await server.psql(database, 'CREATE EXTENSION amcheck')
    expect(await check({ user: 'ann' })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringMatching(/^index public\.\w+: permission denied for function bt_index_check/),
    })
  })
})
