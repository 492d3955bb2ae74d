import { type Client, connect } from '../postgres/client.ts'
import type { Connection } from '../postgres/connection.ts'
import { codeOf } from '../postgres/sqlstate.ts'
import type { Run } from '../restore.ts'

/** Databases to connect to while others are made, renamed and dropped. */
const maintenanceDatabases = ['postgres', 'template1', 'defaultdb']

// There is none of the name; the role, pg_hba.conf or a pooler does not let us in.
const passedOver = ['3D000', '42501', '28000', '08P01']

/**
 * A session on the target's server, in another database than the target; in the target itself where a service lets its
 * roles into no other, which is enough to fill it. The signal ends the session.
 */
export async function connectBeside(target: Connection, signal?: AbortSignal): Promise<Client> {
  let first: unknown
  const beside = maintenanceDatabases.filter((name) => name !== target.database)
  for (const database of [...beside, target.database]) {
    try {
      return await connect({ ...target, database }, signal)
    } catch (error) {
      signal?.throwIfAborted()
      first ??= error
      if (!passedOver.includes(codeOf(error))) break
    }
  }
  throw first
}

/** The same, for whoever opens one session after another. */
export function beside({ target }: Run): (signal?: AbortSignal) => Promise<Client> {
  return (signal) => connectBeside(target, signal)
}
