import { PgdrillError } from '../errors.ts'
import { type Client, connect } from '../postgres/client.ts'
import { type Connection, describe } from '../postgres/connection.ts'
import { databaseExists, userObjects } from '../postgres/databases.ts'
import type { RestoreMode, RestoreRequest } from '../restore.ts'
import type { Origin } from './origin.ts'

export interface Checked {
  serverMajor: number
  serverVersion: string
  targetExists: boolean
  /** SQL that makes missing roles; undefined when none is missing. */
  globals: string | undefined
}

/** Databases to connect to while others are made, renamed and dropped. */
const maintenanceDatabases = ['postgres', 'template1', 'defaultdb']

/** A session on the target's server, in another database than the target. */
export async function connectBeside(target: Connection): Promise<Client> {
  let first: unknown
  for (const database of maintenanceDatabases.filter((name) => name !== target.database)) {
    try {
      return await connect({ ...target, database })
    } catch (error) {
      first ??= error
      if ((error as { cause?: { code?: string } }).cause?.code !== '3D000') break
    }
  }
  throw first
}

/** Looks at everything that would stop the restore, before anything is changed. @throws PgdrillError with all of it */
export async function preflight(origin: Origin, request: RestoreRequest): Promise<Checked> {
  const { target, mode } = request
  await using client = await connectBeside(target)
  const [server] = await client.query<{ version: string; num: number }>(
    "select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('server_version_num')::int as num",
  )
  const targetExists = await databaseExists(client, target.database)
  const globals = await origin.readGlobals(request.signal)
  const missing = globals === undefined ? [] : await missingRoles(client, globals)
  const problems = [
    ...(await unavailableExtensions(client, origin.extensions)),
    ...(needsRoles(request) ? missing.map(roleMissing) : []),
    ...(await missingRights(client, target.database, mode, targetExists)),
    ...(targetExists && mode === 'into-empty' ? await notEmpty(target) : []),
  ]
  if (problems.length > 0) throw new PgdrillError(problems.join('\n'))
  const { version = '', num = 0 } = server ?? {}
  return {
    serverMajor: Math.floor(num / 10_000),
    serverVersion: version,
    targetExists,
    globals: request.createRoles && missing.length > 0 ? globals : undefined,
  }
}

// As the globals' script asks before it makes one.
const roleAsked = /FROM pg_catalog\.pg_roles WHERE rolname = '((?:[^']|'')*)'\) THEN/g

async function missingRoles(client: Client, globals: string): Promise<string[]> {
  const wanted = [...globals.matchAll(roleAsked)].map(([, name = '']) => name.replaceAll("''", "'"))
  const rows = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) name where name not in (select rolname from pg_roles)',
    [wanted],
  )
  return rows.map(({ name }) => name)
}

// Policies can name roles, too; that is rare, and then the load says so.
function needsRoles({ createRoles, noOwner, noPrivileges }: RestoreRequest): boolean {
  return !createRoles && !(noOwner && noPrivileges)
}

function roleMissing(name: string): string {
  return `role "${name}" is missing on the server; create it, set create-roles to create what the backup knows, or turn owner and privileges off to do without`
}

async function unavailableExtensions(client: Client, names: readonly string[]): Promise<string[]> {
  const rows = await client.query<{ name: string }>(
    'select name from unnest($1::text[]) name where name not in (select name from pg_available_extensions)',
    [names],
  )
  return rows.map(
    ({ name }) => `extension "${name}" is not available on the server; install its package there`,
  )
}

async function missingRights(
  client: Client,
  database: string,
  mode: RestoreMode,
  targetExists: boolean,
): Promise<string[]> {
  if (mode === 'into-empty' && targetExists) return []
  const [rights] = await client.query<{ creates: boolean; owns: boolean }>(
    `select rolsuper or rolcreatedb as creates,
            coalesce((select rolsuper or pg_has_role(datdba, 'USAGE') from pg_database where datname = $1), true) as owns
       from pg_roles where rolname = current_user`,
    [database],
  )
  return [
    ...(rights?.creates
      ? []
      : ['the role may not create databases; give it CREATEDB, or use mode into-empty']),
    ...(rights?.owns ? [] : [`the role may not rename or drop database "${database}"; restore as its owner`]),
  ]
}

async function notEmpty(target: Connection): Promise<string[]> {
  await using client = await connect(target)
  const found = await userObjects(client, 6)
  if (found.length === 0) return []
  const shown = found.slice(0, 5).join(', ') + (found.length > 5 ? ' and more' : '')
  return [
    `${describe(target)} is not empty: it holds ${shown}; use mode swap to put the backup in its place, or restore into another database`,
  ]
}
