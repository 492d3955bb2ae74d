import { setTimeout as sleep } from 'node:timers/promises'
import { PgdrillError } from '../errors.ts'
import type { Client } from './client.ts'
import { identifier, literal } from './quote.ts'
import type { Locale } from './server.ts'

/** What a database is made like. */
export interface DatabaseShape {
  encoding: string
  locale: Locale
}

/** A database's own settings, which no dump of it holds. */
export interface DatabaseProperties {
  owner: string
  connectionLimit: number
  comment: string | null
  /** aclexplode of its privileges; null when nothing was granted or revoked. */
  grants: readonly { grantee: string | null; privilege: string; grantable: boolean }[] | null
  /** ALTER DATABASE ... SET and ALTER ROLE ... IN DATABASE ... SET. */
  settings: readonly { role: string | null; setting: string }[]
}

/** CREATE DATABASE from template0, which has room for every encoding and locale. Pure. */
export function createDatabaseSql(name: string, serverMajor: number, shape?: DatabaseShape): string {
  const parts = [`CREATE DATABASE ${identifier(name)} TEMPLATE template0`]
  if (shape !== undefined) parts.push(...localeParts(shape, serverMajor))
  return parts.join(' ')
}

function localeParts({ encoding, locale }: DatabaseShape, serverMajor: number): string[] {
  const { provider, collate, ctype, name, icuRules } = locale
  const parts = [`ENCODING ${literal(encoding)} LC_COLLATE ${literal(collate)} LC_CTYPE ${literal(ctype)}`]
  // Before 15 a database's locale is always libc's.
  if (serverMajor < 15) return parts
  parts.push(`LOCALE_PROVIDER ${provider}`)
  if (name !== null && provider === 'icu') parts.push(`ICU_LOCALE ${literal(name)}`)
  if (name !== null && provider === 'builtin') parts.push(`BUILTIN_LOCALE ${literal(name)}`)
  if (icuRules !== null && serverMajor >= 16) parts.push(`ICU_RULES ${literal(icuRules)}`)
  return parts
}

export async function databaseExists(client: Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).length > 0
}

/** Drops it whoever is connected, and also when a session of ours that was cut is still making it; no error when there is none. */
export async function dropDatabase(client: Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 250; attempt += 1) {
    // Until that is over it is not there for DROP, and is there afterwards.
    if ((await client.query(endMaking, [`${identifier(name)} `])).length === 0) break
    await sleep(20)
  }
  await client.query(`DROP DATABASE IF EXISTS ${identifier(name)} WITH (FORCE)`)
}

