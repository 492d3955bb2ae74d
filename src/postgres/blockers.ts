import type { Client } from './client.ts'

/** A session, or a prepared transaction, that keeps others from reading a table. */
export interface Blocker {
  /** `schema.name` of the table. */
  table: string
  /** Null for a prepared transaction. */
  pid: number | null
  /** The name of a prepared transaction. */
  prepared: string | null
  user: string | null
  application: string | null
  /** Its address; null through a unix socket, and where the role may not see it. */
  client: string | null
  /** Null where the role may not see it: that takes pg_monitor. */
  state: string | null
  /** How long its transaction has been open, in seconds. */
  openSeconds: number | null
  /** False when it waits for its lock itself, behind another one of these, and makes everyone else wait. */
  holds: boolean
}

/** Who holds, or waits for, a lock that shuts readers out. Never what they are running: a query can hold secrets. */
export async function findBlockers(client: Client): Promise<Blocker[]> {
  return await client.query<Blocker>(`
    with shut as (
      select l.pid, l.virtualtransaction, l.granted, l.relation, n.nspname || '.' || c.relname as "table"
        from pg_catalog.pg_locks l
        join pg_catalog.pg_class c on c.oid = l.relation
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and c.relkind in ('r', 'p')
         and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
         and l.pid is distinct from pg_catalog.pg_backend_pid()
    ), involved as (
      select pid, virtualtransaction, "table", granted as holds from shut
      union
      -- A lock that is waited for shuts readers out as well: then those who hold the table are to blame, too.
      select h.pid, h.virtualtransaction, "table", true
        from shut
        join pg_catalog.pg_locks h on h.relation = shut.relation and h.granted
             and coalesce(h.pid, 0) = any (pg_catalog.pg_blocking_pids(shut.pid))
       where not shut.granted
    ), prepared as (
      select l.virtualtransaction, p.gid, p.owner, p.prepared
        from pg_catalog.pg_prepared_xacts p
        join pg_catalog.pg_locks l on l.locktype = 'transactionid' and l.transactionid = p.transaction
             and l.pid is null and l.granted
    )
    select i."table", i.pid, p.gid as prepared, coalesce(a.usename, p.owner)::text as "user",
           nullif(a.application_name, '') as application, host(a.client_addr) as client,
           case when a.backend_type = 'client backend' then a.state else a.backend_type end as state,
           extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8 as "openSeconds",
           i.holds
      from involved i
      left join pg_catalog.pg_stat_activity a on a.pid = i.pid
      left join prepared p on i.pid is null and p.virtualtransaction = i.virtualtransaction
     order by i.holds desc, "openSeconds" desc nulls last, i.pid`)
}

/** `session 4711 of "deploy" (psql, from 10.0.0.7), idle in transaction, open for 12 min, on "billing.cards"`. */
export function describeBlocker(blocker: Blocker): string {
  const { prepared, pid, user, application, client, state, openSeconds, table } = blocker
  const what = prepared === null ? `session ${pid ?? '?'}` : `prepared transaction "${prepared}"`
  const from = client === null ? undefined : `from ${client}`
  const origin = [application, from].filter((part) => part !== null && part !== undefined).join(', ')
  return [
    `${what}${user === null ? '' : ` of "${user}"`}${origin === '' ? '' : ` (${origin})`}`,
    ...(state === null ? [] : [state]),
    ...(openSeconds === null ? [] : [`open for ${duration(openSeconds)}`]),
    `${blocker.holds ? 'on' : 'waiting to lock'} "${table}"`,
  ].join(', ')
}

/** `40 s`, `12 min`, `5 h`. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
