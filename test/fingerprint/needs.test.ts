import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'
import { clientProgram } from '../servers/binaries.ts'
import { startPostgres } from '../servers/postgres.ts'

function needsOf(sql: string | Buffer) {
  const scan = createFingerprintScan()
  scan.write(Buffer.from(sql))
  const { roles, tablespaces, extensions } = scan.needs
  return { roles: [...roles].sort(), tablespaces: [...tablespaces], extensions: [...extensions] }
}

test.each([
  ['ALTER TABLE public."OWNER TO x" OWNER TO ann;', ['ann']],
  ['GRANT SELECT,INSERT ON TABLE "TO" TO ann WITH GRANT OPTION;', ['ann']],
  ['REVOKE ALL ON SCHEMA public FROM PUBLIC;', []],
  ['ALTER DEFAULT PRIVILEGES FOR ROLE ann IN SCHEMA a GRANT SELECT ON TABLES TO "b""ob";', ['ann', 'b"ob']],
  ["SET SESSION AUTHORIZATION 'an''n';", ["an'n"]],
  ['SET SESSION AUTHORIZATION DEFAULT;', []],
  ['CREATE POLICY p ON t FOR SELECT TO ann, "B ob" USING ((a = \'x\'::text));', ['B ob', 'ann']],
  ['CREATE USER MAPPING FOR ann SERVER s OPTIONS ( "user" \'x\' );', ['ann']],
  ['CREATE USER MAPPING FOR PUBLIC SERVER s;', []],
  ["CREATE USER MAPPING FOR public SERVER s OPTIONS ( password 'x' );", []],
  ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ GRANT a TO b; $$;', []],
  ['GRANT SELECT ON TABLE t TO "für";', ['für']],
])('%s needs the roles %j', (sql, roles) => {
  expect(needsOf(sql)).toEqual({ roles, tablespaces: [], extensions: [] })
})

test('tablespaces and extensions are needed by name', () => {
  expect(
    needsOf('SET default_tablespace = "fast; x"; CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA a;'),
  ).toEqual({
    roles: [],
    tablespaces: ['fast; x'],
    extensions: ['uuid-ossp'],
  })
  expect(needsOf("SET default_tablespace = ''; ALTER INDEX i SET TABLESPACE fast;").tablespaces).toEqual([
    'fast',
  ])
})

test('the odd database needs the roles that the server knows it depends on, and its superuser', async () => {
  await using server = await startPostgres()
  await server.createDatabase('odd')
  await server.psql('odd', { file: fileURLToPath(new URL('odd.sql', import.meta.url)) })
  const { stdout } = await promisify(execFile)(clientProgram('pg_dump', server.binDir), [], {
    env: { ...process.env, ...server.env('odd') },
    encoding: 'buffer',
    maxBuffer: 1 << 28,
  })
  const made = await server.query<{ name: string }>(
    'odd',
    "SELECT rolname::text AS name FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1",
  )
  const needs = needsOf(stdout)
  expect(needs.roles.filter((role) => !role.startsWith('pg_'))).toEqual(made.map(({ name }) => name).sort())
  expect(needs.tablespaces).toEqual(['fp fast; Owner: y'])
})
