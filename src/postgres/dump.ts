import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { PgdrillError } from '../errors.ts'
import { type Program, readOutputOf } from './child.ts'
import { type Connection, childEnvironment } from './connection.ts'
import { withLargeOutput } from './large-output.ts'
import type { Selection } from './selection.ts'
import type { ClientTools } from './tools.ts'

/** What to dump, and how pg_dump writes it. */
export interface DumpRequest {
  format: 'plain' | 'custom'
  /** What pg_dump compresses a custom archive with; a plain dump is compressed after it. */
  compression: { kind: 'gzip' | 'zstd'; level: number } | { kind: 'none' }
  selection: Selection
  /** The user's own arguments, last. */
  more: readonly string[]
  lockWaitTimeoutMs: number
}

/** pg_dump's arguments. Neither the connection nor a password is among them: both go by environment. */
export function dumpArguments(request: DumpRequest, tools: ClientTools): string[] {
  const { selection } = request
  return [
    `--format=${request.format}`,
    ...(request.format === 'custom' ? [archiveCompression(request.compression, tools)] : []),
    '--no-password',
    `--lock-wait-timeout=${request.lockWaitTimeoutMs}`,
    ...selection.schemas.map((pattern) => `--schema=${pattern}`),
    ...selection.excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
    ...selection.tables.map((pattern) => `--table=${pattern}`),
    ...selection.excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    ...selection.excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
    ...request.more,
  ]
}

function archiveCompression(compression: DumpRequest['compression'], tools: ClientTools): string {
  switch (compression.kind) {
    case 'none':
      return '--compress=0'
    case 'gzip':
      return `--compress=${compression.level}`
    case 'zstd':
      if (tools.major >= 16) return `--compress=zstd:${compression.level}`
      throw new PgdrillError(
        `cannot compress a custom archive with zstd: pg_dump ${tools.version} (${tools.folder}) does not know it`,
        { cure: 'use compression gzip, format plain, or a pg_dump of version 16 or newer' },
      )
  }
}

/**
 * What `read` makes of the bytes that pg_dump writes; it ends normally only when pg_dump exited with 0.
 * @throws ChildError
 */
export async function* dump<T>(
  connection: Connection,
  tools: ClientTools,
  options: { arguments: readonly string[]; signal: AbortSignal },
  read: (stdout: Readable) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const program = await withLargeOutput(programOf('pg_dump', tools, connection, options.arguments))
  yield* readOutputOf(program, options.signal, read)
}

/** One of PostgreSQL's programs, set up to reach the database. */
export function programOf(
  name: string,
  tools: ClientTools,
  connection: Connection,
  args: readonly string[],
): Program {
  return { path: join(tools.folder, name), arguments: args, environment: childEnvironment(connection) }
}
