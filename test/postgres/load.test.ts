import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { ChildError } from '../../src/postgres/child.ts'
import { childEnvironment } from '../../src/postgres/connection.ts'
import { archiveText, type LoadOptions, loadArchive, loadPlain } from '../../src/postgres/load.ts'
import { LoadError, loadError, readFailure } from '../../src/postgres/load-errors.ts'
import { type ClientTools, findClientTools } from '../../src/postgres/tools.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
let tools: ClientTools
let folder: string
let proof: string
let count = 0
let database: string

beforeAll(async () => {
  server = await startPostgres()
  tools = await findClientTools(server, { path: process.env.PATH ?? '' })
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-load-'))
  proof = join(folder, 'proof')
  await server.createDatabase('source')
  await server.psql(
    'source',
    `create table pets (id int primary key, name text not null);
     insert into pets select n, 'pet \\\\ ' || n from generate_series(1, 5000) n;
     create function odd() returns text language plpgsql as $$begin return '\\! ls'; -- \\! ls
end$$;
     select lo_from_bytea(4242, 'large');`,
  )
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  database = `target ${++count} ' =`
  await server.createDatabase(database)
  rmSync(proof, { force: true })
})

const target = () => connectionTo(server, database)
const options = (over: Partial<LoadOptions> = {}): LoadOptions => ({
  serverMajor: server.major,
  singleTransaction: false,
  signal: new AbortController().signal,
  ...over,
})

function dumped(...args: string[]): Buffer {
  const env = childEnvironment(connectionTo(server, 'source'))
  return execFileSync(join(tools.folder, 'pg_dump'), args, { env, maxBuffer: 64 * 1024 * 1024 })
}

async function* bytesOf(text: string | Buffer, chunkBytes = 4_096): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}

const load = (text: string | Buffer, over: Partial<LoadOptions> = {}) =>
  loadPlain(target(), tools, bytesOf(text), options(over))

async function failureOf(loading: Promise<void>): Promise<LoadError> {
  const error = await loading.then(
    () => undefined,
    (thrown) => thrown,
  )
  expect(error).toBeInstanceOf(LoadError)
  return error as LoadError
}

async function names(): Promise<string[]> {
  const rows = await server.query<{ name: string }>(
    database,
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace order by 1",
  )
  return rows.map(({ name }) => name)
}

/** What an administrator may set against sessions that somebody forgot. */
async function endIdleSessions(): Promise<void> {
  for (const limit of ['idle_session_timeout', 'idle_in_transaction_session_timeout'])
    await server.query('postgres', `alter database "${database}" set ${limit} = '300ms'`)
}

describe('a plain dump', () => {
  test.each([1_000_000, 61])('of pg_dump is loaded whole, in pieces of %i bytes', async (bytes) => {
    const text = dumped()
    expect(text.toString()).toContain('\\restrict ')
    await loadPlain(target(), tools, bytesOf(text, bytes), options())
    expect(await server.query(database, 'select count(*)::int, max(name) from pets')).toEqual([
      { count: 5000, max: 'pet \\\\ 999' },
    ])
    expect(await server.query(database, 'select odd()')).toEqual([{ odd: '\\! ls' }])
    expect(await server.query(database, "select convert_from(lo_get(4242), 'UTF8') as lo")).toEqual([
      { lo: 'large' },
    ])
  })

  test('stops at the first error, and says line, statement and the message', async () => {
    const text = 'create table a (i int);\n\ncreate table\n  b (i nonsense);\ncreate table c (i int);\n'
    const error = await failureOf(load(text))
    expect(error.failure).toEqual({
      message: expect.stringMatching(/^ERROR: {2}type "nonsense" does not exist\nLINE 2:/),
      line: 4,
      statement: 'create table\n  b (i nonsense);',
    })
    expect(error.message).toContain('cannot load the dump at line 4: ERROR:  type "nonsense" does not exist')
    expect(await names()).toEqual(['a'])
  })

  test('of which one row is wrong says which', async () => {
    const text = 'create table a (i int);\ncopy a from stdin;\n1\nx\n\\.\n'
    const { failure } = await failureOf(load(text))
    expect(failure.message).toContain('CONTEXT:  COPY a, line 2, column i: "x"')
  })

  test('in a single transaction that fails leaves nothing', async () => {
    await failureOf(load('create table a (i int);\nselect 1/0;\n', { singleTransaction: true }))
    expect(await names()).toEqual([])
  })

  test('whose source fails in a single transaction commits nothing, and the error is the source’s', async () => {
    const failing = async function* () {
      yield Buffer.from('create table a (i int);\ncopy a from stdin;\n1\n')
      await new Promise((resolve) => setTimeout(resolve, 200))
      throw new Error('the store died')
    }
    const loading = loadPlain(target(), tools, failing(), options({ singleTransaction: true }))
    await expect(loading).rejects.toThrow('the store died')
    expect(await names()).toEqual([])
  })

  test('is stopped by the signal, psql with it', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 300)
    const started = Date.now()
    await expect(load('select pg_sleep(60);\n', { signal: stop.signal })).rejects.toThrow('enough')
    expect(Date.now() - started).toBeLessThan(5_000)
  })

  test.each([false, true])(
    'that comes slowly is loaded where idle sessions are ended; in one transaction: %s',
    async (singleTransaction) => {
      await endIdleSessions()
      const source = async function* () {
        await sleep(600)
        yield Buffer.from('create table a (i int);\n')
        await sleep(600)
        yield Buffer.from('create table b (i int);\n')
      }
      await loadPlain(target(), tools, source(), options({ singleTransaction }))
      expect(await names()).toEqual(['a', 'b'])
    },
  )

  test('with a long statement before the error’s statement still tells the error', async () => {
    const body = Array.from({ length: 3_000 }, (_, i) => `-- line ${i} of a long function`).join('\n')
    const { failure } = await failureOf(
      load(`create function f() returns int language sql as $$\n${body}\nnonsense$$;\n`),
    )
    expect(failure.message).toContain('syntax error at or near "nonsense"')
  })

  test('of a newer pg_dump leaves out the settings that the server does not know', async () => {
    const text = `--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\nSET transaction_timeout = 0;\ncreate table a (i int);\n\n-- Name: x\n`
    await load(text, { serverMajor: 16 })
    expect(await names()).toEqual(['a'])
  })

  test('has its sessions set up as told', async () => {
    const text =
      "create table a as select current_setting('maintenance_work_mem') as value, current_setting('search_path') as path;\n"
    await load(text, { settings: { maintenance_work_mem: '123MB', search_path: 'public, pg_catalog' } })
    expect(await server.query(database, 'select * from a')).toEqual([
      { value: '123MB', path: 'public, pg_catalog' },
    ])
  })
})

