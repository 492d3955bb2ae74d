import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Connection, isSocket } from './connection.ts'

/**
 * The password that libpq would find in the password file: PGPASSFILE, or ~/.pgpass. Undefined when there is none, or
 * when others may read the file, which libpq then ignores (documentation: "The Password File").
 */
export async function passwordFromFile(connection: Connection): Promise<string | undefined> {
  const { others, environment } = connection
  const path = others.PGPASSFILE ?? join(environment.HOME ?? homedir(), '.pgpass')
  try {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) return undefined
    return findPassword(await readFile(path, 'utf8'), connection)
  } catch {
    return undefined
  }
}

/** The password of the first line whose host, port, database and user match. Pure. */
export function findPassword(
  text: string,
  connection: Pick<Connection, 'host' | 'port' | 'database' | 'user'>,
): string | undefined {
  const { port, database, user } = connection
  const hosts = isSocket(connection) ? ['localhost', connection.host] : [connection.host]
  const wanted = [hosts, [String(port)], [database], [user]]
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const fields = fieldsOf(line)
    const matches = wanted.every((values, at) => fields[at] === '*' || values.includes(plain(fields[at])))
    if (matches && fields[4]) return plain(fields[4])
  }
  return undefined
}

/** Colons part the fields; after a backslash they do not. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) => field)
}

function plain(field = ''): string {
  return field.replaceAll(/\\(.)/g, '$1')
}
