import pg from 'pg'
import type { Client } from './client.ts'
import { unquoted } from './sql-statements.ts'

/** The name of the database, where psql puts the one it was given with -v. */
const database = ':"database"'

/**
 * SQL for psql that gives a database the current one's owner, comment, privileges and settings: pg_dump leaves them out
 * of a dump without --create.
 */
export async function readDatabaseSql(client: Client): Promise<string[]> {
  const owner = await client.query<Named>(ownerAndComment)
  const rights = await client.query<Right>(rightsQuery)
  const settings = await client.query<Setting>(settingsQuery)
  return [
    ...owner.flatMap(({ owner, comment }) => [
      `ALTER DATABASE ${database} OWNER TO ${owner};`,
      ...(comment === null ? [] : [`COMMENT ON DATABASE ${database} IS ${literal(comment)};`]),
    ]),
    ...(rights.length === 0 ? [] : [`REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`]),
    ...rights.filter(({ rights }) => rights !== null).map(grantOf),
    ...settings.map(settingOf),
  ]
}

interface Named {
  /** Quoted where it has to be. */
  owner: string
  comment: string | null
}

interface Right {
  /** Quoted where it has to be, or PUBLIC. */
  grantee: string
  /** Null in the row that only tells that there are privileges of its own. */
  rights: string | null
  grantable: boolean
}

interface Setting {
  /** Quoted where it has to be; null for everyone. */
  role: string | null
  name: string
  value: string
}

function grantOf({ grantee, rights, grantable }: Right): string {
  return `GRANT ${rights} ON DATABASE ${database} TO ${grantee}${grantable ? ' WITH GRANT OPTION' : ''};`
}

function settingOf({ role, name, value }: Setting): string {
  const whose = role === null ? `DATABASE ${database}` : `ROLE ${role} IN DATABASE ${database}`
  return `ALTER ${whose} SET ${pg.escapeIdentifier(name)} TO ${settingValue(name, value)};`
}

// These hold a list of quoted names, and want each one as a string of its own (variable_is_guc_list_quote).
const lists = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
])

function settingValue(name: string, value: string): string {
  if (!lists.has(name.toLowerCase())) return literal(value)
  const names = value.match(/"(?:[^"]|"")*"|[^\s,]+/g) ?? ['']
  return names.map((each) => literal(unquoted(each))).join(', ')
}

function literal(text: string): string {
  return pg.escapeLiteral(text).trim()
}

const ownerAndComment = `
  select quote_ident(pg_catalog.pg_get_userbyid(datdba)) as owner,
         pg_catalog.shobj_description(oid, 'pg_database') as comment
    from pg_catalog.pg_database where datname = current_database()`

// The owner has every right from the start.
const rightsQuery = `
  select case when a.grantee = 0 then 'PUBLIC' else quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end as grantee,
         string_agg(a.privilege_type, ', ' order by a.privilege_type) filter (where a.grantee <> d.datdba) as rights,
         a.is_grantable as grantable
    from pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) with ordinality as a (grantor, grantee, privilege_type, is_grantable, place)
   where d.datname = current_database()
   group by a.grantee, a.is_grantable, d.datdba
   order by min(a.place)`

const settingsQuery = `
  select quote_ident(r.rolname) as role, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
    from pg_catalog.pg_db_role_setting s
    join pg_catalog.pg_database d on d.oid = s.setdatabase and d.datname = current_database()
    left join pg_catalog.pg_roles r on r.oid = s.setrole,
         unnest(s.setconfig) as c
   order by 1 nulls first, 2`
