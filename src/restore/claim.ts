import { messageOf, PgdrillError } from '../errors.ts'
import type { Client } from '../postgres/client.ts'
import type { Connection } from '../postgres/connection.ts'
import { dropDatabase } from '../postgres/databases.ts'
import type { Report } from '../report/report.ts'
import { connectBeside } from './beside.ts'
import { nameBeside, timeIn } from './names.ts'

// 'pgdr' in ASCII: what tells our advisory locks from an application's.
const ours = 0x70676472

/**
 * A session that keeps other restores into the same database out, until it is disposed of or its process dies: the server
 * ends it then; or until the signal aborts. @throws PgdrillError when another restore has it
 */
export async function claim(target: Connection, signal?: AbortSignal): Promise<Client> {
  const client = await connectBeside(target, signal)
  try {
    // It says nothing for as long as the dump loads. (The setting is there from version 14 on.)
    await client.query(
      "select set_config(name, '0', false) from pg_settings where name = 'idle_session_timeout'",
    )
    const key = [ours, target.database]
    const [row] = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as got',
      key,
    )
    if (!row?.got) throw await takenBy(client, key)
    return client
  } catch (error) {
    await client[Symbol.asyncDispose]()
    throw error
  }
}

async function takenBy(client: Client, key: readonly unknown[]): Promise<PgdrillError> {
  const [other] = await client.query<{ pid: number }>(
    `select pid from pg_locks
      where locktype = 'advisory' and granted and classid = $1::int::oid and objid = hashtext($2)::oid`,
    key,
  )
  return new PgdrillError(`another restore into database "${key[1]}" is under way`, {
    cure: `wait for it; or, when the machine it ran on is gone, end its session: select pg_terminate_backend(${other?.pid ?? 'its pid'})`,
  })
}

/** Drops what restores into this database that were killed have left: half made, or replaced. The database has been claimed. */
export async function removeLeftovers(client: Client, target: Connection, report: Report): Promise<void> {
  const rows = await client.query<{ name: string }>(
    "select datname::text as name from pg_database where datname ~ '_(restoring|replaced)_[0-9a-f]{6}_[0-9]{8}_[0-9]{6}$'",
  )
  for (const { name } of rows.filter(({ name }) => isLeftoverOf(target.database, name))) {
    try {
      await dropDatabase(client, name)
      report.info(`removed database "${name}", which a restore that was killed had left`)
    } catch (error) {
      report.warning(`database "${name}" is left behind by a restore that was killed: ${messageOf(error)}`)
    }
  }
}

function isLeftoverOf(database: string, name: string): boolean {
  const [, word = ''] = /_((?:restoring|replaced)_[0-9a-f]{6})_[\d_]{15}$/.exec(name) ?? []
  return name === nameBeside(database, word, timeIn(name))
}
