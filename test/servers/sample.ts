import { fileURLToPath } from 'node:url'
import type { PostgresServer } from './postgres.ts'

const file = fileURLToPath(new URL('../../scripts/sample/sample.sql', import.meta.url))

/** Makes `database` and fills it with the shop of scripts/sample: about 173,000 rows, in some 2 s. */
export async function loadSample(server: PostgresServer, database: string): Promise<void> {
  await server.createDatabase(database)
  await server.psql(database, { file })
}
