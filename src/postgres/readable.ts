import { PgdrillError } from '../errors.ts'
import type { Client } from './client.ts'
import type { Selection } from './selection.ts'
import {
  findUnreadable,
  findUnreadableLargeObjects,
  type Unreadable,
  type UnreadableLargeObjects,
} from './unreadable.ts'

/**
 * Refuses a selection that the connected role cannot dump: pg_dump stops at the first table it may not read, late and
 * one at a time; this names them all before anything starts.
 * @throws PgdrillError with the grant to make, or what to exclude
 */
export async function refuseUnreadable(client: Client, selection: Selection): Promise<void> {
  const problems = Object.values(await findUnreadableParts(client, selection)).filter(
    (problem) => problem !== undefined,
  )
  if (problems.length === 0) return
  throw new PgdrillError(problems.map(({ what }) => what).join(', and '), {
    cure: problems.map(({ cure }) => cure).join('; '),
  })
}

/** What the connected role cannot dump of a selection, by why it cannot; all undefined when it can. */
export async function findUnreadableParts(
  client: Client,
  selection: Selection,
): Promise<Record<'denied' | 'hidden' | 'largeObjects', Problem | undefined>> {
  const unreadable = await findUnreadable(client, selection)
  const largeObjects = await findUnreadableLargeObjects(client, selection)
  const [session] = await client.query<{ role: string }>('select current_user::text as role')
  const role = JSON.stringify(session?.role)
  const { false: open = [], true: shut = [] } = Object.groupBy(
    unreadable,
    ({ hidden }) => `${hidden}` as const,
  )
  return {
    denied: denied(open, role),
    hidden: hidden(shut, role),
    largeObjects: deniedLargeObjects(largeObjects, role),
  }
}

export interface Problem {
  what: string
  cure: string
}

function denied(found: readonly Unreadable[], role: string): Problem | undefined {
  const [first, second] = found
  if (first === undefined) return undefined
  const what = `cannot read ${listed(found)}: permission denied`
  if (second !== undefined) {
    const grant = `grant role ${role} USAGE on the schemas and SELECT (since PostgreSQL 14: pg_read_all_data)`
    return { what, cure: `${grant}, or exclude them with exclude-table or exclude-schema` }
  }
  return first.kind === 'schema'
    ? { what, cure: `grant USAGE on it to role ${role}, or exclude it with exclude-schema` }
    : { what, cure: `grant SELECT to role ${role}, or exclude it with exclude-table` }
}

function hidden(found: readonly Unreadable[], role: string): Problem | undefined {
  if (found.length === 0) return undefined
  return {
    what: `cannot read every row of ${listed(found)}: row-level security applies to role ${role}`,
    cure: `give role ${role} BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
  }
}

function deniedLargeObjects({ some, total }: UnreadableLargeObjects, role: string): Problem | undefined {
  if (total === 0) return undefined
  const named = some.map((oid) => `large object ${oid}`)
  return {
    what: `cannot read ${andMore(named, total)}: permission denied`,
    cure: `grant SELECT on large objects to role ${role}, back up as their owner, or put --no-blobs into pg-dump-args to leave them out`,
  }
}

const namedAtMost = 10

function listed(found: readonly Unreadable[]): string {
  const named = found.slice(0, namedAtMost).map(({ kind, name }) => `${kind} "${name}"`)
  return andMore(named, found.length)
}

function andMore(named: readonly string[], total: number): string {
  const more = total - named.length
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`
}
