import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { expect } from '@jest/globals'
import pg from 'pg'
import { clientProgram } from '../servers/binaries.ts'
import type { PostgresServer } from '../servers/postgres.ts'
import { into, type Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'

/** A backup that worked, and what lies in its folder. */
export interface Made {
  shelf: Shelf
  stem: string
  manifest: Manifest
  /** Undefined where there is none: the dump is an archive. */
  fingerprint: Fingerprint | undefined
  stderr: string
}

interface Manifest {
  dump: { format: string; arguments: string[] }
  objects: { key: string; bytes: number; sha256: string }[]
  tables: number | null
  rows: number | null
}

interface Fingerprint {
  tables: { schema: string; name: string; rows: number | null }[]
}

/** Backs `database` up into a new folder of this name. */
export async function backUp(
  scene: Scene,
  database: string,
  folder: string,
  args: readonly string[] = [],
): Promise<Made> {
  const shelf = scene.folder(folder)
  const all = ['backup', ...into(shelf), ...args]
  const { code, stdout, stderr } = await scene.installed.pgdrill(all, scene.environment(database))
  expect([stderr, code]).toEqual([stderr, 0])
  const stem = stdout.split('\n')[0] ?? ''
  const manifest = JSON.parse(String(await shelf.read(`${stem}.manifest.json`)))
  const key = `${stem}.fingerprint.json.gz`
  const found = key in (await shelf.contents())
  const fingerprint = found ? JSON.parse(String(gunzipSync(await shelf.read(key)))) : undefined
  return { shelf, stem, manifest, fingerprint, stderr }
}

/** Runs a line of shell in a backup's folder, as a person would type it. @returns its stdout */
export async function sh(
  line: string,
  { shelf }: Pick<Made, 'shelf'>,
  server: PostgresServer,
  database: string,
): Promise<string> {
  const bin = dirname(clientProgram('psql', server.binDir))
  const { stdout } = await promisify(execFile)('bash', ['-o', 'pipefail', '-c', line], {
    cwd: shelf.location,
    env: { PATH: `${bin}:${process.env.PATH}`, ...server.env(database) },
    maxBuffer: 1 << 26,
  })
  return stdout
}

/** Every table's rows, as the server counts them. */
export async function countRows(server: PostgresServer, database: string): Promise<Record<string, number>> {
  const tables = await server.query<{ schema: string; name: string }>(
    database,
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and c.relispopulated and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  const quoted = tables.map(({ schema, name }) => [schema, name].map(pg.escapeIdentifier).join('.'))
  const counts = quoted.map((table) => `(select count(*) from only ${table})`)
  const sql = `select array[${counts.join(', ')}] as counts`
  const [row] = await server.query<{ counts: string[] }>(database, sql)
  return Object.fromEntries(
    tables.map(({ schema, name }, at) => [`${schema}.${name}`, Number(row?.counts[at])]),
  )
}
