import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { drillWithAccident, startGoodScene } from '../corpus/good.ts'
import type { DrillScene } from '../corpus/scene.ts'

let scene: DrillScene
beforeAll(async () => {
  scene = await startGoodScene()
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

test('an index that the restore left invalid is a finding, as the one that is missing in a dump', async () => {
  const sql =
    "UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'public.orders_customer'::regclass"
  const { verdict, differences, demands } = await drillWithAccident(scene, 'plain', sql)
  expect(verdict).toBe('failed')
  expect(differences).toContainEqual({
    kind: 'index',
    text: 'index public.orders_customer is invalid in the restored database',
  })
  expect(differences.map(({ text }) => text)).toContain('missing index public.orders_customer')
  expect(demands[0]).toMatchObject({ name: 'indexes', result: 'failed' })
})

test('an index whose entries are out of order is a finding of amcheck', async () => {
  // The order was one when the index was built, and is another now.
  const turned = (order: string) =>
    `CREATE OR REPLACE FUNCTION public.evil(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT sign(${order})::int';`
  const sql = `${turned('$1 - $2')}
    CREATE OPERATOR CLASS public.evil FOR TYPE int USING btree AS
      OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 public.evil(int, int);
    CREATE INDEX orders_evil ON public.orders (total public.evil);
    ${turned('$2 - $1')}`
  const { differences, demands } = await drillWithAccident(scene, 'plain', sql, { amcheck: true })
  expect(differences).toContainEqual({
    kind: 'index',
    text: expect.stringMatching(/^index public\.orders_evil is corrupt: .* invariant violated/),
  })
  expect(demands.at(-1)).toMatchObject({ name: 'amcheck', result: 'failed' })
})
