import { describe, expect, test } from '@jest/globals'
import { asItComes } from '../../src/postgres/child.ts'
import { type DumpRequest, dump, dumpArguments } from '../../src/postgres/dump.ts'
import { wholeDatabase } from '../../src/postgres/selection.ts'
import { startPostgres } from '../servers/postgres.ts'
import { connectionTo, toolsFor } from './reach.ts'

const tools = { folder: '/bin', version: '16.1', major: 16 }
const request: DumpRequest = {
  format: 'plain',
  compression: { kind: 'gzip', level: 6 },
  selection: wholeDatabase,
  more: [],
  lockWaitTimeoutMs: 300_000,
}

describe('the arguments of pg_dump', () => {
  test('for a whole database, plain: compression comes after it', () => {
    expect(dumpArguments(request, tools)).toEqual([
      '--format=plain',
      '--no-password',
      '--lock-wait-timeout=300000',
    ])
  })

  test("patterns stay whole, whatever they hold, and the user's own arguments come last", () => {
    const selection = {
      schemas: ['a b'],
      excludeSchemas: ['--c'],
      tables: ['"x y".*'],
      excludeTables: ["it's"],
      excludeTableData: ['log_*'],
    }
    expect(dumpArguments({ ...request, selection, more: ['--no-owner'] }, tools).slice(3)).toEqual([
      '--schema=a b',
      '--exclude-schema=--c',
      '--table="x y".*',
      "--exclude-table=it's",
      '--exclude-table-data=log_*',
      '--no-owner',
    ])
  })

  test.each([
    [{ kind: 'none' as const }, '--compress=0'],
    [{ kind: 'gzip' as const, level: 9 }, '--compress=9'],
    [{ kind: 'zstd' as const, level: 3 }, '--compress=zstd:3'],
  ])('a custom archive is compressed by pg_dump: %j', (compression, argument) => {
    expect(dumpArguments({ ...request, format: 'custom', compression }, tools)).toContain(argument)
  })

  test('zstd in a custom archive takes pg_dump 16', () => {
    const old = { ...tools, version: '15.18', major: 15 }
    const zstd = { ...request, format: 'custom' as const, compression: { kind: 'zstd' as const, level: 3 } }
    expect(() => dumpArguments(zstd, old)).toThrow(
      'cannot compress a custom archive with zstd: pg_dump 15.18 (/bin) does not know it; use compression gzip',
    )
  })
})

test('a dump comes whole, from a server that wants a password', async () => {
  await using server = await startPostgres()
  await server.query('postgres', 'create table t as select generate_series(1, 10000) as id')
  const connection = connectionTo(server, 'postgres', { host: '127.0.0.1', password: server.password })
  const args = dumpArguments(request, toolsFor(server))
  expect(args.join(' ')).not.toContain(server.password)
  const options = { arguments: args, signal: new AbortController().signal }
  const chunks: Buffer[] = []
  const bytes = dump(connection, toolsFor(server), options, asItComes)
  for await (const chunk of bytes) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  expect(text).toContain('COPY public.t (id) FROM stdin;\n1\n2\n')
  expect(text).toContain('\n10000\n\\.\n')
  expect(text).toContain('-- PostgreSQL database dump complete')
})
