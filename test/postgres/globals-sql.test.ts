import { expect, test } from '@jest/globals'
import { globalsSql } from '../../src/postgres/globals-sql.ts'

const kept = (roles: string[], tablespaces: string[] = []) => ({
  roles: new Set(roles),
  tablespaces: new Set(tablespaces),
})

// As pg_dumpall of version 17 writes it.
const script = `
\\restrict Token;
SET default_transaction_read_only = off;

--
-- Roles; with "quotes" and an it's
--

CREATE ROLE app;
ALTER ROLE app WITH NOSUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5 PASSWORD 'SCRAM-SHA-256$4096:abc' VALID UNTIL '2031-01-01 00:00:00+00';
SECURITY LABEL FOR 'dummy' ON ROLE app IS 'secret; "label"';
CREATE ROLE staff;
ALTER ROLE staff WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE "role";
CREATE ROLE other;

GRANT staff TO app WITH ADMIN OPTION, INHERIT FALSE, SET TRUE GRANTED BY "odd ""one""";
GRANT staff TO other WITH INHERIT TRUE GRANTED BY postgres;
GRANT pg_maintain TO staff WITH INHERIT TRUE GRANTED BY postgres;
GRANT ALTER SYSTEM ON PARAMETER work_mem TO other;

\\unrestrict Token;
`

test('a role comes with its attributes that are not the default, and without its password', () => {
  const sql = globalsSql(script, kept(['app']))
  expect(sql).toContain(
    "    CREATE ROLE app WITH CREATEDB LOGIN CONNECTION LIMIT 5 VALID UNTIL '2031-01-01 00:00:00+00';\n",
  )
  expect(sql).toContain(`    SECURITY LABEL FOR 'dummy' ON ROLE app IS 'secret; "label"';\n`)
  expect(sql).not.toMatch(/PASSWORD|SCRAM|ALTER ROLE/)
})

test('a membership keeps its options and loses its grantor', () => {
  const sql = globalsSql(script, kept(['app', 'staff']))
  expect(sql.match(/GRANT staff TO app WITH ADMIN OPTION, INHERIT FALSE, SET TRUE;/g)).toHaveLength(2)
  expect(sql).toContain(
    "IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pg_maintain') THEN GRANT pg_maintain TO staff WITH INHERIT TRUE; END IF;",
  )
  expect(sql).not.toMatch(/GRANTED|other/)
})

test('a role may be called like a keyword', () => {
  expect(globalsSql(script, kept(['role']))).toContain('    CREATE ROLE "role";\n')
})

test('what pg_dumpall did not print is not made up', () => {
  expect(globalsSql('GRANT a TO b;', kept(['a', 'b'], ['disk']))).toBe('')
})

test('a comment or a string never hides a statement, and none is taken out of one', () => {
  const odd = `-- it's; "quoted
CREATE ROLE a;
COMMENT ON ROLE a IS 'CREATE ROLE b; -- '' "';
COMMENT ON ROLE a IS E'\\\\''; CREATE ROLE b; \\'';
CREATE ROLE c;`
  const sql = globalsSql(odd, kept(['a', 'b', 'c']))
  expect(sql.match(/^ {4}(CREATE|COMMENT).*$/gm)).toEqual([
    '    CREATE ROLE a;',
    `    COMMENT ON ROLE a IS 'CREATE ROLE b; -- '' "';`,
    `    COMMENT ON ROLE a IS E'\\\\''; CREATE ROLE b; \\'';`,
    '    CREATE ROLE c;',
  ])
})
