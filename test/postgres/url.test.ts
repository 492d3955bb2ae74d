import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import pg from 'pg'
import type { Connection } from '../../src/postgres/connection.ts'
import { urlOf } from '../../src/postgres/url.ts'
import { clientProgram } from '../servers/binaries.ts'
import { startPostgres } from '../servers/postgres.ts'
import { connectionTo } from './reach.ts'

const tcp: Connection = {
  host: 'db.example.com',
  port: 5433,
  database: 'a/b ü',
  user: 'ann@x',
  password: "p@ss:w/rd%#'",
  ssl: { mode: 'verify-full', rootCertificate: '/a b/ca.pem' },
  others: {},
  environment: {},
}

test.each<[string, Partial<Connection>, string]>([
  [
    'odd characters are encoded',
    {},
    "postgresql://ann%40x:p%40ss%3Aw%2Frd%25%23'@db.example.com:5433/a%2Fb%20%C3%BC?sslmode=verify-full&sslrootcert=%2Fa%20b%2Fca.pem",
  ],
  [
    'an IPv6 address is in brackets',
    { host: '::1', database: 'x', ssl: { mode: 'prefer' } },
    "postgresql://ann%40x:p%40ss%3Aw%2Frd%25%23'@[::1]:5433/x",
  ],
])('%s', (_, changes, url) => {
  expect(urlOf({ ...tcp, ...changes })).toBe(url)
})

test('node-postgres and psql reach the database by it, through a socket', async () => {
  await using server = await startPostgres()
  await server.createDatabase('it')
  const url = urlOf(connectionTo(server, 'it'))
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query('SELECT current_database() AS name, inet_client_addr() AS address')
  await client.end()
  expect(rows).toEqual([{ name: 'it', address: null }])
  const psql = clientProgram('psql', server.binDir)
  const args = ['-XAt', '-d', url, '-c', 'SELECT current_database()']
  expect(execFileSync(psql, args, { encoding: 'utf8' })).toBe('it\n')
})
