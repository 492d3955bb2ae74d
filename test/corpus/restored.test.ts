import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { drillWithAccident, formats, startGoodScene } from './good.ts'
import type { DrillScene } from './scene.ts'

// The good backup, and a restore of it that loses or changes exactly one thing: this is the finding it must give, and
// the only one.
const broken: Readonly<Record<string, readonly (readonly [accident: string, ...findings: string[]])[]>> = {
  rows: [
    ['DELETE FROM public.orders WHERE id = 7', 'table public.orders has 1 row fewer: 199 of 200'],
    ['DELETE FROM public.orders WHERE id < 4', 'table public.orders has 3 rows fewer: 197 of 200'],
    ['TRUNCATE public.visits', 'table public.visits has 5 rows fewer: 0 of 5'],
    ["DELETE FROM public.parts WHERE b = 'x'", 'table public.parts_x has 1 row fewer: 0 of 1'],
    [
      "INSERT INTO public.customers VALUES (51, 'x', 'x', 'sad')",
      'table public.customers has 1 row more: 51 instead of 50',
    ],
    [
      "INSERT INTO public.visits SELECT * FROM public.visits WHERE page = 'a'",
      'table public.visits has 1 row more: 6 instead of 5',
    ],
    [
      "UPDATE public.visits SET page = 'c', at = NULL WHERE page = 'a'",
      'changed content of table public.visits, though it has the same 5 rows',
    ],
    [
      "UPDATE public.customers SET name = 'customer X' WHERE id = 7",
      'changed content of table public.customers, though it has the same 50 rows',
    ],
    [
      "UPDATE public.visits SET page = NULL WHERE page = ''",
      'changed content of table public.visits, though it has the same 5 rows',
    ],
    [
      "UPDATE public.child SET b = CASE b WHEN 'one' THEN 'two' ELSE 'one' END",
      'changed content of table public.child, though it has the same 2 rows',
    ],
    [
      'UPDATE public.orders SET customer = total, total = customer WHERE id = 20',
      'changed content of table public.orders, though it has the same 200 rows',
    ],
  ],
  tables: [
    ["ALTER TABLE public.customers ALTER name SET DEFAULT 'x'", 'changed table public.customers'],
    ['ALTER TABLE public.customers ALTER name DROP DEFAULT', 'changed table public.customers'],
    ['ALTER TABLE public.customers ALTER email DROP NOT NULL', 'changed table public.customers'],
    ['ALTER TABLE public.worn ALTER note TYPE varchar(99)', 'changed table public.worn'],
    ['ALTER TABLE public.worn ALTER note SET STORAGE PLAIN', 'changed table public.worn'],
    ['ALTER TABLE public.worn SET (fillfactor = 50)', 'changed table public.worn'],
    ['ALTER TABLE public.worn SET UNLOGGED', 'changed table public.worn'],
    ['ALTER TABLE public.worn REPLICA IDENTITY FULL', 'changed table public.worn'],
    ['ALTER TABLE public.child NO INHERIT public.parent', 'changed table public.child'],
    [
      'ALTER TABLE public.parts DETACH PARTITION public.parts_x',
      'missing attachment of partition public.parts_x',
    ],
    [
      'CREATE TABLE public.more ()',
      'unexpected content of table public.more: 0 rows',
      'unexpected table public.more',
    ],
    [
      'DROP TABLE app.settings',
      'missing content of table app.settings: 0 rows',
      'missing rule quiet of table app.settings',
      'missing table app.settings',
    ],
  ],
  'indexes and constraints': [
    ['DROP INDEX public.orders_customer', 'missing index public.orders_customer'],
    [
      'DROP INDEX public.orders_customer; CREATE INDEX orders_customer ON public.orders (total)',
      'changed index public.orders_customer',
    ],
    ['DROP STATISTICS public.orders_together', 'missing statistics public.orders_together'],
    ['ALTER TABLE public.orders DROP CONSTRAINT orders_total_check', 'changed table public.orders'],
    [
      'ALTER TABLE public.worn DROP CONSTRAINT worn_pkey',
      'missing constraint worn_pkey of table public.worn',
    ],
    [
      'ALTER TABLE public.customers DROP CONSTRAINT customers_email_key',
      'missing constraint customers_email_key of table public.customers',
    ],
    [
      'ALTER TABLE public.orders DROP CONSTRAINT orders_customer_fkey',
      'missing foreign key orders_customer_fkey of table public.orders',
    ],
    [
      `ALTER TABLE public.orders DROP CONSTRAINT orders_customer_fkey,
       ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES public.customers NOT VALID`,
      'changed foreign key orders_customer_fkey of table public.orders',
    ],
  ],
  'functions, triggers and rules': [
    ['DROP TRIGGER touched ON public.orders', 'missing trigger touched of table public.orders'],
    ['ALTER TABLE public.orders DISABLE TRIGGER touched', 'changed trigger touched of table public.orders'],
    ['DROP RULE quiet ON app.settings', 'missing rule quiet of table app.settings'],
    [
      "CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return old; end'",
      'changed function public.touch()',
    ],
    ['ALTER FUNCTION public.touch() SECURITY DEFINER', 'changed function public.touch()'],
    [
      'DROP FUNCTION public.touch() CASCADE',
      'missing function public.touch()',
      'missing trigger touched of table public.orders',
    ],
  ],
  'owners, privileges and policies': [
    [
      'ALTER TABLE public.customers OWNER TO drill_bob',
      'table public.customers has owner drill_bob, not drill_ann',
    ],
    [
      'ALTER FUNCTION public.touch() OWNER TO drill_bob',
      'function public.touch() has owner drill_bob, not postgres',
    ],
    ['ALTER SCHEMA app OWNER TO drill_bob', 'schema app has owner drill_bob, not postgres'],
    ['ALTER TYPE public.mood OWNER TO drill_bob', 'type public.mood has owner drill_bob, not postgres'],
    ['ALTER VIEW public.totals OWNER TO drill_bob', 'view public.totals has owner drill_bob, not postgres'],
    ['ALTER LARGE OBJECT 4001 OWNER TO drill_bob', 'large object 4001 has owner drill_bob, not postgres'],
    ['REVOKE SELECT ON public.orders FROM drill_bob', 'missing privileges on table public.orders'],
    ['GRANT DELETE ON public.orders TO drill_bob', 'changed privileges on table public.orders'],
    [
      'REVOKE UPDATE (total) ON public.orders FROM drill_bob',
      'missing privileges on column public.orders.total',
    ],
    ['REVOKE ALL ON FUNCTION public.touch() FROM PUBLIC', 'unexpected privileges on function public.touch()'],
    [
      'ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM drill_bob',
      'missing default privileges for tables in schema app',
    ],
    ['DROP POLICY own ON public.customers', 'missing policy own of table public.customers'],
    ['ALTER POLICY own ON public.customers TO PUBLIC', 'changed policy own of table public.customers'],
    ['ALTER POLICY own ON public.customers USING (true)', 'changed policy own of table public.customers'],
    [
      'ALTER TABLE public.customers DISABLE ROW LEVEL SECURITY',
      'missing row-level security of public.customers',
    ],
    ['ALTER TABLE public.customers FORCE ROW LEVEL SECURITY', 'changed table public.customers'],
  ],
  'comments, sequences and large objects': [
    ['COMMENT ON TABLE public.orders IS NULL', 'missing comment on table public.orders'],
    ["COMMENT ON TABLE public.orders IS 'what they sold'", 'changed comment on table public.orders'],
    ['COMMENT ON COLUMN public.orders.total IS NULL', 'missing comment on column public.orders.total'],
    [
      "SELECT pg_catalog.nextval('public.orders_id_seq')",
      'sequence public.orders_id_seq stands at 201, not at 200',
    ],
    [
      "SELECT pg_catalog.setval('public.orders_id_seq', 200, false)",
      'sequence public.orders_id_seq stands at 200, not used yet, not at 200',
    ],
    ['ALTER SEQUENCE public.orders_id_seq INCREMENT 2', 'changed sequence public.orders_id_seq'],
    [
      'ALTER SEQUENCE public.orders_id_seq OWNED BY NONE',
      'missing default id of table public.orders',
      'missing owning column of sequence public.orders_id_seq',
      'changed table public.orders',
    ],
    [
      "SELECT pg_catalog.lo_put(4001, 1, 'x')",
      'changed content of large object 4001, though it has the same 2 bytes',
    ],
    ["SELECT pg_catalog.lo_put(4001, 2, 'x')", 'large object 4001 has 1 byte more: 3 instead of 2'],
    [
      'SELECT pg_catalog.lo_unlink(4001)',
      'missing content of large object 4001: 2 bytes',
      'missing large object 4001',
    ],
  ],
  types: [
    ["ALTER TYPE public.mood ADD VALUE 'new'", 'changed type public.mood'],
    ["ALTER TYPE public.mood RENAME VALUE 'sad' TO 'glum'", 'changed type public.mood'],
    ["DELETE FROM pg_catalog.pg_enum WHERE enumlabel = 'unsure'", 'changed type public.mood'],
    ["UPDATE pg_catalog.pg_enum SET enumsortorder = 9 WHERE enumlabel = 'sad'", 'changed type public.mood'],
    ['ALTER DOMAIN public.percent DROP CONSTRAINT percent_check', 'changed domain public.percent'],
    ['ALTER DOMAIN public.percent SET DEFAULT 1', 'changed domain public.percent'],
  ],
  // A dump holds no row of a materialised view: the restore makes them anew. What it can lose is that.
  views: [
    ['DROP VIEW public.totals', 'missing view public.totals'],
    [
      'CREATE OR REPLACE VIEW public.totals AS SELECT customer, sum(total + 1) AS total FROM public.orders GROUP BY customer',
      'changed view public.totals',
    ],
    ['ALTER VIEW public.totals SET (security_barrier)', 'changed view public.totals'],
    ['REFRESH MATERIALIZED VIEW public.best WITH NO DATA', 'missing data of materialized view public.best'],
    ['REFRESH MATERIALIZED VIEW public.drafts', 'unexpected data of materialized view public.drafts'],
    [
      `DROP MATERIALIZED VIEW public.drafts;
       CREATE MATERIALIZED VIEW public.drafts AS SELECT customer + 1 AS customer FROM public.orders WITH NO DATA`,
      'changed materialized view public.drafts',
    ],
    ['DROP INDEX public.best_customer', 'missing index public.best_customer'],
    ['DROP MATERIALIZED VIEW public.drafts', 'missing materialized view public.drafts'],
  ],
}

let scene: DrillScene
beforeAll(async () => {
  scene = await startGoodScene()
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

describe.each(formats)('%s', (format) => {
  describe.each(Object.entries(broken))('%s', (_, cases) => {
    test.each(cases.map(([sql, ...findings]) => [sql, findings] as const))(
      '%s: %j',
      async (sql, findings) => {
        const { verdict, differences } = await drillWithAccident(scene, format, sql)
        expect([verdict, ...differences.map(({ text }) => text)]).toEqual(['failed', ...findings])
      },
    )
  })

  test('as it is, it is verified', async () => {
    expect(await drillWithAccident(scene, format, 'SELECT')).toMatchObject({
      verdict: 'verified',
      differences: [],
    })
  })
})
