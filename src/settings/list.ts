import type { What } from '../catalog/open-backup.ts'
import { readDatabaseName } from './connection.ts'
import type { Facts } from './facts.ts'
import { readName } from './name.ts'
import { Problems } from './problems.ts'
import { find, read, type Sources } from './sources.ts'
import { readStores, type StoreSettings } from './stores.ts'
import { readFrom } from './verify.ts'

export interface ListSettings {
  /** This one alone. */
  what?: What
  /** Every name, when left out. */
  name?: string
  /** At least one. */
  stores: StoreSettings[]
  /** Every backup, when left out. */
  limit?: number
}

/** @throws SettingsError with everything that is wrong */
export function readListSettings(sources: Sources, facts: Facts, problems: Problems): ListSettings {
  const limit = read(sources, 'limit', problems)
  const from = find(sources, 'what')
    ? readFrom(sources, facts, problems, 'list')
    : readAll(sources, facts, problems)
  problems.throwAny()
  if (from === undefined) throw new Error('nothing to list, and no problem noted')
  return { ...from, ...(limit > 0 && { limit }) }
}

function readAll(sources: Sources, facts: Facts, problems: Problems): ListSettings {
  const name = readName(sources, undefined, problems)
  // The database's name says at most where backup-db.sh puts its backups; bad settings of it are no matter here.
  const folderName = name ?? readDatabaseName(sources, new Problems())
  const stores = readStores(sources, { name: folderName, facts, problems })
  return { ...(name !== undefined && { name }), stores }
}
