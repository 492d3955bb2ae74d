import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { connect } from '../../src/postgres/client.ts'
import { childEnvironment } from '../../src/postgres/connection.ts'
import { factsOfThisMachine } from '../../src/settings/facts.ts'
import { clientProgram, newestServerBin } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { backup } from './made.ts'

const run = promisify(execFile)

// What settings make of a URL, libpq makes of it: psql, given the URL itself, arrives at the same place.
const user = 'ann@corp:/?#% "x"'
const password = `p@:/?#%&=+ü'" w`
const database = 'shop/#?%&=+ "x"'
const question =
  "select current_user || ' ' || current_database() || ' ' || current_setting('geqo') as answer"

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
  await server.query(
    'postgres',
    `create role ${quoted(user)} login password '${password.replaceAll("'", "''")}'`,
  )
  await server.query('postgres', `create database ${quoted(database)} template template0`)
})
afterAll(() => server?.stop())

async function psql(target: string[], variables: Record<string, string>): Promise<string> {
  const program = clientProgram('psql', newestServerBin())
  const { stdout } = await run(program, ['-XAt', '-c', question, ...target], {
    env: { HOME: '/nowhere', ...variables },
  })
  return stdout.trim()
}

async function arrivals(url: string, variables: Record<string, string> = {}) {
  const facts = { ...factsOfThisMachine(), workingFolder: '/nowhere' }
  const flags = ['--database-url', url, '--name', 'x']
  const { connection } = backup(flags, { DATABASE_NAME: '', ...variables }, facts).settings
  await using client = await connect(connection)
  const [row] = await client.query<{ answer: string }>(question)
  return {
    byUrl: await psql([url], variables),
    byEnvironment: await psql([], childEnvironment(connection)),
    byClient: row?.answer,
  }
}

describe('libpq agrees on', () => {
  const [u, p, d] = [user, password, database].map((text) => encodeURIComponent(text))
  const query = `user=${u}&password=${p}&options=-c%20geqo%3Doff`

  test.each<[string, () => string, string]>([
    ['odd characters, percent-encoded', () => `postgres://${u}:${p}@127.0.0.1:${server.port}/${d}`, 'on'],
    [
      'parameters instead of parts',
      () => `postgresql:///${d}?host=127.0.0.1&port=${server.port}&${query}`,
      'off',
    ],
    [
      'a socket as the host',
      () => `postgresql://${u}@${encodeURIComponent(server.socketDir)}:${server.port}/${d}`,
      'on',
    ],
    [
      'a socket as a parameter',
      () => `postgresql://${u}@:${server.port}/${d}?host=${server.socketDir}`,
      'on',
    ],
    [
      'parameters over parts',
      () => `postgresql://x:y@z:1/w?host=127.0.0.1&port=${server.port}&dbname=${d}&${query}`,
      'off',
    ],
  ])('%s', async (_, url, geqo) => {
    const answer = `${user} ${database} ${geqo}`
    expect(await arrivals(url())).toEqual({ byUrl: answer, byEnvironment: answer, byClient: answer })
  })

  test('what its variables fill in', async () => {
    const variables = {
      PGPORT: String(server.port),
      PGUSER: user,
      PGPASSWORD: password,
      PGOPTIONS: '-c geqo=off',
    }
    const answer = `${user} ${database} off`
    expect(await arrivals(`postgresql://127.0.0.1/${d}`, variables)).toEqual({
      byUrl: answer,
      byEnvironment: answer,
      byClient: answer,
    })
  })
})
