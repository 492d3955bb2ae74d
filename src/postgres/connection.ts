/** libpq's sslmode, meaning what its documentation says ("SSL Mode Descriptions"). */
export const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
export type SslMode = (typeof sslModes)[number]

/** How to reach a database, for the pg client and for PostgreSQL's own programs alike. */
export interface Connection {
  /** A host name, an address, or the folder of a unix socket. */
  host: string
  port: number
  database: string
  user: string
  /** Left out: ~/.pgpass, a certificate, or a server that asks for none. */
  password?: string
  ssl: { mode: SslMode; rootCertificate?: string; certificate?: string; key?: string }
  /** Other libpq settings, as PG* variables: PGOPTIONS, PGCHANNELBINDING, PGTARGETSESSIONATTRS ... */
  others: Readonly<Record<string, string>>
  /** What a child process needs besides PG*: PATH, HOME ... Nothing secret. */
  environment: Readonly<Record<string, string>>
}

/** The environment for pg_dump, pg_dumpall and psql: the password travels here and never in argv. */
export function childEnvironment(connection: Connection): Record<string, string> {
  const { ssl, password } = connection
  const given = {
    PGHOST: connection.host,
    PGPORT: String(connection.port),
    PGDATABASE: connection.database,
    PGUSER: connection.user,
    PGPASSWORD: password,
    PGSSLMODE: ssl.mode,
    PGSSLROOTCERT: ssl.rootCertificate,
    PGSSLCERT: ssl.certificate,
    PGSSLKEY: ssl.key,
    PGAPPNAME: 'pgdrill',
    // pg_dump writes times with time zone in the session's zone: a dump is to be the same wherever it is made.
    PGTZ: 'UTC',
    // The messages are read: to find the table that was refused, the lock that was waited for.
    LC_ALL: 'C',
  }
  const set = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    PGCONNECT_TIMEOUT: '15',
    ...connection.environment,
    ...connection.others,
    ...Object.fromEntries(set),
  }
}

/** `database "shop" as "app" at db.example.org:5432`, for messages; never the password. */
export function describe(connection: Connection): string {
  const { user, host, port, database } = connection
  const place = isSocket(connection)
    ? `${host} (port ${port})`
    : `${host.includes(':') ? `[${host}]` : host}:${port}`
  return `database "${database}" as "${user}" at ${place}`
}

/** Whether the connection is through a unix socket, where libpq does not speak TLS. */
export function isSocket({ host }: Pick<Connection, 'host'>): boolean {
  return host.startsWith('/') || host.startsWith('@')
}
