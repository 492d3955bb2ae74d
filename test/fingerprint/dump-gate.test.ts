import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { DumpGate, type LeftOut, type Passed } from '../../src/fingerprint/dump-gate.ts'

const header = '--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.2\n'
const ending = '--\n-- PostgreSQL database dump complete\n--\n'

async function through(
  text: string,
  { chunkBytes = 7, ...leftOut }: Partial<LeftOut & { chunkBytes: number }> = {},
): Promise<{ text: string; passed: Passed | undefined }> {
  const gate = new DumpGate({ transactions: true, owners: false, privileges: false, ...leftOut })
  const chunks = async function* () {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
  const out: Uint8Array[] = []
  for await (const chunk of gate.pass(chunks())) out.push(chunk)
  return { text: Buffer.concat(out).toString(), passed: gate.passed }
}

const blobs = `BEGIN;\n\nSELECT pg_catalog.lo_open('4242', 131072);\nCOMMIT;\n\n`
const alike = `create procedure p() language plpgsql as $$begin
COMMIT;
BEGIN;
end$$;
select '
COMMIT;
';
/*
COMMIT;
*/
COPY public.t (a) FROM stdin;
COMMIT;
BEGIN;
\\.
`

test.each([1, 7, 100_000])(
  'transactions within a dump are blanked out, and nothing that looks like them, in pieces of %i',
  async (chunkBytes) => {
    const { text } = await through(header + alike + blobs + alike + ending, { chunkBytes })
    const blank = blobs.replace('BEGIN;', ' '.repeat(6)).replace('COMMIT;', ' '.repeat(7))
    expect(text).toBe(header + alike + blank + alike + ending)
  },
)

test('without one transaction the text goes through as it is', async () => {
  const all = header + blobs + ending
  expect((await through(all, { transactions: false })).text).toBe(all)
})

test('owners and privileges are left out where asked for, and nothing that looks like them', async () => {
  const owners = `ALTER TABLE public.t OWNER TO keeper;\nALTER FUNCTION public.f(a integer) OWNER TO "odd ""one";\n`
  const privileges = `GRANT SELECT ON TABLE public.t TO reader;\nREVOKE ALL ON SCHEMA public FROM PUBLIC;\nALTER DEFAULT PRIVILEGES FOR ROLE a GRANT SELECT ON TABLES TO b;\n`
  const others = `ALTER TABLE t ALTER c SET DEFAULT ' OWNER TO x';\nALTER TABLE t ALTER c SET DEFAULT $$ OWNER TO x$$;\nselect '\nGRANT a TO b;\n';\n`
  const all = owners + others + privileges
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ')
  expect((await through(all, { owners: true })).text).toBe(blank(owners) + others + privileges)
  expect((await through(all, { privileges: true })).text).toBe(owners + others + blank(privileges))
})

test('what passed is told: its length, its digest, and that it is whole', async () => {
  const all = header + blobs + ending
  expect((await through(all)).passed).toEqual({
    bytes: all.length,
    sha256: createHash('sha256').update(all).digest('hex'),
    isDump: true,
    isComplete: true,
    isWhole: true,
  })
})

test.each<[string, string, Partial<Passed>]>([
  ['a dump without its end', header + alike, { isDump: true, isComplete: false, isWhole: true }],
  [
    'a dump cut within rows',
    `${header}COPY public.t (a) FROM stdin;\n1\n`,
    { isComplete: false, isWhole: false },
  ],
  ['a script by hand', 'create table t (i int);\n', { isDump: false, isComplete: false, isWhole: true }],
  ['a script cut in a statement', 'create table t (i', { isDump: false, isWhole: false }],
  ['nothing', '', { bytes: 0, isDump: false, isComplete: false, isWhole: true }],
])('%s is told from a whole dump', async (_, text, passed) => {
  expect((await through(text)).passed).toMatchObject(passed)
})

test('a line longer than memory should hold goes on in pieces', async () => {
  const long = `select '${'x'.repeat(300_000)}';\n${blobs}`
  const { text } = await through(long, { chunkBytes: 50_000 })
  expect(text.length).toBe(long.length)
  expect(text).not.toContain('COMMIT')
})

describe('a COPY that has the server run a program or use a file of its own is refused', () => {
  const attacks = [
    "COPY t FROM PROGRAM 'touch /tmp/x';",
    'copy public.t (a, b)\n  from\n  program $$touch /tmp/x$$;',
    "COPY (SELECT 1) TO PROGRAM 'touch /tmp/x';",
    "/* a */ COPY /* b */ t FROM /* c */ PROGRAM 'x';",
    "COPY /* FROM stdin */ t FROM /*\nstdin\n*/ PROGRAM E'x';",
    'COPY "FROM stdin" FROM PROGRAM \'x\';',
    'COPY t ("a) FROM stdin") FROM PROGRAM \'x\';',
    "COPY t FROM '/etc/passwd';",
    "COPY t TO '/tmp/x';",
  ]

  test.each(attacks)('%s', async (attack) => {
    for (const chunkBytes of [1, 100_000]) {
      const going = through(`${header}create table t (a text);\n${attack}\n${ending}`, { chunkBytes })
      await expect(going).rejects.toThrow(/^refused a dump that has the server run a program or use a file/)
    }
  })

  test('before any of it that could be run has gone through', async () => {
    const gate = new DumpGate({ transactions: false, owners: false, privileges: false })
    const chunks = async function* () {
      yield Buffer.from(`select 1;\n${attacks[0]}\n`)
    }
    const out: Uint8Array[] = []
    const reading = async () => {
      for await (const chunk of gate.pass(chunks())) out.push(chunk)
    }
    await expect(reading()).rejects.toThrow(
      "use a file of its own: COPY t FROM PROGRAM 'touch /tmp/x'; pg_dump writes",
    )
    expect(out).toEqual([])
  })

  test('and nothing else: rows, bodies, strings, and tables with odd names go through', async () => {
    const harmless = `COPY public.program (program, "from") FROM stdin;\nCOPY t FROM PROGRAM 'x';\n\\.\ncopy "COPY" from STDIN;\n\\.
create function f() returns void language plpgsql as $$begin\nCOPY t FROM PROGRAM 'x';\nend$$;
select '\nCOPY t FROM PROGRAM ''x'';\n';\n-- COPY t FROM PROGRAM 'x';\n`
    expect((await through(header + harmless + ending)).text).toBe(header + harmless + ending)
  })
})

test.each([
  [
    'CREATE FUNCTION public.begin(a integer) RETURNS integer\n LANGUAGE sql AS $$select 1$$;',
    'CREATE FUNCTION public.begin',
  ],
  ['CREATE OR REPLACE PROCEDURE begin() LANGUAGE sql AS $$$$;', 'CREATE OR REPLACE PROCEDURE begin'],
  ['CREATE FUNCTION public."begin"() RETURNS int LANGUAGE sql AS $$select 1$$;', undefined],
  ['CREATE FUNCTION public.f(begin int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;', undefined],
  ['CREATE TABLE public.begin (begin int);', undefined],
])('psql stumbles over a routine with the plain word begin: %s', async (sql, found) => {
  const gate = new DumpGate({ transactions: false, owners: false, privileges: false })
  const chunks = async function* () {
    yield Buffer.from(`${sql}\n`)
  }
  for await (const _ of gate.pass(chunks()));
  expect(gate.oddities.namedBegin).toBe(found)
})
