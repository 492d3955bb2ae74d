import { messageOf, PgdrillError } from '../errors.ts'
import { type Connection, describe } from './connection.ts'
import { directInstead } from './pooler.ts'

/** The server asks for a password, and there is none. */
export class NoPasswordError extends Error {
  readonly code = 'NOPASSWORD'
}

/** Why there is no connection, with the likely cure; what is an explained error already stays as it is. */
export function refused(connection: Connection, error: unknown): PgdrillError {
  if (error instanceof PgdrillError) return error
  const cure = cureOf(error, connection)
  return new PgdrillError(`cannot connect to ${describe(connection)}: ${reasonOf(error)}`, {
    cause: error,
    ...(cure === undefined ? {} : { cure }),
  })
}

function reasonOf(error: unknown): string {
  // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
  return error instanceof AggregateError
    ? [...new Set(error.errors.map(messageOf))].join(', ')
    : messageOf(error)
}

const ipv4 =
  "the host has an IPv6 address alone, which this machine does not reach (GitHub's runners reach none): use a host with an IPv4 address, such as the provider's session pooler"

const cures: Readonly<Record<string, string>> = {
  '28P01':
    'check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
  '28000':
    "check database-user, sslmode and the server's pg_hba.conf (a service's server may let in TLS alone: sslmode require)",
  '3D000': 'check database-name',
  '42501': 'grant CONNECT on the database to the role',
  '53300':
    "the server has no connection left for the role: raise max_connections or the role's CONNECTION LIMIT, or end idle sessions",
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
  ENETUNREACH: 'check database-host, and the network of this machine',
}

// What the services say in words: their pages are named in docs/providers.md.
const said: readonly (readonly [RegExp, string])[] = [
  [
    /invalid database/,
    'a DROP DATABASE of it was broken off, and nothing is left of it: drop it, and restore',
  ],
  [/could not write init file/, "look whether the server's disk is full"],
  [/timeout/i, cures.ETIMEDOUT as string],
  [/does not support SSL/, 'the server has no TLS: set sslmode to prefer or disable'],
  [
    /SSL connection is required|connection is insecure/,
    'the server wants TLS: set sslmode to require or verify-full',
  ],
  [
    /certificate/i,
    'check sslrootcert and that the host name is the one in the certificate (the authority of a service is a file to download, the public ones are "system")',
  ],
  [
    /tenant or user not found|no tenant identifier/i,
    'the user of a pooler has the project in its name: postgres.PROJECT (Supabase)',
  ],
  [
    /endpoint ID is not specified/i,
    "the host's name tells the service which database is meant: use the name and no address, with TLS that sends it (PGSSLSNI)",
  ],
]

function cureOf(error: unknown, connection: Connection): string | undefined {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (/unsupported startup parameter/.test(message)) return startupParameter(connection)
  if (isIpv6Alone(error)) return ipv4
  const words = said.find(([pattern]) => pattern.test(message))
  if (words !== undefined) return words[1]
  return code === undefined ? undefined : cures[code]
}

function startupParameter(connection: Connection): string {
  return connection.others.PGOPTIONS === undefined
    ? directInstead(connection)
    : 'a connection pooler is between that takes no options: unset PGOPTIONS, or connect to the server itself'
}

/** Every address that was tried is one of IPv6, and there is no way to it. */
function isIpv6Alone(error: unknown): boolean {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error]
  return errors.every((each) => {
    const { code = '', address = '' } = each as { code?: string; address?: string }
    return ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'].includes(code) && address.includes(':')
  })
}