const endMaking = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where pid <> pg_backend_pid() and application_name = 'pgdrill' and state = 'active'
     and query ~* '^create database ' and starts_with(substr(query, length('create database ') + 1), $1)`

export async function readProperties(client: Client, name: string): Promise<DatabaseProperties> {
  const [row] = await client.query<Omit<DatabaseProperties, 'settings'>>(
    `select pg_get_userbyid(datdba)::text as owner, datconnlimit as "connectionLimit",
            shobj_description(oid, 'pg_database') as comment,
            (select json_agg(json_build_object('privilege', privilege_type, 'grantable', is_grantable,
                    'grantee', case when grantee = 0 then null else pg_get_userbyid(grantee)::text end))
               from aclexplode(datacl)) as grants
       from pg_database where datname = $1`,
    [name],
  )
  if (row === undefined) throw new PgdrillError(`there is no database ${JSON.stringify(name)}`)
  const settings = await client.query<DatabaseProperties['settings'][number]>(
    `select case when setrole = 0 then null else pg_get_userbyid(setrole)::text end as role, unnest(setconfig) as setting
       from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = $1)`,
    [name],
  )
  return { ...row, settings }
}

/** The statements that give a database these properties; the owner comes last, for then we may no longer own it. Pure. */
export function propertiesSql(name: string, properties: DatabaseProperties): string[] {
  const database = identifier(name)
  const { owner, connectionLimit, comment, grants, settings } = properties
  return [
    ...(connectionLimit === -1 ? [] : [`ALTER DATABASE ${database} CONNECTION LIMIT ${connectionLimit}`]),
    ...(comment === null ? [] : [`COMMENT ON DATABASE ${database} IS ${literal(comment)}`]),
    ...settings.map(({ role, setting }) => settingSql(database, role, setting)),
    ...(grants === null ? [] : [`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`]),
    ...(grants ?? []).map(
      ({ grantee, privilege, grantable }) =>
        `GRANT ${privilege} ON DATABASE ${database} TO ${grantee === null ? 'PUBLIC' : identifier(grantee)}${grantable && grantee !== null && grantee !== owner ? ' WITH GRANT OPTION' : ''}`,
    ),
    `ALTER DATABASE ${database} OWNER TO ${identifier(owner)}`,
  ]
}

// What GUC_LIST_QUOTE marks in the server: their values are lists of quoted names (pg_dump's variable_is_guc_list_quote).
const listSettings =
  /^(local_preload_libraries|search_path|session_preload_libraries|shared_preload_libraries|temp_tablespaces|unix_socket_directories)$/i

function settingSql(database: string, role: string | null, setting: string): string {
  const [name = '', value = ''] = setting.split(/=(.*)/s, 2)
  const whose = role === null ? `DATABASE ${database}` : `ROLE ${identifier(role)} IN DATABASE ${database}`
  const given = listSettings.test(name) ? listItems(value).map(literal).join(', ') || "''" : literal(value)
  const variable = name.split('.').map(identifier).join('.')
  return `ALTER ${whose} SET ${variable} TO ${given}`
}

function listItems(value: string): string[] {
  const items = value.match(/"(?:[^"]|"")*"|[^,\s][^,]*/g) ?? []
  return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item.trim()))
}

/** Tells the sessions on the database to end. Returns the process ids of those that it was told. */
export async function terminated(client: Client, database: string): Promise<number[]> {
  const rows = await client.query<{ pid: number; ended: boolean }>(
    `select pid, pg_terminate_backend(pid) as ended from pg_stat_activity
      where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    [database],
  )
  return rows.filter(({ ended }) => ended).map(({ pid }) => pid)
}

/** Ends every session on the database, and waits until they are gone, 5 s at most. Returns how many there were. */
export async function endSessions(client: Client, database: string): Promise<number> {
  const ended = await terminated(client, database)
  const left = `select from pg_stat_activity
    where datname = $1 and pid <> pg_backend_pid() and backend_type = 'client backend'`
  for (let attempt = 0; attempt < 250 && (await client.query(left, [database])).length > 0; attempt += 1)
    await sleep(20)
  return ended.length
}

/** What a database holds besides what every new one has, at most `limit`, as `table public.pets`; empty when it is empty. */
export async function userObjects(client: Client, limit: number): Promise<string[]> {
  const rows = await client.query<{ what: string }>(
    `with mine as (
       select 'pg_class'::regclass as catalog, c.oid, relnamespace as schema,
              (case relkind when 'r' then 'table ' when 'p' then 'table ' when 'v' then 'view ' when 'm' then 'materialized view '
                            when 'S' then 'sequence ' when 'f' then 'foreign table ' else 'type ' end)
              || c.oid::regclass as what
         from pg_class c where relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c')
       union all select 'pg_proc'::regclass, p.oid, pronamespace, 'function ' || p.oid::regprocedure from pg_proc p
       union all select 'pg_type'::regclass, t.oid, typnamespace, 'type ' || t.oid::regtype from pg_type t where typtype in ('e', 'd')
       union all select 'pg_namespace'::regclass, n.oid, n.oid, 'schema ' || nspname from pg_namespace n where nspname <> 'public'
     )
     select what from mine join pg_namespace n on n.oid = mine.schema
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d where d.classid = mine.catalog and d.objid = mine.oid and d.deptype in ('e', 'i'))
     union all select 'large object ' || oid from pg_largeobject_metadata
     limit ${limit}`,
  )
  return rows.map(({ what }) => what)
}
