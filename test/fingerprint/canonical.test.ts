import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonical } from '../../src/fingerprint/canonical.ts'
import { tokensOf } from '../../src/fingerprint/sql-tokens.ts'

const words = (sql: string) => canonical(tokensOf(sql)).join(' ')

// As PostgreSQL 15 and 18 print them: in the first dump, and in the dump of what that restores.
const reprinted: [string, string, string][] = [
  [
    'IN on a varchar',
    "CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'it''s,'::character varying])::text[])))",
    "CHECK (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('it''s,'::character varying)::text])))",
  ],
  [
    'NOT IN on a varchar with a length',
    "CHECK (((s)::text <> ALL ((ARRAY['a'::character varying(3)])::text[])))",
    "CHECK (((s)::text <> ALL (ARRAY[('a'::character varying(3))::text])))",
  ],
  [
    'IN on a cidr',
    "((c)::inet = ANY ((ARRAY['10.0.0.0/8'::cidr, v])::inet[]))",
    "((c)::inet = ANY (ARRAY[('10.0.0.0/8'::cidr)::inet, (v)::inet]))",
  ],
  [
    'a domain with a schema, in a larger type',
    '(ARRAY[(v)::public.dom, w])::public."My ""Type"""[]',
    'ARRAY[((v)::public.dom)::public."My ""Type""", (w)::public."My ""Type"""]',
  ],
  [
    'an array of arrays',
    "(ARRAY[ARRAY['a'::character varying], ARRAY[b]])::character varying(10)[]",
    "ARRAY[ARRAY[('a'::character varying)::character varying(10)], ARRAY[(b)::character varying(10)]]",
  ],
  [
    'IN inside CASE inside IN',
    "(ARRAY['x'::text,\n        CASE\n            WHEN (k = ANY ((ARRAY[l])::oid[])) THEN 'y'\n            ELSE s\n        END])::text[]",
    "ARRAY[('x'::text)::text, (\n        CASE\n            WHEN (k = ANY (ARRAY[(l)::oid])) THEN 'y'\n            ELSE s\n        END)::text]",
  ],
  [
    'BETWEEN AND',
    '(((a >= 1) AND (a <= 2)) AND b AND (c > f(1, 2)))',
    '((a >= 1) AND (a <= 2) AND b AND (c > f(1, 2)))',
  ],
  [
    'columns with the names of what every JavaScript object has',
    '(((constructor >= 1) AND (toString <= 2)) AND __proto__)',
    '((constructor >= 1) AND (toString <= 2) AND __proto__)',
  ],
  [
    'IN with constants and columns',
    '((((s = ANY (x)) OR (s = v)) OR (s = w)) OR (s = y))',
    '((s = ANY (x)) OR (s = v) OR (s = w) OR (s = y))',
  ],
]

describe('words that a restore changes', () => {
  test.each(reprinted)('are the same: %s', (_, first, second) => {
    expect(words(first)).toBe(words(second))
  })

  test.each(reprinted)('and stay so when dumped again: %s', (_, first) => {
    expect(words(words(first))).toBe(words(first))
  })
})

describe('what means something else stays different', () => {
  test.each([
    ['(ARRAY[a])::text[]', '(ARRAY[a])::varchar[]'],
    ['(ARRAY[a, b])::text[]', '(ARRAY[b, a])::text[]'],
    ['(ARRAY[a])::text[]', '(ARRAY[a])::text'],
    ['(ARRAY[a])::x AND b[]', '(ARRAY[a])::y AND b[]'],
    ["SELECT '(ARRAY[a])::text[]'", "SELECT 'ARRAY[(a)::text]'"],
    ['SELECT $$((a AND b) AND c)$$', 'SELECT $$(a AND b AND c)$$'],
    ['((a AND b) OR c)', '(a AND b OR c)'],
    ['(a AND (b AND c))', '(a AND b AND c)'],
    ['((a OR b) AND c)', '((a AND b) AND c)'],
    ['((SELECT x WHERE (a) AND (b)) AND c)', '(SELECT x WHERE (a) AND (b) AND c)'],
    ['(((a) AND b OR (c)) AND (d))', '((a) AND b OR (c) AND (d))'],
    ['((a > 1) AND (b > 2))', '((b > 2) AND (a > 1))'],
    ['CREATE TABLE t (a int, b int)', 'CREATE TABLE t (b int, a int)'],
    ['CREATE TABLE t (a int) INHERITS (p, q)', 'CREATE TABLE t (a int) INHERITS (q, p)'],
    ['CREATE TABLE t (a int, b text) INHERITS (p)', 'CREATE TABLE t (a text, b int) INHERITS (p)'],
    ['CREATE TABLE t (a numeric(1,2)) INHERITS (p)', 'CREATE TABLE t (a numeric(2,1)) INHERITS (p)'],
    ["SELECT E'a'", "SELECT 'a'"],
    ['SELECT "A"', 'SELECT A'],
  ])('%s, %s', (one, other) => {
    expect(words(one)).not.toBe(words(other))
  })
})

test('a child table has its columns and constraints in any order', () => {
  const [one, other] = [
    'a int DEFAULT f(1, 2),\n b numeric(10,2),\n CONSTRAINT c CHECK ((a > 1))',
    'CONSTRAINT c CHECK ((a > 1)), b numeric(10,2), a int DEFAULT f(1, 2)',
  ]
  for (const kind of ['TABLE', 'UNLOGGED TABLE', 'FOREIGN TABLE']) {
    expect(words(`CREATE ${kind} public.t (${one}) INHERITS (p);`)).toBe(
      words(`CREATE ${kind} public.t (${other}) INHERITS (p);`),
    )
  }
})

test('a policy has its roles in any order: each cluster finds them in its own', () => {
  const policy = (roles: string) =>
    `CREATE POLICY "a TO b" ON public.t AS RESTRICTIVE FOR SELECT TO ${roles} USING (((a >= 1) AND (a <= 2)) AND b);`
  expect(words(policy('app, "Prüfer, außen TO", clerk'))).toBe(
    words(policy('clerk, app, "Prüfer, außen TO"')),
  )
  expect(words(policy('app, clerk'))).not.toBe(words(policy('app, clark')))
  expect(words('CREATE POLICY p ON t TO b, a')).toBe('CREATE POLICY p ON t TO a , b')
  expect(words('GRANT SELECT ON t TO b, a')).toBe('GRANT SELECT ON t TO b , a')
})

test.each([
  ['brackets that do not match', '(ARRAY[a)]::text[] AND b'],
  ['brackets without end', '(ARRAY[a AND '],
  ['ten thousand brackets', `${'('.repeat(10_000)}a AND b${')'.repeat(10_000)}`],
])('%s are left as they are', (_, sql) => {
  expect(canonical(tokensOf(sql))).toEqual(tokensOf(sql))
})

test('whatever the tokens, none is lost by being made canonical twice', () => {
  const token = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    'ARRAY',
    '::',
    'text',
    'AND',
    'OR',
    ',',
    'a',
    "'x'",
    'CREATE',
    'TABLE',
    'INHERITS',
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      expect(canonical(canonical(tokens))).toEqual(canonical(tokens))
    }),
    { numRuns: 2000 },
  )
})
