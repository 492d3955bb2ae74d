import { randomBytes } from 'node:crypto'
import { messageOf } from '../errors.ts'
import type { Client } from './client.ts'
import { identifier } from './quote.ts'
import { codeOf } from './sqlstate.ts'

/**
 * Indexes that the server does not use, or not yet, as `schema.name`. Those of partitioned tables are left out: one made ON
 * ONLY its table is invalid until each partition has its part attached, and which parts are attached a dump says.
 */
export async function invalidIndexes(client: Client): Promise<string[]> {
  const rows = await client.query<{ name: string }>(
    `${ofIndexes("n.nspname || '.' || c.relname as name")} and not (i.indisvalid and i.indisready) order by 1`,
  )
  return rows.map(({ name }) => name)
}

export type Amcheck =
  | { kind: 'unavailable'; reason: string }
  | { kind: 'done'; indexes: number; corrupt: readonly { name: string; message: string }[] }

/**
 * Has amcheck look through every B-tree index: that each page's entries are in order, and its links sound. The extension is
 * made for it, in a schema of our own, and removed again.
 */
export async function checkBtrees(client: Client, signal: AbortSignal): Promise<Amcheck> {
  const schema = `pgdrill_amcheck_${randomBytes(6).toString('hex')}`
  const present = await client.query<{ name: string }>(
    "select nspname as name from pg_extension e join pg_namespace n on n.oid = extnamespace where extname = 'amcheck'",
  )
  if (present[0] !== undefined) return await checkAll(client, present[0].name, signal)
  try {
    // The restored database may have event triggers, which are not to see this.
    await client.query('set session_replication_role = replica')
    await client.query(`create schema ${schema}`)
    await client.query(`create extension amcheck with schema ${schema}`)
  } catch (error) {
    await client.query(`drop schema if exists ${schema} cascade`).catch(() => undefined)
    return { kind: 'unavailable', reason: messageOf((error as Error).cause ?? error) }
  }
  try {
    return await checkAll(client, schema, signal)
  } finally {
    await client.query(`drop schema ${schema} cascade`).catch(() => undefined)
  }
}

async function checkAll(client: Client, schema: string, signal: AbortSignal): Promise<Amcheck> {
  const indexes = await client.query<{ oid: number; name: string }>(
    `${ofIndexes("c.oid, n.nspname || '.' || c.relname as name")}
        and i.indisvalid and i.indisready and c.relpersistence <> 't'
        and c.relam = (select oid from pg_am where amname = 'btree') order by 2`,
  )
  const corrupt: { name: string; message: string }[] = []
  for (const { oid, name } of indexes) {
    signal.throwIfAborted()
    try {
      await client.query(`select ${identifier(schema)}.bt_index_check($1::oid::regclass)`, [oid])
    } catch (error) {
      signal.throwIfAborted()
      const message = messageOf((error as Error).cause ?? error)
      if (!isCorruption(error)) return { kind: 'unavailable', reason: `index ${name}: ${message}` }
      corrupt.push({ name, message })
    }
  }
  return { kind: 'done', indexes: indexes.length, corrupt }
}

function ofIndexes(columns: string): string {
  return `select ${columns} from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'i' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
}

// data_corrupted and index_corrupted.
function isCorruption(error: unknown): boolean {
  return ['XX001', 'XX002'].includes(codeOf(error))
}
