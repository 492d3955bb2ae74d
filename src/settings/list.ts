import { readDatabaseName } from './connection.ts'
import type { Facts } from './facts.ts'
import { readName } from './name.ts'
import { Problems } from './problems.ts'
import { read, type Sources } from './sources.ts'
import { readStores, type StoreSettings } from './stores.ts'

export interface ListSettings {
  /** Every name, when left out. */
  name?: string
  /** At least one. */
  stores: StoreSettings[]
  /** Every backup, when left out. */
  limit?: number
}

/** @throws SettingsError with everything that is wrong */
export function readListSettings(sources: Sources, facts: Facts, problems: Problems): ListSettings {
  const name = readName(sources, undefined, problems)
  // The database's name says at most where backup-db.sh puts its backups; bad settings of it are no matter here.
  const folderName = name ?? readDatabaseName(sources, new Problems())
  const stores = readStores(sources, { name: folderName, facts, problems })
  const limit = read(sources, 'limit', problems)
  problems.throwAny()
  return { ...(name !== undefined && { name }), stores, ...(limit > 0 && { limit }) }
}
