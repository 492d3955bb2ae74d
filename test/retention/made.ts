import type { Entry } from '../../src/catalog/catalog.ts'
import { stemOf } from '../../src/catalog/names.ts'
import { type Contents, type Plan, planPrune } from '../../src/retention/plan.ts'
import { defaultPolicy, type Policy } from '../../src/retention/policy.ts'

/** No rule is on. */
export const noRules: Policy = { ...defaultPolicy, keepDays: 0 }

/** A backup or leftover of `app` taken at `time`, last written then unless told otherwise. */
export function entryAt(time: string | Date, modifiedAt: string | Date = time): Entry {
  const takenAt = new Date(time)
  const stem = stemOf('app', takenAt)
  const objects = [{ key: `${stem}.sql.gz`, bytes: 10 }]
  return {
    stem,
    name: 'app',
    takenAt,
    objects,
    bytes: 10,
    modifiedAt: new Date(modifiedAt),
    hasDrill: false,
  }
}

export function contentsOf(changes: Partial<Contents>): Contents {
  return {
    backups: [],
    uncommitted: [],
    damaged: [],
    unfinished: [],
    probes: [],
    held: new Map(),
    ...changes,
  }
}

/** The plan for backups of `app` taken at these times. */
export function planOf(times: readonly string[], policy: Partial<Policy>, now: string): Plan {
  const backups = times.map((time) => entryAt(time))
  return planPrune(contentsOf({ backups }), { ...noRules, ...policy }, new Date(now))
}

/** What stays, as times and reasons. */
export function kept({ keep }: Plan): Record<string, string> {
  return Object.fromEntries(keep.map(({ takenAt, because }) => [shortTime(takenAt), because]))
}

export function removed({ remove }: Plan): string[] {
  return remove.map(({ takenAt }) => shortTime(takenAt))
}

/** `2026-11-03 02:00` */
function shortTime(time: Date): string {
  return time.toISOString().slice(0, 16).replace('T', ' ')
}
