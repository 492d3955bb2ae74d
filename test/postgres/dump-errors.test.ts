import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { PgdrillError } from '../../src/errors.ts'
import { ChildError, outputOf } from '../../src/postgres/child.ts'
import type { Connection } from '../../src/postgres/connection.ts'
import { programOf } from '../../src/postgres/dump.ts'
import { explainDumpFailure } from '../../src/postgres/dump-errors.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo, toolsFor } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres({ settings: { max_prepared_transactions: '3' } })
  await server.createDatabase('shop')
  await server.query(
    'shop',
    `create schema billing; create schema closed; create role backup login;
     grant usage on schema billing to backup;
     create table billing.cards (id int);
     create table closed.t (id int);
     create table open (id serial); grant select on open to backup;
     create table guarded (id int); alter table guarded enable row level security; grant select on guarded to backup;
     create table big as select g, repeat(md5(g::text), 30) from generate_series(1, 100000) g`,
  )
})
afterAll(() => server.stop())

interface Attempt {
  connection?: Partial<Connection>
  /** Called once, when the first bytes have come. */
  meanwhile?: () => Promise<unknown>
  to?: PostgresServer
}

/** Runs pg_dump until it fails, and explains. */
async function failed(args: readonly string[], attempt: Attempt = {}): Promise<PgdrillError> {
  const { connection: over, meanwhile, to = server } = attempt
  const connection = connectionTo(to, 'shop', over)
  const program = programOf('pg_dump', toolsFor(to), connection, args)
  let seen = 0
  try {
    for await (const _ of outputOf(program, new AbortController().signal)) {
      if (++seen === 1) await meanwhile?.()
    }
  } catch (error) {
    if (!(error instanceof ChildError)) throw error
    return await explainDumpFailure(error, connection, 300_000)
  }
  throw new Error('pg_dump did not fail')
}

function exited(stderr: string): ChildError {
  return new ChildError('pg_dump', { kind: 'exit', code: 1 }, stderr)
}

function explained(error: ChildError): Promise<PgdrillError> {
  return explainDumpFailure(error, connectionTo(server, 'shop'), 300_000)
}

const backup = { connection: { user: 'backup' } }

describe('what may not be read is named with its cures', () => {
  test.each([
    [
      ['-t', 'billing.cards'],
      'cannot read table "billing.cards": permission denied; grant SELECT to role "backup", or exclude it with exclude-table',
    ],
    [
      ['-n', 'closed'],
      'cannot read schema "closed": permission denied; grant USAGE on it to role "backup", or exclude it with exclude-schema',
    ],
    [
      ['-t', 'open'],
      'cannot read sequence "public.open_id_seq": permission denied; grant SELECT to role "backup", or exclude it with exclude-table',
    ],
    [
      ['-t', 'guarded'],
      'cannot read every row of table "public.guarded": row-level security applies to role "backup"; give role "backup" BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see',
    ],
  ])('%j', async (args, message) => {
    expect((await failed(args, backup)).message).toBe(message)
  })

  test('a large object', async () => {
    await server.query('shop', 'select lo_create(4711)')
    const { message } = await failed(['--exclude-schema=*'], backup)
    expect(message).toMatch(/^cannot read large object 4711: permission denied; grant SELECT on it to role/)
    await server.query('shop', 'select lo_unlink(4711)')
  })
})

describe('what pg_dump cannot make sense of is told with the option to look at', () => {
  test.each([
    [['-t', 'nothing'], /no table matches the table patterns; check the table option/],
    [
      ['-n', 'nothing', '--strict-names'],
      /no schema matches "nothing"|no schema matches the schema patterns/,
    ],
    [['-t', 'a.b.c.d'], /improper relation name \(too many dotted names\): a.b.c.d; check the patterns/],
    [['-t', 'a.b.c'], /cross-database references are not implemented: a.b.c; check the patterns/],
    [['-t', 'a(b'], /invalid regular expression: parentheses \(\) not balanced; check the patterns/],
    [['--bogus'], /unrecognized option '--bogus'; check pg-dump-args/],
    [
      ['--compress=bogus'],
      /invalid value "bogus" for option -Z\/--compress; check pg-dump-args|unrecognized/,
    ],
    [['--data-only', '--schema-only'], /options .* cannot be used together; check pg-dump-args/],
    [['one', 'two'], /too many command-line arguments \(first is "two"\); check pg-dump-args/],
    [['--format=directory'], /cannot dump .*: no output directory specified/],
  ])('%j', async (args, message) => {
    const error = await failed(args)
    expect(error.message).toMatch(message)
    expect(error.message).toMatch(/^cannot dump database "shop" as "postgres" at .*: /)
    expect(error.message).not.toContain('\n')
  })
})

