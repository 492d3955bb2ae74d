import pg from 'pg'
import { messageOf, PgdrillError } from '../errors.ts'
import { type Connection, describe } from './connection.ts'
import { type Attempt, tlsAttempts } from './tls.ts'

/** One session on the database, for short questions. */
export interface Client extends AsyncDisposable {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** Connects as libpq would. @throws PgdrillError that names host, database, user and the likely cure */
export async function connect(connection: Connection): Promise<Client> {
  const [first, second] = tlsAttempts(connection)
  try {
    return await connectOnce(connection, first ?? false)
  } catch (error) {
    if (second === undefined || !worthAnother(error, second)) throw refused(connection, error)
  }
  try {
    return await connectOnce(connection, second)
  } catch (error) {
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

async function connectOnce(connection: Connection, ssl: Attempt): Promise<Client> {
  const { PGOPTIONS, PGCONNECT_TIMEOUT, PGCHANNELBINDING } = connection.others
  const client = new pg.Client({
    host: connection.host,
    port: connection.port,
    database: connection.database,
    user: connection.user,
    ...(connection.password === undefined ? {} : { password: connection.password }),
    ssl,
    application_name: 'pgdrill',
    connectionTimeoutMillis: Number(PGCONNECT_TIMEOUT ?? 15) * 1000,
    enableChannelBinding: PGCHANNELBINDING !== undefined && PGCHANNELBINDING !== 'disable',
    keepAlive: true,
    ...(PGOPTIONS === undefined ? {} : { options: PGOPTIONS }),
  })
  // A session that the server ends between two questions is reported by the next one.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(sql, [...values])).rows
    },
    async [Symbol.asyncDispose]() {
      await client.end().catch(() => undefined)
    },
  }
}

const cures: Readonly<Record<string, string>> = {
  '28P01':
    'check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
  '28000': "check database-user, sslmode and the server's pg_hba.conf",
  '3D000': 'check database-name',
  '53300': 'the server has no connection left: raise max_connections, or end idle sessions',
  '57P03': 'the server is starting or stopping: try again in a moment',
  ECONNREFUSED: 'check database-host and database-port, and that the server is running',
  ENOENT: 'there is no socket there: check database-host and that the server is running',
  ENOTFOUND: 'check database-host',
  EAI_AGAIN: 'check database-host and the name servers of this machine',
  ETIMEDOUT: 'check database-host, database-port and the firewall between',
  ENETUNREACH: 'the host may be reachable by IPv6 only: use a host name that has an IPv4 address',
}

function refused(connection: Connection, error: unknown): PgdrillError {
  const cure = cureOf(error)
  return new PgdrillError(`cannot connect to ${describe(connection)}: ${reasonOf(error)}`, {
    cause: error,
    ...(cure === undefined ? {} : { cure }),
  })
}

function cureOf(error: unknown): string | undefined {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (/password must be a string|no password/i.test(message)) return 'set database-password'
  if (/timeout/i.test(message)) return cures.ETIMEDOUT
  if (/does not support SSL/.test(message)) return 'the server has no TLS: set sslmode to prefer or disable'
  if (/certificate/i.test(message))
    return 'check sslrootcert and that the host name is the one in the certificate'
  return code === undefined ? undefined : cures[code]
}

function reasonOf(error: unknown): string {
  // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join(', ')
  const text = messageOf(error)
  return /password must be a string/.test(text) ? 'the server asks for a password, and none is set' : text
}
