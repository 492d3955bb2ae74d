import { type Connection, isSocket } from './connection.ts'

/**
 * The connection as a URL for other programs, its password in it. A socket's folder goes into `host=` behind a host that
 * is named for those who insist on one; libpq, node-postgres, psycopg and Prisma all take the folder.
 */
export function urlOf(connection: Connection): string {
  const { host, port, database, user, password, ssl } = connection
  const login = [user, ...(password === undefined ? [] : [password])].map(encodeURIComponent).join(':')
  const inBrackets = host.includes(':') ? `[${host}]` : host
  const place = isSocket(connection) ? 'localhost' : inBrackets
  const parameters = Object.entries({
    host: isSocket(connection) ? host : undefined,
    sslmode: isSocket(connection) || ssl.mode === 'prefer' ? undefined : ssl.mode,
    sslrootcert: ssl.rootCertificate,
    sslcert: ssl.certificate,
    sslkey: ssl.key,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`
  return `postgresql://${login}@${place}:${port}/${encodeURIComponent(database)}${query}`
}
