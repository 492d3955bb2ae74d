import pg from 'pg'
import { messageOf } from '../errors.ts'
import type { Client } from './client.ts'

// 'pgds' in ASCII: what tells our advisory locks from an application's.
const ours = 0x70676473
const prefix = 'pgdrill_scratch_'
const named = /^pgdrill_scratch_[0-9a-f]{12}$/
const madeFor = 'made by pgdrill for its drill in '

/** A name for a scratch database: a prefix and 12 hexadecimal digits. */
export function scratchName(random: Buffer): string {
  return prefix + random.toString('hex', 0, 6)
}

/** The comment on a role or tablespace that is to go with the scratch database. */
export function commentFor(database: string): string {
  return madeFor + database
}

/** Whether a comment says that a drill made what it is on. */
export function isOfDrill(comment: string | null): boolean {
  return comment?.startsWith(madeFor) === true
}

/** Marks the database, which need not be there yet, as in use until the session ends: with it, or with its process. */
export async function markInUse(client: Client, database: string): Promise<void> {
  // The session says nothing for as long as the dump loads. (The setting is there from version 14 on.)
  await client.query(
    "select set_config(name, '0', false) from pg_settings where name = 'idle_session_timeout'",
  )
  await client.query('select pg_advisory_lock_shared($1, $2)', [ours, keyOf(database)])
}

/** Removes what drills that were killed have left on the server: what is in use, and what is somebody else's, stays. */
export async function removeScratchLeftovers(client: Client, warning: (text: string) => void): Promise<void> {
  const inUse = await keysInUse(client)
  const isLeft = (name: string) => named.test(name) && !inUse.has(keyOf(name))
  for (const { name } of (await scratchDatabases(client)).filter(({ name }) => isLeft(name))) {
    try {
      await client.query(`drop database if exists ${name}`)
      warning(`removed database "${name}", which a drill that was killed had left`)
    } catch (error) {
      warning(`database "${name}" is left by a drill that was killed: ${messageOf(error)}`)
    }
  }
  for (const { what, name, comment } of await commented(client)) {
    if (!isLeft(comment.slice(madeFor.length))) continue
    // One that another drill has come to use cannot be dropped, and goes after that.
    await client.query(`drop ${what} ${pg.escapeIdentifier(name)}`).catch(() => undefined)
  }
}

function keyOf(database: string): number {
  return Number.parseInt(database.slice(prefix.length, prefix.length + 7), 16)
}

async function keysInUse(client: Client): Promise<Set<number>> {
  const rows = await client.query<{ key: number }>(
    "select objid::int as key from pg_locks where locktype = 'advisory' and classid = $1::int::oid",
    [ours],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Ours, with nobody in them: a server may still be busy with what a killed drill asked for. */
function scratchDatabases(client: Client): Promise<{ name: string }[]> {
  return client.query<{ name: string }>(
    `select datname::text as name from pg_database d
      where starts_with(datname::text, $1) and pg_has_role(datdba, 'USAGE')
        and not exists (select from pg_stat_activity a where a.datid = d.oid and backend_type = 'client backend')`,
    [prefix],
  )
}

function commented(client: Client): Promise<{ what: string; name: string; comment: string }[]> {
  return client.query(
    `select what, name, comment
       from (select 'role' as what, rolname::text as name, shobj_description(oid, 'pg_authid') as comment from pg_roles
             union all
             select 'tablespace', spcname::text, shobj_description(oid, 'pg_tablespace') from pg_tablespace) o
      where starts_with(comment, $1)`,
    [madeFor],
  )
}
