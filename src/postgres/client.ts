import { Socket } from 'node:net'
import pg from 'pg'
import { messageOf, PgdrillError } from '../errors.ts'
import { type Connection, describe } from './connection.ts'
import { passwordFromFile } from './passfile.ts'
import { type Attempt, tlsAttempts } from './tls.ts'

/** One session on the database, for short questions. */
export interface Client extends AsyncDisposable {
  /** @throws PgdrillError that names the database; its cause is the server's own error */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/**
 * Connects as libpq would. The signal ends the session at once, whatever it is doing.
 * @throws PgdrillError that names host, database, user and the likely cure; the signal's reason
 */
export async function connect(connection: Connection, signal?: AbortSignal): Promise<Client> {
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
    await client.end().catch(() => undefined)
  }
  try {
    await client.connect()
  } catch (error) {
    await end()
    throw error
  }
  return { query: questions(connection, client, signal), [Symbol.asyncDispose]: end }
}

function questions(connection: Connection, client: pg.Client, signal?: AbortSignal): Client['query'] {
  return async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
    try {
      return (await client.query<Row>(sql, [...values])).rows
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
    ...(PGOPTIONS === undefined ? {} : { options: PGOPTIONS }),
  }
}

/** Called when the server asks for it. */
async function passwordOf(connection: Connection): Promise<string> {
  const password = connection.password ?? (await passwordFromFile(connection))
  if (password === undefined) throw new NoPasswordError('the server asks for a password, and none is set')
  return password
}

class NoPasswordError extends Error {
  readonly code = 'NOPASSWORD'
}

const cures: Readonly<Record<string, string>> = {
  '28P01':
    'check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
  '28000': "check database-user, sslmode and the server's pg_hba.conf",
  '3D000': 'check database-name',
  '42501': 'grant CONNECT on the database to the role',
  '53300': 'the server has no connection left: raise max_connections, or end idle sessions',
  '55000': 'the database takes no connections: check datallowconn',
  '57P03': 'the server is starting or stopping: try again in a moment',
  NOPASSWORD: 'set database-password, or PGPASSFILE to a password file that only you may read',
  ECONNREFUSED: 'check database-host and database-port, and that the server is running',
  ENOENT: 'there is no socket there: check database-host and that the server is running',
  EACCES: 'this user may not use that socket: check the rights of its folder',
  ENOTFOUND: 'check database-host',
  EAI_AGAIN: 'check database-host and the name servers of this machine',
  ETIMEDOUT: 'check database-host, database-port and the firewall between',
  EHOSTUNREACH: 'check database-host, and that this machine may reach it',
  ENETUNREACH: 'the host may be reachable by IPv6 only: use a host name that has an IPv4 address',
}

function refused(connection: Connection, error: unknown): PgdrillError {
  if (error instanceof PgdrillError) return error
  const cure = cureOf(error)
  return new PgdrillError(`cannot connect to ${describe(connection)}: ${reasonOf(error)}`, {
    cause: error,
    ...(cure === undefined ? {} : { cure }),
  })
}

function cureOf(error: unknown): string | undefined {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (/timeout/i.test(message)) return cures.ETIMEDOUT
  if (/does not support SSL/.test(message)) return 'the server has no TLS: set sslmode to prefer or disable'
  if (/certificate/i.test(message))
    return 'check sslrootcert and that the host name is the one in the certificate'
  return code === undefined ? undefined : cures[code]
}

function reasonOf(error: unknown): string {
  // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
  return error instanceof AggregateError
    ? [...new Set(error.errors.map(messageOf))].join(', ')
    : messageOf(error)
}
