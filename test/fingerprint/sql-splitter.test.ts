import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ClientEncoding } from '../../src/fingerprint/client-encoding.ts'
import { SqlSplitter, type StringRules } from '../../src/fingerprint/sql-splitter.ts'

const standard: StringRules = { standardStrings: true, isLead: () => false, hidesAscii: false }

/** What the splitter says of `sql`, read in pieces of `size` bytes. */
function split(sql: string, { size = 1 << 30, rules = standard } = {}) {
  const said: string[] = []
  const splitter = new SqlSplitter(
    {
      statement: ({ text }) => said.push(text.toString('latin1')),
      comment: (text) => said.push(text.toString('latin1')),
      lost: (reason) => said.push(`lost: ${reason}`),
    },
    rules,
  )
  const bytes = Buffer.from(sql, 'latin1')
  for (let from = 0; from < bytes.length; from += size) {
    const piece = bytes.subarray(from, from + size)
    for (let at = 0; at < piece.length; ) at = splitter.read(piece, at)
  }
  return { said, isBetween: splitter.isBetween }
}

const routine = 'CREATE OR REPLACE FUNCTION public.f(x integer) RETURNS integer\n LANGUAGE sql\n '

const pieces = [
  'SELECT 1;',
  '-- Name: t; Type: TABLE; Schema: public; Owner: me',
  "CREATE TABLE t (a text DEFAULT ';', b text DEFAULT 'it''s; \"x');",
  'CREATE TABLE "a;b""c;" (";" int);',
  "COMMENT ON TABLE t IS 'a\n-- Name: x; Type: TABLE; Schema: public; Owner: me\n\\.\nCOPY t FROM stdin;\n';",
  "SELECT E'a\\';b''c\\\\';",
  "SELECT e'\\'' , 'x\\';",
  "SELECT name'x\\';",
  "SELECT E''';' , 1;",
  "SELECT U&'\\00e9;', B'01', N'x;';",
  'CREATE FUNCTION f() AS $$ ; $_$ ; \' " -- $$;',
  'CREATE FUNCTION f() AS $_X$ $$;$$ $_X $_$ $_X_$ ; $_X$;',
  'CREATE FUNCTION f() AS $\u00e9$ ; $\u00e9$;',
  'DO $$begin\nCOPY t FROM stdin;\n\\.\nend$$;',
  'SELECT $1 ; ',
  'SELECT a$b$c;',
  'SELECT 1 - -2 -- ; not the end\n + 3;',
  'SELECT 1 /* ; /* ; */ ; */ + 2;',
  'SELECT a */**/ b;',
  'SELECT a-/**/-b;',
  'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2;);',
  `${routine}BEGIN ATOMIC\n SELECT 1; SELECT CASE WHEN a THEN b END; SELECT "end"; END;`,
  `${routine}RETURN 1;`,
  'CREATE PROCEDURE p() BEGIN ATOMIC END;',
  'CREATE TABLE begin (a int);',
  'CREATE FUNCTION public.begin() RETURNS integer LANGUAGE sql RETURN 1;',
  'CREATE FUNCTION public."case"(begin atomic, atomic integer) RETURNS integer LANGUAGE sql RETURN 1;',
  'CREATE FUNCTION f() BEGIN ATOMIC SELECT (CASE a WHEN 1 THEN 2 END); SELECT b; END;',
  'SELECT 1-2-3;',
  'SELECT 1);',
  "SELECT E'a''\\';';",
  'CREATE FUNCTION f() AS $a$ ; $$a$;',
  'SELECT 1 /* /*/ ; */ ; */ + 2;',
  'BEGIN;',
]

describe('a statement ends where psql ends it', () => {
  test.each(pieces)('%j', (piece) => {
    expect(split(`${piece}\nSELECT 'next';`).said).toEqual([piece.trim(), "SELECT 'next';"])
  })

  test('whatever the pieces it comes in', () => {
    const some = fc.array(fc.constantFrom(...pieces), { maxLength: 12 })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 40 }), (chosen, size) => {
        const { said, isBetween } = split(`${chosen.join('\n')}\n`, { size })
        expect(said).toEqual(chosen.map((piece) => piece.trim()))
        expect(isBetween).toBe(true)
      }),
    )
  })
})

describe('outside statements', () => {
  test('psql commands, space and stray semicolons are nothing', () => {
    expect(split('\\restrict a;b\'c\n ;\n\n\\connect "x;y"\n;; SELECT 1;\n\\unrestrict').said).toEqual([
      'SELECT 1;',
    ])
  })

  test('a comment is one line, a nested comment as long as it is', () => {
    expect(split('/* a /* ; */\n */ SELECT 1; -- b;\n--\n--c').said).toEqual([
      '/* a /* ; */\n */',
      'SELECT 1;',
      '-- b;',
      '--',
    ])
  })
})

describe('a text that ends too early', () => {
  test.each([
    "SELECT 'a;",
    'SELECT "a;',
    'SELECT $$;',
    'SELECT 1',
    '/* x',
    'SELECT (1;',
    "SELECT E'a\\';",
    '-',
  ])('is seen: %j', (sql) => {
    expect(split(sql).isBetween).toBe(false)
    expect(split(sql, { size: 1 }).isBetween).toBe(false)
  })

  test.each(['', 'SELECT 1;', 'SELECT 1;\n\n', '-- x', '\\unrestrict x'])('is none: %j', (sql) => {
    expect(split(sql).isBetween).toBe(true)
  })
})

test('while standard_conforming_strings is off a backslash escapes in every string', () => {
  const rules = { ...standard, standardStrings: false }
  expect(split("SELECT 'a\\';'; SELECT 2;", { rules }).said).toEqual(["SELECT 'a\\';';", 'SELECT 2;'])
})

test("a two-byte character's second byte is no backslash", () => {
  const encoding = new ClientEncoding('SJIS')
  const rules = { standardStrings: false, isLead: (byte: number) => encoding.isLead(byte), hidesAscii: true }
  // 0x95 0x5c is one character; 0xb1 is one of one byte.
  const sql = "SELECT '\u0095\u005c'; SELECT '\u00b1\\'';"
  expect(split(sql, { rules, size: 1 }).said).toEqual(["SELECT '\u0095\u005c';", "SELECT '\u00b1\\'';"])
})

describe('a statement of 5 MB', () => {
  const body = 'x;'.repeat(2_500_000)

  function whole(size: number, end = '') {
    const found: { kept: number; bytes: number; sha256: string | undefined }[] = []
    const splitter = new SqlSplitter(
      {
        statement: ({ text, bytes, sha256 }) =>
          found.push({ kept: text.length, bytes, sha256: sha256?.toString('hex') }),
        comment: () => undefined,
        lost: () => undefined,
      },
      standard,
    )
    const bytes = Buffer.from(`SELECT $$${body}${end}$$;`)
    for (let at = 0; at < bytes.length; at += size) splitter.read(bytes.subarray(at, at + size), 0)
    return found
  }

  test('is kept in part and known by its sha256, whatever the pieces', () => {
    const [found] = whole(65_536)
    expect(found).toMatchObject({ kept: 1_048_576, bytes: 5_000_012 })
    expect(whole(10_000_000)).toEqual([found])
    expect(whole(65_536, '!')[0]?.sha256).not.toBe(found?.sha256)
  })
})
