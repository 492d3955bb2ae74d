import type { Catalog, Entry } from '../catalog/catalog.ts'
import type { Listed, Unfinished } from '../store/store.ts'
import { planBackups } from './backups.ts'
import type { Decided, Decisions } from './decided.ts'
import { keepDamaged, planProbes, planUncommitted, planUnfinished } from './leftovers.ts'
import { checkPolicy, type Policy } from './policy.ts'

/** What one store holds of one name. */
export interface Contents extends Catalog {
  unfinished: readonly Unfinished[]
  /** What a doctor wrote, of whatever name. */
  probes: readonly Listed[]
  /** Stems of backups that stay whatever the rules say, and why: the newest verified, the one just made. */
  held: ReadonlyMap<string, string>
}

/** What stays and what goes, each with its reason; everything in the contents is in exactly one of the lists. */
export interface Plan extends Decisions<Entry> {
  uncommitted: Decisions<Entry>
  /** Never removed. */
  damaged: Decided<Entry>[]
  unfinished: Decisions<Unfinished>
  probes: Decisions<Listed>
}

/**
 * Decides what a prune removes. Pure: the same contents in any order give the same plan. Where there is a committed
 * backup, at least one stays. Specified in docs/retention.md. @throws RangeError on a policy that is none
 */
export function planPrune(contents: Contents, policy: Policy, now: Date): Plan {
  checkPolicy(policy)
  if (Number.isNaN(now.getTime())) throw new RangeError('now is not a time')
  const { backups, uncommitted, damaged, unfinished, probes, held } = contents
  return {
    ...planBackups(backups, held, policy, now),
    uncommitted: planUncommitted(uncommitted, backups.length > 0, policy, now),
    damaged: keepDamaged(damaged),
    unfinished: planUnfinished(unfinished, now),
    probes: planProbes(probes, now),
  }
}
