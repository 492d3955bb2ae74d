import type { Policy } from '../retention/policy.ts'
import { readDatabaseName } from './connection.ts'
import type { Facts } from './facts.ts'
import { readName } from './name.ts'
import type { Problems } from './problems.ts'
import { readPolicy } from './retention.ts'
import { find, read, type Sources } from './sources.ts'
import { readStores, type StoreSettings } from './stores.ts'

export interface PruneSettings {
  name: string
  /** At least one. */
  stores: StoreSettings[]
  policy: Policy
  mode: 'delete' | 'dry-run'
}

/** @throws SettingsError with everything that is wrong */
export function readPruneSettings(sources: Sources, facts: Facts, problems: Problems): PruneSettings {
  // A database's settings that are wrong do not matter here when the name is given.
  const database = find(sources, 'name') ? undefined : readDatabaseName(sources, problems)
  const name = readName(sources, database, problems)
  if (name === undefined)
    problems.addUnlessAny('nothing says whose backups to prune; set name, or database-name')
  const stores = readStores(sources, { name, facts, problems })
  const policy = readPolicy(sources, problems)
  const prune = read(sources, 'prune', problems)
  if (prune === 'false') problems.add('cannot use prune "false" here; leave it out, or use dry-run')
  problems.throwAny()
  if (name === undefined) throw new Error('no name, and no problem noted')
  return { name, stores, policy, mode: prune === 'dry-run' ? 'dry-run' : 'delete' }
}
