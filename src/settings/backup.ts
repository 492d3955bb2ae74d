import type { Compression } from '../catalog/manifest.ts'
import type { Encryption } from '../encrypt/encrypt.ts'
import type { Connection } from '../postgres/connection.ts'
import type { Policy } from '../retention/policy.ts'
import { type ClientSettings, readClient, readPlaces } from './client.ts'
import { readConnection } from './connection.ts'
import { readEncryption } from './encryption.ts'
import type { Facts } from './facts.ts'
import { readName } from './name.ts'
import type { Problems } from './problems.ts'
import { readPolicy } from './retention.ts'
import { read, type Sources } from './sources.ts'
import { readStores, type StoreSettings } from './stores.ts'

export interface BackupSettings {
  connection: Connection
  name: string
  /** At least one. */
  stores: StoreSettings[]
  format: 'plain' | 'custom'
  compression: Compression
  encryption: Encryption
  globals: boolean
  /** A folder, or pg_dump itself; absolute. */
  clientPath?: string
  client: ClientSettings
  selection: Selection
  /** For pg_dump, as they are; none of them says where the dump goes, in what format, or of which database. */
  pgDumpArguments: string[]
  lockWaitTimeoutMs: number
  policy: Policy
  prune: 'delete' | 'dry-run' | 'no'
  /** PATH. */
  path: string
}

/** Patterns as pg_dump understands them; empty lists select everything. */
export interface Selection {
  schemas: string[]
  excludeSchemas: string[]
  tables: string[]
  excludeTables: string[]
  excludeTableData: string[]
}

const pruneModes = { true: 'delete', 'dry-run': 'dry-run', false: 'no' } as const

/** @throws SettingsError with everything that is wrong */
export function readBackupSettings(sources: Sources, facts: Facts, problems: Problems): BackupSettings {
  const connection = readConnection(sources, facts, problems)
  const name = readName(sources, connection?.database, problems)
  const settings = {
    stores: readStores(sources, { name, facts, problems }),
    format: read(sources, 'format', problems),
    compression: read(sources, 'compression', problems),
    encryption: readEncryption(sources, facts, problems),
    globals: read(sources, 'globals', problems),
    client: readClient(sources, facts, problems),
    selection: readSelection(sources, problems),
    pgDumpArguments: read(sources, 'pg-dump-args', problems) ?? [],
    lockWaitTimeoutMs: read(sources, 'lock-wait-timeout', problems),
    policy: readPolicy(sources, problems),
    prune: pruneModes[read(sources, 'prune', problems)],
    ...readPlaces(sources, facts, problems),
  }
  problems.throwAny()
  if (connection === undefined || name === undefined) throw new Error('no connection, and no problem noted')
  return { connection, name, ...settings }
}

function readSelection(sources: Sources, problems: Problems): Selection {
  return {
    schemas: read(sources, 'schema', problems) ?? [],
    excludeSchemas: read(sources, 'exclude-schema', problems) ?? [],
    tables: read(sources, 'table', problems) ?? [],
    excludeTables: read(sources, 'exclude-table', problems) ?? [],
    excludeTableData: read(sources, 'exclude-table-data', problems) ?? [],
  }
}
