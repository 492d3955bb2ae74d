import { dirname } from 'node:path'
import type { Connection } from '../../src/postgres/connection.ts'
import type { ClientTools } from '../../src/postgres/tools.ts'
import { clientProgram } from '../servers/binaries.ts'
import type { PostgresServer } from '../servers/postgres.ts'

/** The superuser's connection over the unix socket; everything can be overridden. */
export function connectionTo(
  server: PostgresServer,
  database: string,
  over: Partial<Connection> = {},
): Connection {
  return {
    host: server.socketDir,
    port: server.port,
    database,
    user: server.user,
    ssl: { mode: 'prefer' },
    others: {},
    environment: { PATH: process.env.PATH ?? '' },
    ...over,
  }
}

/** The programs that belong to the server, or the newest found. */
export function toolsFor(server: PostgresServer): ClientTools {
  const folder = dirname(clientProgram('pg_dump', server.binDir))
  return { folder, version: `${server.major}.0`, major: server.major }
}
