import { messageOf, PgdrillError } from '../errors.ts'
import { type Client, connect } from '../postgres/client.ts'
import { type Connection, describe } from '../postgres/connection.ts'
import { databaseExists, userObjects } from '../postgres/databases.ts'
import { needsText } from '../postgres/load.ts'
import { type ClientTools, findClientTools } from '../postgres/tools.ts'
import { unrestrictable } from '../postgres/unrestrictable.ts'
import type { RestoreRequest } from '../restore.ts'
import { connectBeside } from './beside.ts'
import { type LoadSettings, readLoadSettings } from './load-settings.ts'
import { missingLocales } from './locale.ts'
import type { Origin } from './origin.ts'
import { missingRoom } from './room.ts'

export interface Checked {
  serverMajor: number
  serverVersion: string
  targetExists: boolean
  tools: ClientTools
  /** None where they cannot be given: pg_restore takes them as options alone, which poolers refuse. */
  loadSettings: LoadSettings | undefined
  /** SQL that makes missing roles; undefined when none is missing. */
  globals: string | undefined
}

/** Looks at everything that would stop the restore, before anything is changed. @throws PgdrillError with all of it */
export async function preflight(origin: Origin, request: RestoreRequest): Promise<Checked> {
  const { target, mode } = request
  await using client = await connectBeside(target, request.signal)
  const [server] = await client.query<{ version: string; num: number }>(
    "select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('server_version_num')::int as num",
  )
  const { version = '', num = 0 } = server ?? {}
  const serverMajor = Math.floor(num / 10_000)
  const targetExists = await databaseExists(client, target.database)
  const intoEmpty = targetExists && mode === 'into-empty'
  const fills = intoEmpty && request.checks === undefined
  const globals = await origin.readGlobals(request.signal)
  const missing = globals === undefined ? [] : await missingRoles(client, globals)
  const { tools, problems: unusable } = await usableTools(origin, request, serverMajor)
  const problems = [
    ...unusable,
    ...(await readOnly(client)),
    ...(await unavailableExtensions(client, origin.extensions)),
    ...(needsRoles(request) ? missing.map(roleMissing) : []),
    ...(origin.shape && !fills ? await missingLocales(client, serverMajor, origin.shape) : []),
    ...(fills ? [] : await missingRights(client, request)),
    ...(intoEmpty ? await notEmpty(target, request.signal) : []),
    ...(fills ? [] : await noRoom(origin, request, tools, serverMajor)),
  ]
  if (problems.length > 0 || tools === undefined) throw new PgdrillError(problems.join('\n'))
  if (fills) await warnOfEncoding(client, origin, request)
  return {
    serverMajor,
    serverVersion: version,
    targetExists,
    tools,
    loadSettings: await loadSettings(client, origin, fills ? 1 : request.jobs),
    globals: request.createRoles && missing.length > 0 ? globals : undefined,
  }
}

async function loadSettings(
  client: Client,
  { format }: Origin,
  jobs: number,
): Promise<LoadSettings | undefined> {
  return client.isPooled && format === 'custom' ? undefined : await readLoadSettings(client, jobs)
}

async function usableTools(
  origin: Origin,
  request: RestoreRequest,
  serverMajor: number,
): Promise<{ tools?: ClientTools; problems: string[] }> {
  // An archive of a newer pg_dump is in a format that an older pg_restore may not read.
  const major = Math.max(serverMajor, origin.format === 'custom' ? (origin.clientMajor ?? 0) : 0)
  try {
    const tools = await findClientTools({ major }, request, 'restore')
    const problem = origin.format === 'plain' || request.createRoles ? unrestrictable(tools) : undefined
    return { tools, problems: problem === undefined ? [] : [problem.message] }
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    return { problems: [messageOf(error)] }
  }
}

/** Several jobs read an archive from a file. */
async function noRoom(
  { format, storedBytes }: Origin,
  { jobs, spoolFolder }: RestoreRequest,
  tools: ClientTools | undefined,
  serverMajor: number,
): Promise<string[]> {
  if (format === 'plain' || jobs === 1 || (tools && needsText(tools, { serverMajor }))) return []
  const problem = await missingRoom(spoolFolder, storedBytes)
  return problem === undefined ? [] : [problem]
}

/** A database that is there already keeps its encoding. */
async function warnOfEncoding(client: Client, { shape }: Origin, { target, report }: RestoreRequest) {
  if (shape === undefined) return
  const [row] = await client.query<{ encoding: string }>(
    'select pg_encoding_to_char(encoding) as encoding from pg_database where datname = $1',
    [target.database],
  )
  if (row === undefined || row.encoding === shape.encoding) return
  report.warning(
    `the encoding of database "${target.database}" is ${row.encoding}, that of the backup's ${shape.encoding}: what the one has no room for stops the restore; a database that restore makes itself gets the backup's`,
  )
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

async function readOnly(client: Client): Promise<string[]> {
  const [session] = await client.query<{ standby: boolean; readOnly: boolean }>(
    `select pg_is_in_recovery() as standby, current_setting('default_transaction_read_only')::bool as "readOnly"`,
  )
  if (session?.standby) return ['the server is a standby, which takes no changes; restore on its primary']
  return session?.readOnly
    ? [
        'sessions of the role are read-only; turn default_transaction_read_only off for it (ALTER ROLE), or restore as another role',
      ]
    : []
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
  { target: { database }, checks }: RestoreRequest,
): Promise<string[]> {
  const [rights] = await client.query<{ creates: boolean; owns: boolean; isInside: boolean }>(
    `select rolsuper or rolcreatedb as creates, current_database() = $1 as "isInside",
            coalesce((select rolsuper or pg_has_role(datdba, 'USAGE') from pg_database where datname = $1), true) as owns
       from pg_roles where rolname = current_user`,
    [database],
  )
  return [
    ...(rights?.creates
      ? []
      : [
          `the role may not create databases; give it CREATEDB, or ${checks ? 'leave the checks out' : 'use mode into-empty'}`,
        ]),
    ...(rights?.isInside
      ? [
          `the role may connect to no other database of the server, which renaming "${database}" takes; use mode into-empty`,
        ]
      : []),
    ...(rights?.owns ? [] : [`the role may not rename or drop database "${database}"; restore as its owner`]),
  ]
}

async function notEmpty(target: Connection, signal: AbortSignal): Promise<string[]> {
  await using client = await connect(target, signal)
  const found = await userObjects(client, 6)
  if (found.length === 0) return []
  const shown = found.slice(0, 5).join(', ') + (found.length > 5 ? ' and more' : '')
  return [
    `${describe(target)} is not empty: it holds ${shown}; use mode swap to put the backup in its place, or restore into another database`,
  ]
}
