import { type Client, connect } from '../postgres/client.ts'
import type { Connection } from '../postgres/connection.ts'

/** Databases to connect to while others are made, renamed and dropped. */
const maintenanceDatabases = ['postgres', 'template1', 'defaultdb']

/** A session on the target's server, in another database than the target. */
export async function connectBeside(target: Connection): Promise<Client> {
  let first: unknown
  for (const database of maintenanceDatabases.filter((name) => name !== target.database)) {
    try {
      return await connect({ ...target, database })
    } catch (error) {
      first ??= error
      if ((error as { cause?: { code?: string } }).cause?.code !== '3D000') break
    }
  }
  throw first
}
