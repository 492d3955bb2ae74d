import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connect } from '../../src/postgres/client.ts'
import { readServerFacts, type ServerFacts } from '../../src/postgres/server.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  await server.query('postgres', 'create role nobody login')
})
afterAll(() => server.stop())

async function factsOf(database: string, user = server.user): Promise<ServerFacts> {
  await using client = await connect(connectionTo(server, database, { user }))
  return await readServerFacts(client)
}

describe('the facts of a server', () => {
  test('are the same for everyone who may connect', async () => {
    expect(await factsOf('postgres', 'nobody')).toEqual(await factsOf('postgres'))
  })

  test('hold version, size, encoding and locale', async () => {
    const [row] = await server.query<{ version: string; size: string }>(
      'postgres',
      `select current_setting('server_version') as version, pg_database_size('postgres')::text as size`,
    )
    expect(await factsOf('postgres')).toEqual({
      version: row?.version.split(' ')[0],
      major: server.major,
      database: 'postgres',
      sizeBytes: Number(row?.size),
      encoding: 'UTF8',
      locale: { provider: 'libc', collate: 'C', ctype: 'C', name: null, icuRules: null },
      extensions: [{ name: 'plpgsql', version: '1.0' }],
      inRecovery: false,
    })
  })

  test('are those of the database, not of the cluster', async () => {
    await server.query(
      'postgres',
      `create database "Odd ""db""" template template0 encoding 'LATIN1' locale_provider icu icu_locale 'de-AT' locale 'C'`,
    )
    await server.query('Odd "db"', 'create extension citext')
    expect(await factsOf('Odd "db"')).toMatchObject({
      database: 'Odd "db"',
      encoding: 'LATIN1',
      locale: { provider: 'icu', collate: 'C', ctype: 'C', name: 'de-AT' },
      extensions: [{ name: 'citext' }, { name: 'plpgsql' }],
    })
  })
})
