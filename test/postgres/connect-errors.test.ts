import { describe, expect, test } from '@jest/globals'
import { refused } from '../../src/postgres/connect-errors.ts'
import type { Connection } from '../../src/postgres/connection.ts'
import { directInstead } from '../../src/postgres/pooler.ts'

const connection: Connection = {
  host: 'db.example.org',
  port: 5432,
  database: 'shop',
  user: 'app',
  ssl: { mode: 'require' },
  others: {},
  environment: {},
}

/** As node:net throws it. */
function unreachable(address: string, code = 'ENETUNREACH'): Error {
  return Object.assign(new Error(`connect ${code} ${address}:5432 - Local (:::0)`), { code, address })
}

const ofIpv6 =
  /IPv6 address alone, .* use a host with an IPv4 address, such as the provider's session pooler$/

describe('a host that cannot be reached', () => {
  test.each([
    ['by its only address', unreachable('2001:db8::1')],
    [
      'by any of its addresses',
      new AggregateError([unreachable('2001:db8::1'), unreachable('2001:db8::2', 'EHOSTUNREACH')]),
    ],
  ])('and has IPv6 addresses alone is told as that: %s', (_, error) => {
    expect(refused(connection, error).message).toMatch(ofIpv6)
  })

  test.each([
    ['IPv4', unreachable('192.0.2.1')],
    ['both', new AggregateError([unreachable('2001:db8::1'), unreachable('192.0.2.1')])],
    [
      'somebody who refuses',
      Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED', address: '::1' }),
    ],
  ])('and has %s is not', (_, error) => {
    expect(refused(connection, error).message).not.toMatch(/IPv6 address alone/)
  })
})

test.each([
  ['Tenant or user not found', 'postgres.PROJECT'],
  ['no tenant identifier provided (external_id or sni_hostname required)', 'postgres.PROJECT'],
  [
    'Endpoint ID is not specified. Either please upgrade the postgres client library (libpq) for SNI support',
    'PGSSLSNI',
  ],
  ['connection is insecure (try using `sslmode=require`)', 'set sslmode to require'],
  ['SSL connection is required', 'set sslmode to require'],
  ['unsupported startup parameter: options', 'connect to the server itself'],
  ['cannot connect to invalid database "shop"', 'a DROP DATABASE of it was broken off'],
  ['could not write init file', "the server's disk is full"],
])('what a service or a server says is told with its cure: %s', (message, cure) => {
  expect(refused(connection, new Error(message)).cure).toContain(cure)
})

test.each([
  ['aws-0-eu-west-1.pooler.supabase.com', 6543, 'port 5432 instead of 6543'],
  ['db.abcdefghijkl.supabase.co', 6543, 'port 5432 instead of 6543'],
  [
    'ep-cool-name-123456-pooler.us-east-2.aws.neon.tech',
    5432,
    'without -pooler: ep-cool-name-123456.us-east-2.aws.neon.tech',
  ],
  ['shop.postgres.database.azure.com', 6432, 'port 5432 instead of 6432'],
  ['pool.example.org', 6432, 'to the server itself, or to a port of the pooler'],
])('instead of to the pooler %s:%i one is told where to connect', (host, port, cure) => {
  expect(directInstead({ ...connection, host, port })).toContain(cure)
})
