import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Connection } from '../../src/postgres/connection.ts'
import { DrillScene } from '../corpus/scene.ts'
import { Authority, allow, turnTlsOn } from '../postgres/certificates.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { failure, restoreInto } from './scene.ts'

// A server that lets in TLS alone, with a certificate of an authority that no system knows.
let server: PostgresServer
let folder: string
let own: Authority
let scene: DrillScene
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-provider-tls-'))
  server = await startPostgres()
  own = await Authority.make(folder, 'own')
  await turnTlsOn(server, own)
  await server.query('postgres', "create role app login createdb password 'secret'")
  await allow(server, ['hostssl all app 127.0.0.1/32 scram-sha-256'])
  await server.query('postgres', 'create database shop owner app')
  await server.psql('shop', 'set role app; create table t as select generate_series(1, 100) as i')
  scene = DrillScene.between(server, server)
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

function overTls(database: string, ssl: Connection['ssl'], over: Partial<Connection> = {}): Connection {
  const environment = { PATH: process.env.PATH ?? '', HOME: folder }
  const login = { host: 'localhost', user: 'app', password: 'secret', environment }
  return connectionTo(server, database, { ...login, ssl, ...over })
}

// Channel binding is what Neon's connection strings ask for.
test.each<[string, () => Connection['ssl'], Record<string, string>]>([
  [
    "verify-full with the service's own authority",
    () => ({ mode: 'verify-full', rootCertificate: own.certificate }),
    {},
  ],
  ['require, which verifies nothing without one', () => ({ mode: 'require' }), {}],
  ['require with channel binding', () => ({ mode: 'require' }), { PGCHANNELBINDING: 'require' }],
  ['the default, prefer', () => ({ mode: 'prefer' }), {}],
])('backs up, drills and restores by %s', async (name, ssl, others) => {
  const connection = (database: string) => overTls(database, ssl(), { others })
  const store = await scene.backUp('shop', { connection: connection('shop') })
  const { record } = await scene.drill(store, 'shop', { target: connection('postgres') })
  expect(record).toMatchObject({ verdict: 'verified', rowsCompared: 100 })
  await restoreInto(connection(`new ${name}`), store, 'shop')
})

test.each<[string, () => Connection, RegExp]>([
  [
    'no authority to verify with',
    () => overTls('shop', { mode: 'verify-full' }),
    /sslmode is verify-full, and there is no .*root.crt; set sslrootcert to the file of your certificate authority, or to "system" for the public ones$/,
  ],
  [
    'the public authorities, which do not know it',
    () => overTls('shop', { mode: 'verify-full', rootCertificate: 'system' }),
    /certificate.*; check sslrootcert and that the host name is the one in the certificate \(the authority of a service is a file to download/,
  ],
  [
    'an address instead of the name',
    () => overTls('shop', { mode: 'verify-full', rootCertificate: own.certificate }, { host: '127.0.0.1' }),
    /127.0.0.1 is not in the cert's list.*; check sslrootcert and that the host name is the one in the certificate/,
  ],
  [
    'no TLS',
    () => overTls('shop', { mode: 'disable' }),
    /no pg_hba.conf entry .* no encryption; check .*\(a service's server may let in TLS alone: sslmode require\)$/,
  ],
])('is told with the cure: %s', async (_, connection, message) => {
  expect(await failure(scene.backUp('shop', { connection: connection() }))).toMatch(message)
})
