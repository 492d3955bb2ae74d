import { PgdrillError } from '../errors.ts'
import type { Client } from './client.ts'
import { type Connection, describe } from './connection.ts'

/**
 * Refuses a pooler that gives a server process to a transaction and not to a session: pg_dump sets what decides how
 * values are written before its transaction begins, psql what a dump needs, and a lock of ours would be anybody's. It
 * may go well while nobody else is there. `open` makes another session, which the signal it is given ends.
 * @throws PgdrillError where that is proved, with where to connect to
 */
export async function refuseTransactionPooler(
  session: Client,
  connection: Connection,
  open: (limit: AbortSignal) => Promise<Client>,
  signal?: AbortSignal,
): Promise<void> {
  // Who pools sessions, and has no process left for another, lets that one wait.
  const limit = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])])
  const isShared = await sharesProcess(session, () => open(limit)).catch(() => false)
  signal?.throwIfAborted()
  if (!isShared) return
  throw new PgdrillError(
    `cannot use ${describe(connection)}: a connection pooler in transaction mode is between, where settings and locks get lost`,
    { cure: directInstead(connection) },
  )
}

const patienceMs = 3_000

/** Whether a session that is open, and in no transaction, keeps its server process while another one has a transaction. */
async function sharesProcess(session: Client, open: () => Promise<Client>): Promise<boolean> {
  const own = await processOf(session)
  await using other = await open()
  await other.query('begin')
  if ((await processOf(other)) === own) return true
  return (await processOf(session)) !== own
}

async function processOf(session: Client): Promise<number | undefined> {
  const [row] = await session.query<{ pid: number }>('select pg_catalog.pg_backend_pid() as pid')
  return row?.pid
}

// Hosts and ports as the services document them; docs/providers.md names the pages.
const places: readonly {
  is: (connection: Connection) => boolean
  cure: (connection: Connection) => string
}[] = [
  {
    is: ({ host, port }) => /\.supabase\.(?:com|co)$/i.test(host) && port === 6543,
    cure: () => "use Supabase's session pooler, or its direct connection: port 5432 instead of 6543",
  },
  {
    is: ({ host }) => /^[^.]*-pooler\./i.test(host),
    cure: ({ host }) => `use the direct host, without -pooler: ${host.replace(/-pooler\./i, '.')}`,
  },
  {
    is: ({ host, port }) => /\.postgres\.database\.azure\.com$/i.test(host) && port === 6432,
    cure: () => 'use the server itself: port 5432 instead of 6432',
  },
]

/** Where to connect to instead of to a pooler. */
export function directInstead(connection: Connection): string {
  const place = places.find(({ is }) => is(connection))
  return (
    place?.cure(connection) ??
    "connect to the server itself, or to a port of the pooler's that pools whole sessions (database-host, database-port)"
  )
}