describe('a hostile plain dump', () => {
  const attacks: [string, (proof: string) => string][] = [
    ['\\!', (file) => `\\! touch ${file}\n`],
    ['\\! behind a statement', (file) => `select 1 \\! touch ${file}\n;\n`],
    ['\\copy to program', (file) => `\\copy (select 1) to program 'touch ${file}'\n`],
    ['\\copy from a file', () => `create table a (t text);\n\\copy a from '/etc/passwd'\n`],
    ['\\o', (file) => `\\o |touch ${file}\nselect 1;\n`],
    ['\\g', (file) => `select 1 \\g |touch ${file}\n`],
    ['\\w', (file) => `select 1 \\w |touch ${file}\n`],
    ['\\setenv', (file) => `\\setenv PAGER 'touch ${file}'\nselect 1;\n`],
    ['a backtick', (file) => `\\set x \`touch ${file}\`\n`],
    ['\\i', (file) => `\\i ${file}\n`],
    ['\\connect', () => '\\connect postgres\n'],
    ['\\gexec', (file) => `select '\\! touch ${file}' \\gexec\n`],
    ['\\lo_import', () => "\\lo_import '/etc/passwd'\n"],
    [
      '\\unrestrict of its own token first',
      (file) => `\\restrict abc\n\\unrestrict abc\n\\! touch ${file}\n`,
    ],
    [
      'a second \\restrict',
      (file) => `\\restrict abc\n\\restrict def\n\\unrestrict def\n\\! touch ${file}\n`,
    ],
    [
      'a string that ends elsewhere',
      (file) => `set standard_conforming_strings = off;\nselect '\\';\n\\! touch ${file}\n`,
    ],
    [
      'a change of encoding',
      (file) => `set client_encoding = 'SJIS';\nselect '\u0083\\';\n\\! touch ${file}\n--';\n`,
    ],
  ]

  test.each(attacks)('runs nothing on this machine by %s', async (_, attack) => {
    const error = await failureOf(load(`select 1;\n${attack(proof)}create table after_it (i int);\n`))
    expect(error.message).toMatch(/backslash commands are restricted|syntax error|invalid|unterminated/)
    expect(existsSync(proof)).toBe(false)
    expect(await names()).not.toContain('after_it')
  })

  test.each(attacks)('runs nothing from its very first line by %s', async (_, attack) => {
    await failureOf(load(attack(proof)))
    expect(existsSync(proof)).toBe(false)
  })

  test('runs what it says when psql is not restricted: the attacks above are real', () => {
    const env = childEnvironment(target())
    const input = attacks[0]?.[1](proof)
    execFileSync(join(tools.folder, 'psql'), ['-X', '-f', '-'], { env, input: input ?? '' })
    expect(existsSync(proof)).toBe(true)
  })

  test('is not given to a psql that knows no \\restrict', async () => {
    const old = { ...tools, version: '15.13', major: 15 }
    await expect(loadPlain(target(), old, bytesOf(''), options())).rejects.toThrow(
      /cannot load a plain dump with psql 15.13 .*update it to/,
    )
  })
})

