import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { loadSample } from '../servers/sample.ts'

const run = promisify(execFile)

describe('the sample database', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
    await loadSample(server, 'first')
  })
  afterAll(() => server.stop())

  async function dumpDigest(database: string): Promise<string> {
    const env = { ...process.env, ...server.env(database) }
    const { stdout } = await run(clientProgram('pg_dump', server.binDir), [], { env, maxBuffer: 1e9 })
    return createHash('sha256')
      .update(stdout.replace(/^\\(un)?restrict .*$/gm, ''))
      .digest('hex')
  }

  test('is the same, byte for byte, every time it is loaded', async () => {
    await loadSample(server, 'second')
    expect(await dumpDigest('second')).toBe(await dumpDigest('first'))
  })

  test('has more than 100,000 rows in more than 20 tables', async () => {
    const tables = await server.query<{ name: string }>(
      'first',
      `select oid::regclass::text as name from pg_class
       where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'`,
    )
    const counts = tables.map(({ name }) => `(select count(*) from only ${name})`)
    const [total] = await server.query<{ rows: number }>(
      'first',
      `select (${counts.join('+')})::integer as rows`,
    )
    expect(tables.length).toBeGreaterThan(20)
    expect(total?.rows).toBeGreaterThan(100_000)
  })

  // PostgreSQL 18 also lists NOT NULL among the constraints.
  test('has every kind of relation, type and constraint that needs no extension', async () => {
    const kinds = async (sql: string) =>
      (await server.query<{ kind: string }>('first', sql)).map(({ kind }) => kind).join('')
    expect(await kinds('select distinct relkind as kind from pg_class order by 1')).toBe('IScimprtv')
    expect(await kinds(`select distinct typtype as kind from pg_type where oid >= 16384 order by 1`)).toBe(
      'bcdemr',
    )
    expect(
      await kinds(
        `select distinct contype as kind from pg_constraint where oid >= 16384 and contype <> 'n' order by 1`,
      ),
    ).toBe('cfptux')
  })

  test('comes with its roles, made only once', async () => {
    const roles = await server.query(
      'first',
      `select rolname from pg_roles where rolname like 'demo%' order by 1`,
    )
    expect(roles.map(({ rolname }) => rolname)).toEqual([
      'demo_Prüfer "außen"',
      'demo_clerk',
      'demo_owner',
      'demo_reports',
    ])
  })
})
