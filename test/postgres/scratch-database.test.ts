import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createScratchDatabase } from '../../src/postgres/scratch-database.ts'
import type { Locale } from '../../src/postgres/server.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

const locale: Locale = { provider: 'libc', collate: 'C', ctype: 'C', name: null, icuRules: null }

test('a locale that the server lacks, as a service has it, is C there, with a warning', async () => {
  const warnings: string[] = []
  const source = { encoding: 'UTF8', locale: { ...locale, collate: 'xx_YY.UTF-8', ctype: 'xx_YY.UTF-8' } }
  await using scratch = await createScratchDatabase(connectionTo(server, 'postgres'), source, (text) =>
    warnings.push(text),
  )
  const made = await server.query(
    'postgres',
    `select datcollate::text, pg_encoding_to_char(encoding) as encoding from pg_database where datname = '${scratch.connection.database}'`,
  )
  expect(made).toEqual([{ datcollate: 'C', encoding: 'UTF8' }])
  expect(warnings).toEqual([
    'the scratch server does not have the locale xx_YY.UTF-8: the drill uses C, so text is sorted in another way',
  ])
})

test.each([
  ['has no CREATEDB', 'nobody', /: permission denied to create database; connect as a superuser of a server/],
  ['is read-only', 'reader', /read-only transaction; turn default_transaction_read_only off for the role/],
])('a role that %s is told so, with the cure', async (_, user, message) => {
  await server.query('postgres', `create role ${user} login createdb`)
  await server.query(
    'postgres',
    user === 'nobody'
      ? 'alter role nobody nocreatedb'
      : `alter role ${user} set default_transaction_read_only = on`,
  )
  const making = createScratchDatabase(
    connectionTo(server, 'postgres', { user }),
    { encoding: 'UTF8', locale },
    () => undefined,
  )
  await expect(making).rejects.toThrow(message)
})
