import type { Entry } from '../catalog/catalog.ts'
import { periods } from './periods.ts'
import { day, daysText, isOlder, keepsByNoRule, type Policy } from './policy.ts'

export interface BackupDecision {
  backup: Entry
  because: string
}

/**
 * Decides on committed backups. `held` gives stems that stay whatever the rules say, and why. Both lists come newest
 * first.
 */
export function planBackups(
  backups: readonly Entry[],
  held: ReadonlyMap<string, string>,
  policy: Policy,
  now: Date,
): { keep: BackupDecision[]; remove: BackupDecision[] } {
  const newestFirst = backups.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime())
  const reasons = Map.groupBy(reasonsToKeep(newestFirst, held, policy, now), ({ stem }) => stem)
  const keep: BackupDecision[] = []
  const remove: BackupDecision[] = []
  for (const backup of newestFirst) {
    const because = reasons.get(backup.stem)?.map(({ reason }) => reason)
    if (because) keep.push({ backup, because: because.join(', ') })
    else remove.push({ backup, because: reasonToRemove(policy) })
  }
  return { keep, remove }
}

interface Reason {
  stem: string
  reason: string
}

function* reasonsToKeep(
  newestFirst: readonly Entry[],
  held: ReadonlyMap<string, string>,
  policy: Policy,
  now: Date,
): Iterable<Reason> {
  for (const [stem, reason] of held) yield { stem, reason }
  const future = (backup: Entry) => backup.takenAt > now
  // A clock was wrong. It stays, and takes no real backup's place in a rule.
  for (const { stem } of newestFirst.filter(future)) yield { stem, reason: 'taken in the future' }
  const past = newestFirst.filter((backup) => !future(backup))
  yield* newest(past, policy.keepMin, (nth, of) => `newest ${nth} of ${of} (keep-min)`)
  if (keepsByNoRule(policy)) for (const { stem } of past) yield { stem, reason: 'no keep rule is set' }
  yield* young(past, policy.keepDays, now)
  yield* newest(past, policy.keepLast, (nth, of) => `last ${nth} of ${of}`)
  yield* newestOfEach(past, 'hourly', policy.keepHourly)
  yield* newestOfEach(past, 'daily', policy.keepDaily)
  yield* newestOfEach(past, 'weekly', policy.keepWeekly)
  yield* newestOfEach(past, 'monthly', policy.keepMonthly)
  yield* newestOfEach(past, 'yearly', policy.keepYearly)
}

function* young(newestFirst: readonly Entry[], keepDays: number, now: Date): Iterable<Reason> {
  if (keepDays === 0) return
  for (const { stem, takenAt } of newestFirst) {
    if (isOlder(takenAt, keepDays * day, now)) return
    yield { stem, reason: `not older than ${daysText(keepDays)}` }
  }
}

function* newest(
  newestFirst: readonly Entry[],
  limit: number,
  reason: (nth: number, of: number) => string,
): Iterable<Reason> {
  for (const [index, { stem }] of newestFirst.slice(0, limit).entries()) {
    yield { stem, reason: reason(index + 1, limit) }
  }
}

function newestOfEach(
  newestFirst: readonly Entry[],
  period: keyof typeof periods,
  limit: number,
): Iterable<Reason> {
  const firstOfEach = newestFirst.filter((backup, index) => {
    const newer = newestFirst[index - 1]
    return !newer || periods[period](newer.takenAt) !== periods[period](backup.takenAt)
  })
  return newest(firstOfEach, limit, (nth, of) => `${period} ${nth} of ${of}`)
}

function reasonToRemove({ keepDays }: Policy): string {
  return keepDays === 0 ? 'no rule keeps it' : `older than ${daysText(keepDays)}, and no other rule keeps it`
}
