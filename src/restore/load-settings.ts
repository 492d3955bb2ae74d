import type { Client } from '../postgres/client.ts'

/** Settings for the sessions that load. */
export interface LoadSettings extends Readonly<Record<string, string>> {
  maintenance_work_mem: string
  max_parallel_maintenance_workers: string
}

// A dump says itself how it is to be read, but for these: a role or a database that has them otherwise would let NULL in an
// array be a word, and let nothing in at all.
const asDumped = { array_nulls: 'on', default_transaction_read_only: 'off' }

const leastMb = 64
const mostMb = 256
const togetherMb = 512
const workers = 4

/**
 * What lets a dump in as it is, and what makes indexes and foreign keys quick, which is what a restore waits for: memory that all jobs together can have on a
 * small server, and parallel workers. The server's own settings stay where they are higher.
 */
export async function readLoadSettings(client: Client, jobs: number): Promise<LoadSettings> {
  const rows = await client.query<{ name: string; value: number }>(
    `select name, setting::float8 as value from pg_settings
      where name in ('maintenance_work_mem', 'max_parallel_maintenance_workers')`,
  )
  const own = new Map(rows.map(({ name, value }) => [name, value]))
  const ownMb = Math.floor((own.get('maintenance_work_mem') ?? 0) / 1024)
  const perJobMb = Math.min(mostMb, Math.max(leastMb, Math.floor(togetherMb / jobs)))
  return {
    maintenance_work_mem: `${Math.max(ownMb, perJobMb)}MB`,
    max_parallel_maintenance_workers: `${Math.max(own.get('max_parallel_maintenance_workers') ?? 0, workers)}`,
    ...asDumped,
  }
}
