import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf, PgdrillError } from '../errors.ts'
import type { Client } from './client.ts'
import { endSessions, terminated } from './databases.ts'
import { patiently } from './patience.ts'
import { identifier, literal } from './quote.ts'

/** The target is not as it was, or nobody knows whether it is: to be told also where a stop is what ended the run. */
export class UnsettledError extends PgdrillError {
  override readonly name = 'UnsettledError'
}

/** Connects to another database than those that are renamed; its queries end when the signal aborts. */
export type Open = (signal?: AbortSignal) => Promise<Client>

export interface Swapped {
  /** Sessions that were ended. */
  sessions: number
  /** For how long nobody could connect to `live`. */
  unreachableMs: number
}

/**
 * `next` takes the name `live`, and what was `live` is called `old`: both in one transaction. Sessions on either are ended.
 * On an error the live database is as it was, and also when this process is killed: nothing is changed outside the
 * transaction. A connection lost at the end of it is no error when the server has done it.
 * @throws UnsettledError when that cannot be learnt; PgdrillError
 */
export async function swapDatabases(
  open: Open,
  names: { live: string; next: string; old: string },
  signal?: AbortSignal,
): Promise<Swapped> {
  const [live, next, old] = [names.live, names.next, names.old].map(identifier) as [string, string, string]
  const what = `let database ${live} become ${old} and ${next} become ${live}`
  await using renaming = await open(signal)
  await using ending = await open(signal)
  const began = performance.now()
  const ended = new Set<number>()
  const asked = await askedIn(renaming, names.next)
  try {
    await endSessions(ending, names.next)
    // Where we may not, it is known before anybody waits for the name.
    for (const pid of await terminated(ending, names.live)) ended.add(pid)
    await renaming.query(begin)
    const renamed = renaming.query(`ALTER DATABASE ${live} RENAME TO ${old}`)
    for (const pid of await endUntil(ending, names.live, renamed)) ended.add(pid)
    await renaming.query(`ALTER DATABASE ${next} RENAME TO ${live}`)
    await renaming.query('COMMIT')
  } catch (error) {
    await renaming.query('ROLLBACK').catch(() => undefined)
    if (!(await isNamed(open, asked, names.live, { what, error, signal }))) {
      throw new PgdrillError(`cannot ${what}: ${messageOf(error)}`, {
        cause: error,
        cure: 'the live database is as it was; see to this and try again',
      })
    }
  }
  return { sessions: ended.size, unreachableMs: performance.now() - began }
}

// From the first RENAME on nobody can connect, and a machine that vanishes without a word would hold that up for hours,
// until the server's TCP gives it up.
const begin = "BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '20s'"

/** Ends the sessions on `name` and calls it `to`. @throws UnsettledError; PgdrillError */
export async function renameDatabase(
  open: Open,
  name: string,
  to: string,
  signal?: AbortSignal,
): Promise<void> {
  const what = `rename database ${identifier(name)} to ${identifier(to)}`
  await using client = await open(signal)
  await endSessions(client, name)
  const asked = await askedIn(client, name)
  try {
    await client.query(`ALTER DATABASE ${identifier(name)} RENAME TO ${identifier(to)}`)
  } catch (error) {
    if (!(await isNamed(open, asked, to, { what, error, signal }))) throw error
  }
}

interface Asked {
  /** Of the session that was asked. */
  pid: number
  /** Of the database that gets another name. */
  oid: number
}

async function askedIn(client: Client, name: string): Promise<Asked> {
  const [row] = await client.query<Asked>(
    'select pg_backend_pid() as pid, oid::int8::float8 as oid from pg_database where datname = $1',
    [name],
  )
  if (row === undefined) throw new PgdrillError(`there is no database ${identifier(name)}`)
  return row
}

/** Whether the database has the name, once the session that was asked to give it cannot do so any more. */
async function isNamed(
  open: Open,
  { pid, oid }: Asked,
  name: string,
  { what, error, signal }: { what: string; error: unknown; signal: AbortSignal | undefined },
): Promise<boolean> {
  const look = async (limit?: AbortSignal) => {
    await using client = await open(limit)
    for (let attempt = 0; attempt < 250; attempt += 1) {
      const left = await client.query(stillAsked, [pid])
      if (left.length === 0) break
      await sleep(20)
    }
    return (await client.query('select from pg_database where oid = $1 and datname = $2', [oid, name])).length
  }
  try {
    return (await patiently(look, { stopped: signal?.aborted === true })) > 0
  } catch (cause) {
    throw new UnsettledError(
      `cannot tell whether the server did ${what}, for the connection was lost (${messageOf(error)}) and there is no other: ${messageOf(cause)}`,
      {
        cause: error,
        cure: `look which it is: select oid, datname from pg_database where oid = ${oid} -- done when that is ${literal(name)}`,
      },
    )
  }
}

// A session that is done is ended by its own error, or idle; one that is at it is told to end, and has done it by then or not.
const stillAsked = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where pid = $1 and pid <> pg_backend_pid() and application_name = 'pgdrill'
     and (state <> 'idle' and query ~ '^(COMMIT|ROLLBACK|BEGIN|ALTER DATABASE)')`

/**
 * Ends the sessions on the database until it is renamed: RENAME lets nobody in from its start on, and waits 5 s for those
 * that are there. Returns which they were.
 */
async function endUntil(client: Client, database: string, renamed: Promise<unknown>): Promise<Set<number>> {
  const ended = new Set<number>()
  let isOver = false
  const over = renamed.finally(() => {
    isOver = true
  })
  // It is awaited below; until then a failure is only noted.
  over.catch(() => undefined)
  while (!isOver) {
    for (const pid of await terminated(client, database)) ended.add(pid)
    await Promise.race([over, sleep(20)])
  }
  await over
  return ended
}