test('a table name is never taken for what went wrong', async () => {
  const stderr =
    'pg_dump: error: query failed: ERROR:  canceling statement due to conflict with recovery\n' +
    'pg_dump: detail: Query was: COPY public."permission denied for schema x" TO stdout;\n'
  expect((await explained(exited(stderr))).message).toContain("the standby's recovery cancelled the dump")
})

describe('a lock that was not to be had in time is told with who holds it', () => {
  const lockWait = ['--lock-wait-timeout=300', '-t', 'billing.cards', '-t', 'open']
  let sessions: pg.Client[] = []
  const session = async (application_name: string, ...statements: string[]) => {
    const client = new pg.Client({ connectionString: server.url('shop'), application_name })
    // The test ends it while it waits.
    client.on('error', () => undefined)
    sessions.push(client)
    await client.connect()
    const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows
    for (const statement of statements) await client.query(statement)
    return { client, pid }
  }
  const endSessions = async () => {
    await Promise.all(sessions.map((client) => client.end()))
    sessions = []
  }

  test('a session that holds it, without its query', async () => {
    const secret = "select 'top secret'"
    const { pid } = await session('deploy', 'begin', 'lock table billing.cards', secret)
    const { message } = await failed(lockWait)
    await endSessions()
    expect(message).toMatch(
      new RegExp(
        `^cannot lock table "billing.cards" of database "shop" as "postgres" at .* for reading within 5 min: ` +
          `blocked by session ${pid} of "postgres" \\(deploy, from 127.0.0.1\\), idle in transaction, open for \\d+ m?s, on "billing.cards"; ` +
          `end it \\(select pg_terminate_backend\\(${pid}\\)\\), back up at a quieter time, or raise lock-wait-timeout$`,
      ),
    )
    expect(message).not.toContain('secret')
  })

  test('a migration that waits itself, and the reader that it waits for', async () => {
    const reader = await session('report', 'begin', 'select from billing.cards')
    const migration = await session('migrate', 'begin')
    const waiting = migration.client.query('lock table billing.cards').catch(() => undefined)
    await sleep(100)
    const { message } = await failed(lockWait)
    await reader.client.query('rollback')
    await waiting
    await endSessions()
    expect(message).toContain(
      `blocked by session ${reader.pid} of "postgres" (report, from 127.0.0.1), idle in transaction`,
    )
    expect(message).toContain(
      `; session ${migration.pid} of "postgres" (migrate, from 127.0.0.1), active, open for`,
    )
    expect(message).toContain('waiting to lock "billing.cards"')
    expect(message).toContain(`end it (select pg_terminate_backend(${reader.pid}))`)
  })

  test('a prepared transaction that everyone forgot', async () => {
    await session('app', 'begin', 'lock table open', `prepare transaction 'it''s old'`)
    await endSessions()
    const { message } = await failed(lockWait)
    await server.query('shop', `rollback prepared 'it''s old'`)
    expect(message).toMatch(
      /blocked by prepared transaction "it's old" of "postgres", open for \d+ m?s, on "public.open"; end it \(rollback prepared 'it''s old'\)/,
    )
  })

  test('a prepared transaction that a migration waits for', async () => {
    await session('app', 'begin', 'select from open', "prepare transaction 'reader'")
    const { client } = await session('migrate', 'begin')
    const waiting = client.query('lock table open').catch(() => undefined)
    await sleep(100)
    const { message } = await failed(lockWait)
    await server.query('shop', "rollback prepared 'reader'")
    await waiting
    await endSessions()
    expect(message).toMatch(
      /blocked by prepared transaction "reader" of "postgres", .*; session \d+ .* waiting to lock/,
    )
  })

  test('as much as an ordinary role may see', async () => {
    const { pid } = await session('deploy', 'begin', 'lock table open')
    await server.query('shop', 'grant select on open_id_seq to backup')
    const { message } = await failed(['--lock-wait-timeout=300', '-t', 'open'], backup)
    await endSessions()
    expect(message).toContain(`blocked by session ${pid} of "postgres" (deploy), on "public.open"`)
  })

  test('nobody, when it was let go of meanwhile', async () => {
    const { client } = await session('deploy', 'begin', 'lock table open')
    const explained = failed(['--lock-wait-timeout=1000', '-t', 'open'], {
      connection: { others: { PGOPTIONS: '-c lock_timeout=0' } },
    })
    await sleep(200)
    const stderr =
      'pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout\n' +
      'pg_dump: detail: Query was: LOCK TABLE billing.cards, public.open IN ACCESS SHARE MODE\n'
    await client.query('rollback')
    await expect(explained).rejects.toThrow('pg_dump did not fail')
    await endSessions()
    const { message } = await explainDumpFailure(exited(stderr), connectionTo(server, 'shop'), 1000)
    expect(message).toMatch(
      /^cannot lock the tables of database "shop" .* within 1 s: whoever held it has let go of it meanwhile; back up at a quieter time, or raise lock-wait-timeout$/,
    )
  })

  test('nobody, when asking fails; that is told as well', async () => {
    const stderr =
      'pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout\n' +
      'pg_dump: detail: Query was: LOCK TABLE public."Od d" IN ACCESS SHARE MODE\n'
    const gone = connectionTo(server, 'shop', { port: 1, host: '127.0.0.1' })
    const { message } = await explainDumpFailure(exited(stderr), gone, 120_000)
    expect(message).toMatch(
      /^cannot lock table "public.Od d" of .* within 2 min: another session holds it, and asking which one failed: cannot connect to/,
    )
  })
})

