import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Locale } from '../../src/postgres/server.ts'
import type { Origin } from '../../src/restore/origin.ts'
import { preflight } from '../../src/restore/preflight.ts'
import type { RestoreRequest } from '../../src/restore.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

let server: PostgresServer
let folder: string
let warnings: string[]

const path = process.env.PATH ?? ''
const locale: Locale = { provider: 'libc', collate: 'C', ctype: 'C', name: null, icuRules: null }

beforeAll(async () => {
  server = await startPostgres({
    settings: { maintenance_work_mem: '70MB', max_parallel_maintenance_workers: '6' },
  })
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-preflight-'))
  await server.createDatabase('shop')
  await server.query('postgres', "create database latin template template0 encoding 'LATIN1'")
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** A folder whose pg_dump says that it is of this version. */
function tools(version: string): string {
  const made = mkdtempSync(join(folder, 'tools-'))
  writeFileSync(join(made, 'pg_dump'), `#!/bin/sh\necho 'pg_dump (PostgreSQL) ${version}'\n`, { mode: 0o755 })
  return made
}

const originOf = (over: Partial<Origin> = {}): Origin => ({
  location: 'a test',
  stem: null,
  format: 'custom',
  storedBytes: 1000,
  shape: { encoding: 'UTF8', locale },
  extensions: [],
  read: async function* () {},
  readGlobals: async () => undefined,
  ...over,
})

function checked(origin: Partial<Origin>, over: Partial<RestoreRequest> = {}) {
  warnings = []
  return preflight(originOf(origin), {
    from: { kind: 'file', path: '' },
    target: connectionTo(server, 'shop'),
    mode: 'swap',
    jobs: 1,
    createRoles: false,
    noOwner: false,
    noPrivileges: false,
    environment: {},
    path,
    spoolFolder: folder,
    now: new Date(),
    signal: new AbortController().signal,
    report: {
      info: () => undefined,
      warning: (text) => void warnings.push(text),
      track: () => ({ [Symbol.dispose]: () => undefined }),
    },
    ...over,
  })
}

async function problems(origin: Partial<Origin>, over: Partial<RestoreRequest> = {}): Promise<string[]> {
  const error = await checked(origin, over).then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  )
  return error?.message.split('\n') ?? []
}

const shape = (over: Partial<Locale>, encoding = 'UTF8') => ({
  shape: { encoding, locale: { ...locale, ...over } },
})

test('tools, extensions, encoding, locale, rights and room are told at once, each with its cure', async () => {
  await server.query('postgres', 'create role weak login')
  const origin = {
    storedBytes: 2 ** 60,
    extensions: ['nonesuch'],
    ...shape(
      { provider: 'builtin', name: 'PG_UNICODE_FAST', collate: 'xx_XX.utf8', ctype: 'yy_YY.utf8' },
      'MARTIAN',
    ),
  }
  const target = connectionTo(server, 'shop', { user: 'weak' })
  expect(await problems(origin, { target, jobs: 4, clientPath: tools('9.6.1') })).toEqual([
    expect.stringMatching(
      /^cannot restore with psql and pg_restore 9\.6\.1, the newest found in .*: they have to be as new as the server .*; install postgresql-client-\d+ /,
    ),
    'extension "nonesuch" is not available on the server; install its package there',
    expect.stringMatching(
      /^the backup's encoding "MARTIAN" is not known to the server; restore on a newer server, or create/,
    ),
    expect.stringMatching(
      /^the backup's locale "PG_UNICODE_FAST" of the provider builtin needs PostgreSQL 18, and the server is /,
    ),
    expect.stringMatching(
      /^the backup's locale "xx_XX.utf8" is not installed on the server's machine; install it there/,
    ),
    expect.stringMatching(/^the backup's locale "yy_YY.utf8" is not installed/),
    expect.stringMatching(/^the role may not create databases; give it CREATEDB/),
    expect.stringMatching(/^the role may not rename or drop database "shop"; restore as its owner/),
    expect.stringMatching(
      /^several jobs need 1153 PB of room for the archive, and .* has .*; set TMPDIR to a folder with more, or jobs to 1/,
    ),
  ])
})

describe('the encoding and locale of a database to be made', () => {
  test.each<[string, Partial<Origin>]>([
    ['libc', shape({ collate: 'POSIX', ctype: 'C.UTF-8' })],
    ['ICU', shape({ provider: 'icu', name: 'de-AT' })],
    ['another encoding', shape({}, 'LATIN1')],
  ])('are no problem where the server has them: %s', async (_, origin) => {
    expect(await problems(origin)).toEqual([])
  })

  test('that are ICU’s need a server with ICU', async () => {
    await server.query('postgres', "delete from pg_collation where collprovider = 'i'")
    expect(await problems(shape({ provider: 'icu', name: 'de-AT' }))).toEqual([
      expect.stringMatching(
        /^the backup's locale "de-AT" is ICU's, and the server is built without ICU; restore/,
      ),
    ])
  })

  test('do not count where an empty database is filled, which is told when its encoding is another', async () => {
    const into = { mode: 'into-empty' as const, target: connectionTo(server, 'latin') }
    expect(await problems(shape({ collate: 'xx_XX.utf8' }), into)).toEqual([])
    expect(warnings).toEqual([
      expect.stringMatching(/^the encoding of database "latin" is LATIN1, that of the backup's UTF8: /),
    ])
    await checked(shape({}, 'LATIN1'), into)
    expect(warnings).toEqual([])
  })
})

describe('room for the archive', () => {
  test.each<[string, Partial<Origin>, Partial<RestoreRequest>]>([
    ['by one job', {}, { jobs: 1 }],
    ['of a plain dump', { format: 'plain' }, { jobs: 4 }],
    ['into an empty database, where one job loads', {}, { jobs: 4, mode: 'into-empty' }],
  ])('is not needed for a restore %s', async (_, origin, over) => {
    expect(await problems({ storedBytes: 2 ** 60, ...origin }, over)).toEqual([])
  })

  test('is not there where the folder is not', async () => {
    expect(await problems({}, { jobs: 2, spoolFolder: join(folder, 'none') })).toEqual([
      expect.stringMatching(
        /^several jobs need room for the archive in .*none, which cannot be used: .*ENOENT/,
      ),
    ])
  })
})

test('a psql that knows no \\restrict is told before anything changes, where a plain dump needs one', async () => {
  const clientPath = tools(`${server.major}.0`)
  expect(await problems({ format: 'plain' }, { clientPath })).toEqual([
    expect.stringMatching(/^cannot load a plain dump with psql .*: it does not know \\restrict/),
  ])
  expect(await problems({}, { clientPath })).toEqual([])
})

test.each([
  [1, 256],
  [4, 128],
  [32, 70],
])('%i jobs get %i MB each for their indexes, and never less than the server gives', async (jobs, mb) => {
  expect((await checked({}, { jobs })).loadSettings).toEqual({
    maintenance_work_mem: `${mb}MB`,
    max_parallel_maintenance_workers: '6',
    array_nulls: 'on',
    default_transaction_read_only: 'off',
  })
})
