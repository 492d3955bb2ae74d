import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { failedCheck, runChecks } from '../../src/postgres/run-checks.ts'
import { statementsIn } from '../../src/settings/checks.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
  await server.createDatabase('app')
  await server.psql('app', 'CREATE TABLE pets AS SELECT n FROM generate_series(1, 100) n')
})
afterAll(() => server?.stop())

async function run(text: string) {
  const checks = { file: '/work/checks.sql', statements: statementsIn(text, 'checks.sql') }
  const warnings: string[] = []
  const options = {
    signal: new AbortController().signal,
    warning: (said: string) => void warnings.push(said),
  }
  const results = await runChecks(connectionTo(server, 'app'), checks, options)
  return { results, warnings, failed: failedCheck(results, checks) }
}

const messageOf = async (text: string) => (await run(text)).results.at(-1)?.message

describe('checks', () => {
  test('each has its line, its result and its time, and the first that fails ends them', async () => {
    const { results, failed } = await run(`SELECT 1;
DO $$ BEGIN
  PERFORM pg_sleep(0.05);
END $$;
DO $$ BEGIN ASSERT (SELECT count(*) FROM pets) > 100, 'too few pets'; END $$;
SELECT 2;`)
    const seconds = expect.any(Number)
    expect(results).toEqual([
      { line: 1, statement: 'SELECT 1', result: 'passed', message: null, seconds },
      {
        line: 2,
        statement: 'DO $$ BEGIN PERFORM pg_sleep(0.05); END $$',
        result: 'passed',
        message: null,
        seconds,
      },
      {
        line: 5,
        statement: "DO $$ BEGIN ASSERT (SELECT count(*) FROM pets) > 100, 'too few pets'; END $$",
        result: 'failed',
        message: 'too few pets',
        seconds,
      },
      { line: 6, statement: 'SELECT 2', result: 'skipped', message: null, seconds: null },
    ])
    expect(results[1]?.seconds).toBeGreaterThanOrEqual(0.05)
    expect(failed).toMatch(/^the check at line 5 of checks\.sql failed: too few pets \(statement: DO /)
  })

  test('that all pass leave nothing to say', async () => {
    expect(await run('SELECT 1; SELECT count(*) FROM pets')).toMatchObject({
      failed: undefined,
      warnings: [],
    })
  })

  test.each([
    ['SELECT 1,\n\n  nope FROM pets', 'column "nope" does not exist (line 3)'],
    ['SELECT 1/0', 'division by zero'],
    ["DO $$ BEGIN RAISE 'no' USING DETAIL = 'because', HINT = 'add some'; END $$", 'no; because; add some'],
    ['SET statement_timeout = 10; SELECT pg_sleep(5)', 'canceling statement due to statement timeout'],
  ])('a failed one says what the server said: %s', async (text, message) => {
    expect(await messageOf(text)).toBe(message)
  })

  test('only read, unless they say otherwise and take it back', async () => {
    expect(await messageOf('DELETE FROM pets')).toBe(
      'cannot execute DELETE in a read-only transaction; checks only read; what has to write goes between BEGIN READ WRITE; and ROLLBACK;',
    )
    const kept = await run(`BEGIN READ WRITE;
      CREATE TEMP TABLE seen AS SELECT n FROM pets; DELETE FROM pets;
      DO $$ BEGIN ASSERT (SELECT count(*) FROM seen) = 100; END $$;
      ROLLBACK;`)
    expect(kept.failed).toBeUndefined()
    expect(await server.query('app', 'SELECT count(*)::int AS n FROM pets')).toEqual([{ n: 100 }])
  })

  test('are asserted where the server is set to ignore asserts', async () => {
    await server.psql('postgres', 'ALTER DATABASE app SET plpgsql.check_asserts = off')
    expect(await messageOf('DO $$ BEGIN ASSERT false; END $$')).toBe('assertion failed')
    await server.psql('postgres', 'ALTER DATABASE app RESET plpgsql.check_asserts')
  })

  test('that give false and fail nothing are warned of', async () => {
    const { warnings, failed } = await run('SELECT count(*) > 100 FROM pets;\nSELECT true AS a, false AS b;')
    expect(failed).toBeUndefined()
    expect(warnings).toEqual([expect.stringMatching(/^the check at line 1 gives false, which fails nothing/)])
  })

  test('a session that the server ends is no failed check: nothing was answered', async () => {
    await expect(run('SELECT pg_terminate_backend(pg_backend_pid())')).rejects.toThrow('cannot query')
  })

  test('a connection that breaks is no failed check either', async () => {
    await using doomed = await startPostgres()
    const checks = { file: '/c.sql', statements: [{ line: 1, sql: 'SELECT pg_sleep(60)' }] }
    const options = { signal: new AbortController().signal, warning: () => undefined }
    const running = runChecks(connectionTo(doomed, 'postgres'), checks, options)
    const asleep = "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'"
    while ((await doomed.query('postgres', asleep)).length === 0);
    await Promise.all([expect(running).rejects.toThrow('cannot query'), doomed.kill()])
  })
})

test('what a check selects passes by: millions of rows take no memory', async () => {
  const script = `import { runChecks } from ${JSON.stringify(join(import.meta.dirname, '../../src/postgres/run-checks.ts'))}
    const statements = [{ line: 1, sql: 'SELECT n, n AS m, n::text AS t FROM generate_series(1, 1000000) n' }]
    const options = { signal: new AbortController().signal, warning: () => {} }
    const [check] = await runChecks(${JSON.stringify(connectionTo(server, 'app'))}, { file: '/c', statements }, options)
    console.log(check.result)`
  const node = ['--max-old-space-size=48', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const { stdout } = await promisify(execFile)(process.execPath, [...node, '--eval', script])
  expect(stdout).toBe('passed\n')
}, 30_000)