describe('an end in the middle is told for what it is', () => {
  const big = ['-t', 'big']
  const ofPgDump = `from pg_stat_activity where application_name = 'pgdrill' and pid <> pg_backend_pid()`

  test('the session was ended', async () => {
    const { message } = await failed(big, {
      meanwhile: () => server.query('shop', `select pg_terminate_backend(pid) ${ofPgDump}`),
    })
    expect(message).toMatch(/terminating connection due to administrator command|the connection was lost/)
    expect(message).toMatch(/; (the server was stopped, or|see the server's log)/)
  })

  test('the statement was cancelled', async () => {
    const { message } = await failed(big, {
      meanwhile: () => server.query('shop', `select pg_cancel_backend(pid) ${ofPgDump}`),
    })
    expect(message).toMatch(/: someone cancelled its statement on the server$/)
  })

  test('the server crashed', async () => {
    await using other = await startPostgres()
    await other.createDatabase('shop')
    await other.query(
      'shop',
      `create table big as select repeat(md5(g::text), 30) from generate_series(1, 50000) g`,
    )
    const { message } = await failed(big, { to: other, meanwhile: () => other.kill() })
    expect(message).toMatch(/^cannot dump .*: (the connection was lost|terminating connection)/)
    expect(message).toContain("see the server's log")
  })

  test('pg_dump was killed', async () => {
    const error = new ChildError('pg_dump', { kind: 'signal', signal: 'SIGKILL' }, '')
    expect((await explained(error)).message).toBe(
      'pg_dump was killed by SIGKILL; perhaps this machine ran out of memory: look at its kernel log (dmesg)',
    )
    const crashed = new ChildError(
      'pg_dump',
      { kind: 'signal', signal: 'SIGSEGV' },
      'pg_dump: a\npg_dump: b\n',
    )
    expect((await explained(crashed)).message).toBe('pg_dump was killed by SIGSEGV; it last said: b')
  })

  test('pg_dump could not be started', async () => {
    const program = { path: '/nowhere/pg_dump', arguments: [], environment: {} }
    const error = await outputOf(program, new AbortController().signal)
      .next()
      .catch((error) => error)
    expect((await explained(error)).message).toMatch(
      /^pg_dump could not be started: .*ENOENT; check client-path, and that the program is for this machine$/,
    )
  })
})

// Recorded from PostgreSQL 15.18 unless told otherwise: a standby, a damaged page, max_locks_per_transaction = 10, a
// bytea of 600 MB, PgBouncer 1.18.
describe('recorded words of pg_dump are explained', () => {
  const copy = 'pg_dump: error: Dumping the contents of table "big" failed: PQgetResult() failed.\n'
  const command = 'pg_dump: detail: Command was: COPY public.big (g, x) TO stdout;\n'
  const query = 'pg_dump: detail: Query was: LOCK TABLE public.t_408 IN ACCESS SHARE MODE\n'
  const closed =
    'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n'

  test.each([
    [
      'a recovery conflict',
      `${copy}pg_dump: detail: Error message from server: ERROR:  canceling statement due to conflict with recovery\nDETAIL:  User query might have needed to see row versions that must be removed.\n${command}`,
      "the standby's recovery cancelled the dump; turn on hot_standby_feedback",
    ],
    [
      'too many locks',
      `pg_dump: error: query failed: ERROR:  out of shared memory\nHINT:  You might need to increase max_locks_per_transaction.\n${query}`,
      'the server has no room for so many locks; raise max_locks_per_transaction',
    ],
    [
      'a table that was dropped before it was locked',
      `pg_dump: error: query failed: ERROR:  relation "public.orders" does not exist\n${query}`,
      'something was dropped or changed while the dump began (relation "public.orders" does not exist); back up again',
    ],
    [
      'a damaged page',
      `${copy}pg_dump: detail: Error message from server: ERROR:  invalid page in block 3 of relation base/16384/20898\n${command}`,
      "the server's data are damaged: invalid page in block 3 of relation base/16384/20898; keep every older backup",
    ],
    [
      'a missing piece of a long value (from its documentation)',
      `${copy}pg_dump: detail: Error message from server: ERROR:  missing chunk number 0 for toast value 20912 in pg_toast_20908\n${command}`,
      "the server's data are damaged: missing chunk number 0",
    ],
    [
      'a value of more than 1 GB of text',
      `${copy}pg_dump: detail: Error message from server: ERROR:  invalid memory alloc request size 1258291203\n${command}`,
      'a value is too long to be written as text (invalid memory alloc request size 1258291203, in COPY public.big (g, x) TO stdout;); a row may',
    ],
    [
      'a server without memory (from its source)',
      `pg_dump: error: query failed: ERROR:  out of memory\nDETAIL:  Failed on request of size 1048576 in memory context "ExprContext".\n${query}`,
      ': out of memory; the server (or pg_dump',
    ],
    [
      'a full disk (from its source)',
      `${copy}pg_dump: detail: Error message from server: ERROR:  could not write to file "base/pgsql_tmp/pgsql_tmp99.0": No space left on device\n${command}`,
      'could not write to file "base/pgsql_tmp/pgsql_tmp99.0": No space left on device; free space',
    ],
    [
      'a pooler that takes no options',
      'pg_dump: error: connection to server at "127.0.0.1", port 6599 failed: FATAL:  unsupported startup parameter: options\n',
      'unsupported startup parameter: options; a connection pooler seems to be between',
    ],
    [
      'a pooler without a free connection',
      `pg_dump: error: query failed: FATAL:  query_wait_timeout\n${closed}pg_dump: detail: Query was: SELECT pg_catalog.set_config('search_path', '', false);\n`,
      'query_wait_timeout; a connection pooler seems to be between',
    ],
    [
      'a lost connection',
      `pg_dump: error: Dumping the contents of table "big" failed: PQgetCopyData() failed.\npg_dump: detail: Error message from server: ${closed}${command}`,
      'the connection was lost (server closed the connection unexpectedly); see the server',
    ],
    [
      'a server that shuts down',
      'pg_dump: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  the database system is shutting down\n',
      'the database system is shutting down; the server was stopped',
    ],
    [
      'a newer server (from its source)',
      'pg_dump: error: server version: 16.4; pg_dump version: 15.18\npg_dump: error: aborting because of server version mismatch\n',
      'pg_dump 15.18 refuses a server newer than itself (16.4); install postgresql-client-16',
    ],
    [
      'a newer server, as pg_dump says since version 15 (from its source)',
      'pg_dump: error: aborting because of server version mismatch\npg_dump: detail: server version: 17.2 (Debian 17.2-1); pg_dump version: 15.18\n',
      'refuses a server newer than itself (17.2); install postgresql-client-17',
    ],
    [
      'a refused connection',
      'pg_dump: error: connection to server at "127.0.0.1", port 1 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n',
      'connection to server at "127.0.0.1", port 1 failed: Connection refused; the server answered',
    ],
    [
      'a statement timeout outside of locking',
      `pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout\npg_dump: detail: Query was: SELECT 1\n`,
      'a statement timeout cut it; pg_dump sets statement_timeout to 0',
    ],
    [
      'an unknown error: its own words, without warnings and statements',
      'pg_dump: warning: there are circular foreign-key constraints on this table:\npg_dump: detail: staff\npg_dump: error: query failed: ERROR:  something new\npg_dump: detail: Query was: SELECT password FROM secrets\n',
      'cannot dump database "shop" as "postgres" at /',
    ],
    ['a last line without "error"', 'pg_dump: [archiver] x\n/bin/pg_dump: oh dear\n', ': oh dear'],
    ['silence', '', 'pg_dump ended with exit code 1 and said nothing'],
  ])('%s', async (_, stderr, message) => {
    const error = await explained(exited(stderr))
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/^cannot dump database "shop" as "postgres" at /)
    expect(error.message).not.toMatch(/\n|secrets|warning/)
    expect(error).toBeInstanceOf(PgdrillError)
    expect(error.cause).toBeInstanceOf(ChildError)
  })
})
