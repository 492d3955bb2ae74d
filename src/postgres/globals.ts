import { messageOf, PgdrillError } from '../errors.ts'
import { ChildError, type Program, textOf } from './child.ts'
import { connect } from './client.ts'
import { type Connection, describe } from './connection.ts'
import { readDatabaseSql } from './database-sql.ts'
import { programOf } from './dump.ts'
import { lastErrors } from './failed-statement.ts'
import { globalsSql, type Kept } from './globals-sql.ts'
import type { ClientTools } from './tools.ts'

/**
 * SQL for `psql -X -v ON_ERROR_STOP=1` that makes the roles and tablespaces which this database's dump refers to,
 * without passwords, and leaves alone what exists already. With `-v database=NAME` it also gives that database this
 * one's owner, privileges and settings.
 * @throws PgdrillError where the role may not read them
 */
export async function readGlobals(
  connection: Connection,
  tools: ClientTools,
  signal: AbortSignal,
): Promise<string> {
  try {
    // One session after the other: a role may have a single one left.
    const { kept, database } = await readNames(connection, signal)
    const script = await textOf(pgDumpAll(connection, tools), signal)
    return [header(connection, tools), globalsSql(script, kept), forDatabase, database, '\\endif', ''].join(
      '\n',
    )
  } catch (error) {
    signal.throwIfAborted()
    throw unreadable(error, connection)
  }
}

async function readNames(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ kept: Kept; database: string }> {
  await using client = await connect(connection, signal)
  const roles = await client.query<{ name: string }>(referredRoles)
  const tablespaces = await client.query<{ name: string }>(referredTablespaces)
  const database = (await readDatabaseSql(client)).join('\n')
  return { kept: { roles: namesOf(roles), tablespaces: namesOf(tablespaces) }, database }
}

function pgDumpAll(connection: Connection, tools: ClientTools): Program {
  const args = ['--globals-only', '--no-role-passwords', '--no-password', `--database=${connection.database}`]
  const program = programOf('pg_dumpall', tools, connection, args)
  return { ...program, environment: { ...program.environment, PGCLIENTENCODING: 'UTF8' } }
}

function header({ database }: Connection, { version }: ClientTools): string {
  return `-- Roles and tablespaces that the dump of database ${JSON.stringify(database)} refers to, from pg_dumpall ${version}.
-- Load them before the dump: psql -X -v ON_ERROR_STOP=1 -d postgres -f FILE
-- What exists already stays as it is. There are no passwords: set them with ALTER ROLE ... PASSWORD, or psql's \\password.
-- A tablespace needs its folder on the server, empty and owned by the server's user.
SET default_transaction_read_only = off;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
`
}

const forDatabase = `
-- The owner, privileges and settings of the database itself, which a dump leaves out. Once the database is restored,
-- load this file again with its name: psql -X -v ON_ERROR_STOP=1 -v database=NAME -d postgres -f FILE
\\if :{?database}`

function unreadable(error: unknown, connection: Connection): PgdrillError {
  const said = error instanceof ChildError ? lastErrors(error.stderr) : ''
  const why = said === '' ? messageOf(error) : said
  const grant = /permission denied/.test(why) ? 'let the role read them, or ' : ''
  return new PgdrillError(`cannot read the roles and tablespaces of ${describe(connection)}: ${why}`, {
    cause: error,
    cure: `${grant}set globals to false to go without`,
  })
}

function namesOf(rows: readonly { name: string }[]): Set<string> {
  return new Set(rows.map(({ name }) => name))
}

// Tablespaces of this database's relations, without the built-in ones; a relation in the database's own names none.
const usedTablespaces = `
  select reltablespace as oid from pg_catalog.pg_class where reltablespace >= 16384
  union
  select refobjid from pg_catalog.pg_shdepend
   where dbid = (select oid from pg_catalog.pg_database where datname = current_database())
     and refclassid = 'pg_catalog.pg_tablespace'::regclass`

const referredTablespaces = `
  select t.spcname::text as name
    from pg_catalog.pg_tablespace t
    join (${usedTablespaces}) used on used.oid = t.oid
   where t.spcname !~ '^pg_'`

// pg_shdepend knows every role that an object's owner, privileges or policies name, except for the bootstrap superuser
// (OID 10), whose objects are looked for. Whoever is a member of such a role has its rights, and such a role has the
// rights of those it is a member of: so members count, and then all that they and it are members of.
const referredRoles = `
with recursive this as (
  select oid, datdba from pg_catalog.pg_database where datname = current_database()
), direct as (
  select d.refobjid as role
    from pg_catalog.pg_shdepend d, this
   where d.refclassid = 'pg_catalog.pg_authid'::regclass
     and (d.dbid = this.oid
       or d.dbid = 0 and d.classid = 'pg_catalog.pg_database'::regclass and d.objid = this.oid)
  union select datdba from this
  union select spcowner from pg_catalog.pg_tablespace where oid in (${usedTablespaces})
  union select s.setrole from pg_catalog.pg_db_role_setting s, this where s.setdatabase = this.oid
  union select defaclrole from pg_catalog.pg_default_acl
  union select owner from (
    select relowner as owner, oid from pg_catalog.pg_class
    union all select proowner, oid from pg_catalog.pg_proc
    union all select typowner, oid from pg_catalog.pg_type
    union all select nspowner, oid from pg_catalog.pg_namespace
    union all select oprowner, oid from pg_catalog.pg_operator
    union all select srvowner, oid from pg_catalog.pg_foreign_server
    union all select fdwowner, oid from pg_catalog.pg_foreign_data_wrapper
    union all select evtowner, oid from pg_catalog.pg_event_trigger
    union all select pubowner, oid from pg_catalog.pg_publication
    union all select lomowner, oid from pg_catalog.pg_largeobject_metadata
  ) owned where oid >= 16384
), member as (
  select role from direct
  union
  select m.member from pg_catalog.pg_auth_members m join member on m.roleid = member.role
), related as (
  select role from member
  union
  select m.roleid from pg_catalog.pg_auth_members m join related on m.member = related.role
)
select rolname::text as name
  from pg_catalog.pg_roles join related on related.role = pg_roles.oid
 where rolname !~ '^pg_'`
