import { expect, test } from '@jest/globals'
import type { Difference } from '../../src/fingerprint/compare.ts'
import { differenceText } from '../../src/report/difference-text.ts'

const plain: Difference = {
  kind: 'missing',
  type: 'INDEX',
  schema: 'public',
  name: 'orders',
  expected: null,
  found: null,
}

test.each<[Partial<Difference>, string]>([
  [{ name: 'orders_customer_id_idx' }, 'missing index public.orders_customer_id_idx'],
  [{ kind: 'extra' }, 'unexpected index public.orders'],
  [
    { type: 'FK CONSTRAINT', name: 'orders orders_fk' },
    'missing foreign key orders_fk of table public.orders',
  ],
  [{ type: 'CONSTRAINT', name: 'odd table pk' }, 'missing constraint public.odd table pk'],
  [{ type: 'FUNCTION', kind: 'changed', name: 'add(integer)' }, 'changed function public.add(integer)'],
  [{ type: 'SCHEMA', schema: null, name: 'crm' }, 'missing schema crm'],
  [{ type: 'ACL', kind: 'changed', name: 'TABLE orders' }, 'changed privileges on table public.orders'],
  [{ type: 'ACL', name: 'MATERIALIZED VIEW m' }, 'missing privileges on materialized view public.m'],
  [
    { type: 'DEFAULT ACL', name: 'DEFAULT PRIVILEGES FOR TABLES' },
    'missing default privileges for tables in schema public',
  ],
  [{ type: 'COMMENT', name: 'COLUMN orders.id' }, 'missing comment on column public.orders.id'],
  [{ type: 'ROW SECURITY' }, 'missing row-level security of public.orders'],
  [
    { type: 'TABLE', kind: 'owner', expected: 'ann', found: 'bob' },
    'table public.orders has owner bob, not ann',
  ],
  [
    { type: 'TABLE', kind: 'tablespace', expected: 'fast', found: null },
    'table public.orders has tablespace (the default), not fast',
  ],
  [
    { type: 'TABLE DATA', kind: 'rows', expected: 75_010, found: 75_007 },
    'table public.orders has 3 rows fewer: 75,007 of 75,010',
  ],
  [
    { type: 'TABLE DATA', kind: 'rows', expected: 1, found: 2 },
    'table public.orders has 1 row more: 2 instead of 1',
  ],
  [
    { type: 'TABLE DATA', kind: 'rows', expected: 1, found: null },
    'table public.orders has uncounted rows, not 1',
  ],
  [
    { type: 'TABLE DATA', kind: 'changed', expected: 61, found: 61 },
    'changed content of table public.orders, though it has the same 61 rows',
  ],
  [{ type: 'TABLE DATA', expected: 5 }, 'missing content of table public.orders: 5 rows'],
  [
    { type: 'SEQUENCE SET', kind: 'position', expected: '7', found: '1, not used yet' },
    'sequence public.orders stands at 1, not used yet, not at 7',
  ],
  [
    { type: 'BLOBS', kind: 'bytes', schema: null, name: '4001', expected: 9, found: 8 },
    'large object 4001 has 1 byte fewer: 8 of 9',
  ],
  [
    { type: 'DATABASE', kind: 'encoding', expected: 'UTF8', found: 'LATIN1' },
    'the database is encoded as LATIN1, not as UTF8',
  ],
])('%j is told as: %s', (change, text) => {
  expect(differenceText({ ...plain, ...change })).toBe(text)
})
