import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connect } from '../../src/postgres/client.ts'
import { findReordered } from '../../src/postgres/insert-columns.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 30_000)
afterAll(() => server?.stop())

let databases = 0
async function found(sql: string, args = ['--inserts']): Promise<string | undefined> {
  const database = `of_${++databases}`
  await server.createDatabase(database)
  await server.psql(database, sql)
  await using client = await connect(connectionTo(server, database))
  return await findReordered(client, args)
}

const late = `create table parent (a int); create table "odd child" (b int) inherits (parent);
  alter table parent add column c int`

describe('a table whose columns come back in another order', () => {
  test.each([
    ['a child whose parent got a column later', late, 'public.odd child'],
    [
      'a table that became a child later',
      'create table parent (a int); create table child (b int, a int); alter table child inherit parent',
      'public.child',
    ],
    [
      'a child of two parents, of which the first got a column later',
      `create table one (a int); create table two (b int); create table child () inherits (one, two);
       alter table one add column c int`,
      'public.child',
    ],
    [
      'a partition in an order of its own',
      `create table root (a int, b int) partition by range (a); create table part (b int, a int);
       alter table root attach partition part for values from (0) to (1)`,
      'public.part',
    ],
  ])('is %s', async (_, sql, name) => {
    expect(await found(sql)).toBe(name)
  })

  test.each([
    ['no child at all', 'create table alone (b int, a int); alter table alone drop column b'],
    [
      'a child with the columns of its parent first',
      'create table p (a int); create table c (b int) inherits (p)',
    ],
    [
      'a child from which a column was dropped',
      'create table p (a int, x int, b int); create table c (d int) inherits (p); alter table p drop column x',
    ],
    [
      'a partition as its root',
      `create table root (a int, b int) partition by range (a);
       create table part partition of root for values from (0) to (1)`,
    ],
  ])('is not %s', async (_, sql) => {
    expect(await found(sql)).toBeUndefined()
  })

  test.each([
    [['--inserts'], 'public.odd child'],
    [['--rows-per-insert=10'], 'public.odd child'],
    [['--no-owner', '--insert'], 'public.odd child'],
    [['--inserts', '--column-inserts'], undefined],
    [['--attribute-inserts'], undefined],
    [['--no-owner'], undefined],
    [[], undefined],
  ])('matters to %j: %s', async (args, name) => {
    expect(await found(late, args)).toBe(name)
  })
})
