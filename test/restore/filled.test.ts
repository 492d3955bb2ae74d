import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ChildError } from '../../src/postgres/child.ts'
import { loadError } from '../../src/postgres/load-errors.ts'
import { isFilled } from '../../src/restore/filled.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  await server.createDatabase('filled')
  await server.query('filled', 'create table t ()')
  await server.createDatabase('empty')
})
afterAll(() => server.stop())

const exited = (stderr: string) => new ChildError('pg_restore', { kind: 'exit', code: 1 }, stderr)
const signal = new AbortController().signal
const report = {
  info: () => undefined,
  warning: () => undefined,
  track: () => ({ [Symbol.dispose]: () => {} }),
}
const ask = (database: string, error: unknown) =>
  isFilled({ target: connectionTo(server, database), signal, report }, error)

// Recorded from PostgreSQL 15.18: a server that was stopped, a program that was told to end, one that was killed.
test.each([
  [
    'lost its connection',
    exited('pg_restore: error: could not execute query: server closed the connection unexpectedly'),
  ],
  ['was told to end', exited('pg_restore: terminated by user\n')],
  ['was killed', new ChildError('psql', { kind: 'signal', signal: 'SIGKILL' }, '')],
])('whether a load that %s was committed is looked up', async (_, error) => {
  expect(await ask('filled', loadError(error))).toBe(true)
  expect(await ask('empty', loadError(error))).toBe(false)
})

test('a statement that the server refused was not, and nothing is asked', async () => {
  const refused = loadError(
    exited('pg_restore: error: could not execute query: ERROR:  relation "t" already exists\n'),
  )
  expect(await ask('there is none', refused)).toBe(false)
})
