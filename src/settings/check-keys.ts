import type { What } from '../catalog/open-backup.ts'
import type { Keys } from '../encrypt/decrypt.ts'
import { readKeysToCheck } from './encryption.ts'
import type { Facts } from './facts.ts'
import type { Problems } from './problems.ts'
import type { Sources } from './sources.ts'
import type { StoreSettings } from './stores.ts'
import { readFrom } from './verify.ts'

export interface CheckKeysSettings {
  what: What
  /** At least one. */
  stores: StoreSettings[]
  /** At least one. */
  keys: Keys
}

/** @throws SettingsError with everything that is wrong */
export function readCheckKeysSettings(sources: Sources, facts: Facts, problems: Problems): CheckKeysSettings {
  const from = readFrom(sources, facts, problems, 'try keys on')
  const keys = readKeysToCheck(sources, facts, problems)
  problems.throwAny()
  if (from === undefined) throw new Error('nothing to look at, and no problem noted')
  return { ...from, keys }
}
