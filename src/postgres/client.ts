import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { messageOf, PgdrillError } from '../errors.ts'
import { NoPasswordError, refused } from './connect-errors.ts'
import { type Connection, describe } from './connection.ts'
import { firstRows } from './first-rows.ts'
import { passwordFromFile } from './passfile.ts'
import { refuseTransactionPooler } from './pooler.ts'
import { withoutTimeLimits } from './time-limits.ts'
import { type Attempt, tlsAttempts } from './tls.ts'

/** One session on the database, for short questions. */
export interface Client extends AsyncDisposable {
  /** Something that keeps sessions of its own is between: a pooler that pools whole sessions. */
  readonly isPooled: boolean
  /** @throws PgdrillError that names the database; its cause is the server's own error */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** No more than so many rows of an answer that can be of any size. @throws as `query` does */
  firstRows<Row extends object>(sql: string, count: number): Promise<Row[]>
}

/**
 * Connects as libpq would; like pg_dump without the search path, the time limits and the ways to write values that a role
 * or a database can have. The signal ends the session at once, whatever it is doing.
 * @throws PgdrillError that names host, database, user and the likely cure; the signal's reason
 */
export async function connect(connection: Connection, signal?: AbortSignal): Promise<Client> {
  const session = await open(connection, signal)
  try {
    // Before anything is set: in transaction mode that would be some other session's setting.
    if (session.isPooled) {
      await refuseTransactionPooler(session, connection, (limit) => open(connection, limit), signal)
    }
    // First of all, for what follows takes a millisecond or two, and some roles are given no more.
    await session.query(`set statement_timeout = 0; ${bySystemNamesAlone}; ${asWeRead}; ${withoutTimeLimits}`)
    return session
  } catch (error) {
    await session[Symbol.asyncDispose]()
    throw error
  }
}

// Before any other name is looked up: somebody's pg_database, or an operator `=` of theirs, could come first (CVE-2018-1058).
const bySystemNamesAlone = "select pg_catalog.set_config('search_path', '', false)"

// What our questions are written in, and their answers read by. A database in SQL_ASCII holds whatever bytes it was sent: the
// server refuses to call them UTF-8, while here what is none is only shown as U+FFFD.
const asWeRead = `
  select set_config('client_encoding', 'SQL_ASCII', false) where current_setting('server_encoding') = 'SQL_ASCII';
  set standard_conforming_strings = on; set datestyle = 'ISO'; set intervalstyle = 'postgres';
  set extra_float_digits = 1; set bytea_output = 'hex'; set quote_all_identifiers = off`

/** As libpq does; nothing is set. */
async function open(connection: Connection, signal?: AbortSignal): Promise<Client> {
  const [first = false, second] = tlsAttempts(connection)
  try {
    return await connectOnce(connection, first, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (second === undefined || !worthAnother(error, second)) throw refused(connection, error)
  }
  try {
    return await connectOnce(connection, second, signal)
  } catch (error) {
    signal?.throwIfAborted()
    throw refused(connection, error)
  }
}

// libpq goes on from TLS to plain text when the server has no TLS, when the handshake fails, and when pg_hba.conf
// wants it so (28000); a wrong password (28P01) is final.
function worthAnother(error: unknown, next: Attempt): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (next === false && /does not support SSL|SSL|TLS|certificate/i.test(message)) return true
  return code === '28000'
}

// A server that hangs closes no connection when it is told that we go.
const farewellMs = 2_000

async function connectOnce(connection: Connection, ssl: Attempt, signal?: AbortSignal): Promise<Client> {
  signal?.throwIfAborted()
  const socket = new Socket()
  const client = new pg.Client(clientConfig(connection, ssl, socket))
  // A session that the server ends between two questions is reported by the next one.
  client.on('error', () => undefined)
  const stop = () => socket.destroy()
  signal?.addEventListener('abort', stop, { once: true })
  const end = async () => {
    signal?.removeEventListener('abort', stop)
    const ended = client.end().catch(() => undefined)
    await Promise.race([ended, sleep(farewellMs, undefined, { ref: false })])
    socket.destroy()
  }
  const asked = questions(connection, signal)
  const query: Client['query'] = (sql, values = []) =>
    asked(async () => (await client.query(sql, [...values])).rows)
  const first: Client['firstRows'] = (sql, count) => asked(() => firstRows(client, sql, count))
  try {
    await client.connect()
    const [server] = await query<{ pid: number }>('select pg_catalog.pg_backend_pid() as pid')
    // What answers for a server process has a number of its own, by which it is asked to cancel.
    const { processID } = client as unknown as { processID: number | null }
    return {
      query,
      firstRows: first,
      isPooled: processID !== server?.pid,
      [Symbol.asyncDispose]: end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

function questions(connection: Connection, signal?: AbortSignal) {
  return async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      signal?.throwIfAborted()
      throw new PgdrillError(`cannot query ${describe(connection)}: ${messageOf(error)}`, { cause: error })
    }
  }
}

function clientConfig(connection: Connection, ssl: Attempt, socket: Socket): pg.ClientConfig {
  const { PGOPTIONS, PGCONNECT_TIMEOUT, PGCHANNELBINDING, PGSSLNEGOTIATION } = connection.others
  return {
    host: connection.host,
    port: connection.port,
    database: connection.database,
    user: connection.user,
    password: () => passwordOf(connection),
    ssl,
    ...(ssl !== false && PGSSLNEGOTIATION === 'direct' ? { sslNegotiation: 'direct' } : {}),
    stream: () => socket,
    application_name: 'pgdrill',
    connectionTimeoutMillis: Number(PGCONNECT_TIMEOUT ?? 15) * 1000,
    enableChannelBinding: PGCHANNELBINDING !== undefined && PGCHANNELBINDING !== 'disable',
    keepAlive: true,
    // Left to the system it is two hours: a connection that something between has forgotten is noticed sooner.
    keepAliveInitialDelayMillis: 60_000,
    ...(PGOPTIONS === undefined ? {} : { options: PGOPTIONS }),
  }
}

/** Called when the server asks for it. */
async function passwordOf(connection: Connection): Promise<string> {
  const password = connection.password ?? (await passwordFromFile(connection))
  if (password === undefined) throw new NoPasswordError('the server asks for a password, and none is set')
  return password
}