describe('a custom archive', () => {
  const archived = () => {
    const file = join(folder, 'x.dump')
    writeFileSync(file, dumped('-Fc'))
    return file
  }

  test.each([
    ['by two jobs from a file', { jobs: 2, singleTransaction: false, stream: false }],
    ['in a single transaction from a stream', { jobs: 1, singleTransaction: true, stream: true }],
  ])('is loaded %s', async (_, { jobs, singleTransaction, stream }) => {
    const file = archived()
    const archive = stream ? { stream: bytesOf(readFileSync(file)) } : { file }
    await loadArchive(target(), tools, archive, { ...options({ singleTransaction }), jobs })
    expect(await server.query(database, 'select count(*)::int from pets')).toEqual([{ count: 5000 }])
  })

  test('that does not fit stops at the first error and says the statement', async () => {
    await server.query(database, 'create table pets (other int)')
    const { failure } = await failureOf(
      loadArchive(target(), tools, { file: archived() }, { ...options(), jobs: 1 }),
    )
    expect(failure).toMatchObject({
      message: expect.stringContaining('relation "pets" already exists'),
      statement: expect.stringMatching(/^CREATE TABLE public.pets/),
    })
  })

  test('that is cut is an error, and leaves nothing of a single transaction', async () => {
    const cut = readFileSync(archived())
    const stream = bytesOf(cut.subarray(0, cut.length - 2_000))
    const loading = loadArchive(
      target(),
      tools,
      { stream },
      { ...options({ singleTransaction: true }), jobs: 1 },
    )
    await expect(loading).rejects.toThrow(/cannot load the dump: .*(end of file|could not read)/)
    expect(await names()).toEqual([])
  })

  test('is loaded by jobs that wait for one another where idle sessions are ended', async () => {
    await server.createDatabase('slow source')
    await server.query(
      'slow source',
      `create function slow(int) returns bool language plpgsql as $$begin perform pg_sleep(1.2); return true; end$$;
       create table a (i int primary key, j int); insert into a values (1, 1);
       create index one on a (j); create index another on a (j);
       alter table a add check (slow(j)) not valid; alter table a validate constraint a_j_check;
       create table b (i int); insert into b values (1)`,
    )
    const env = childEnvironment(connectionTo(server, 'slow source'))
    const file = join(folder, 'slow.dump')
    execFileSync(join(tools.folder, 'pg_dump'), ['-Fc', '-f', file], { env })
    await endIdleSessions()
    await loadArchive(target(), tools, { file }, { ...options(), jobs: 3 })
    expect(await names()).toEqual(['a', 'a_pkey', 'another', 'b', 'one'])
  })

  test('is read as the plain dump it would have been', async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of archiveText(target(), tools, { file: archived() }, options()))
      chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    expect(text).toContain('COPY public.pets (id, name) FROM stdin;')
    expect(text).toContain('-- PostgreSQL database dump complete')
  })
})

test.each([
  ['', undefined],
  [
    'psql: error: connection to server failed: FATAL:  no',
    { message: 'psql: error: connection to server failed: FATAL:  no', line: undefined, statement: '' },
  ],
])('what is no statement’s error is told as it is: %j', (stderr, failure) => {
  expect(readFailure(stderr)).toEqual(failure)
})

test.each([
  // What psql 15.18 printed when the disk of the server was full.
  [
    'psql: error: connection to server at "127.0.0.1", port 34859 failed: FATAL:  could not write init file\n',
    "look whether the server's disk is full",
  ],
  [
    'psql:<stdin>:53: ERROR:  could not extend file "base/24680/2620": No space left on device\n',
    "free space on the server's disk",
  ],
])('a full disk is told with its cure', (stderr, cure) => {
  const error = loadError(new ChildError('psql', { kind: 'exit', code: 2 }, stderr))
  expect(error.cure).toBe(cure)
})

test('jobs of pg_restore that block one another are told with their cure', () => {
  // What pg_restore 15.18 printed when four jobs restored the sample's partitions.
  const stderr = `pg_restore: error: could not execute query: ERROR:  deadlock detected
DETAIL:  Process 3926 waits for AccessExclusiveLock on relation 16913 of database 16824; blocked by process 3929.
Process 3929 waits for AccessShareLock on relation 17212 of database 16824; blocked by process 3926.
HINT:  See server log for query details.
Command was: ALTER INDEX public.order_2024_pkey ATTACH PARTITION public.order_2024_open_pkey;


pg_restore: error: a worker process died unexpectedly
`
  const error = new ChildError('pg_restore', { kind: 'exit', code: 1 }, stderr)
  const { message, failure } = loadError(error) as LoadError
  expect(message).toMatch(/deadlock detected.*; two sessions waited for each other: try again, with jobs 1/s)
  expect(failure.statement).toBe(
    'ALTER INDEX public.order_2024_pkey ATTACH PARTITION public.order_2024_open_pkey;',
  )
})
