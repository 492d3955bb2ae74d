import type { Entry } from '../catalog/catalog.ts'
import { type Decisions, decide, newestFirst } from './decided.ts'
import { periods } from './periods.ts'
import { day, daysText, isOlder, keepsByNoRule, type Policy } from './policy.ts'

/** Decides on committed backups. `held` gives stems that stay whatever the rules say, and why. */
export function planBackups(
  backups: readonly Entry[],
  held: ReadonlyMap<string, string>,
  policy: Policy,
  now: Date,
): Decisions<Entry> {
  const sorted = newestFirst(backups)
  const reasons = Map.groupBy(reasonsToKeep(sorted, held, policy, now), ({ stem }) => stem)
  const toKeep = ({ stem }: Entry) =>
    reasons
      .get(stem)
      ?.map(({ reason }) => reason)
      .join(', ')
  return decide(sorted, toKeep, reasonToRemove(policy))
}

interface Reason {
  stem: string
  reason: string
}

function* reasonsToKeep(
  sorted: readonly Entry[],
  held: ReadonlyMap<string, string>,
  policy: Policy,
  now: Date,
): Iterable<Reason> {
  for (const [stem, reason] of held) yield { stem, reason }
  const future = (backup: Entry) => backup.takenAt > now
  // A clock was wrong. It stays, and takes no real backup's place in a rule.
  for (const { stem } of sorted.filter(future)) yield { stem, reason: 'taken in the future' }
  const past = sorted.filter((backup) => !future(backup))
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

function* young(sorted: readonly Entry[], keepDays: number, now: Date): Iterable<Reason> {
  if (keepDays === 0) return
  for (const { stem, takenAt } of sorted) {
    if (isOlder(takenAt, keepDays * day, now)) return
    yield { stem, reason: `not older than ${daysText(keepDays)}` }
  }
}

function* newest(
  sorted: readonly Entry[],
  limit: number,
  reason: (nth: number, of: number) => string,
): Iterable<Reason> {
  for (const [index, { stem }] of sorted.slice(0, limit).entries()) {
    yield { stem, reason: reason(index + 1, limit) }
  }
}

function newestOfEach(
  sorted: readonly Entry[],
  period: keyof typeof periods,
  limit: number,
): Iterable<Reason> {
  const firstOfEach = sorted.filter((backup, index) => {
    const newer = sorted[index - 1]
    return !newer || periods[period](newer.takenAt) !== periods[period](backup.takenAt)
  })
  return newest(firstOfEach, limit, (nth, of) => `${period} ${nth} of ${of}`)
}

function reasonToRemove({ keepDays }: Policy): string {
  return keepDays === 0 ? 'no rule keeps it' : `older than ${daysText(keepDays)}, and no other rule keeps it`
}
