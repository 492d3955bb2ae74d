/** Which backups stay: those that any rule keeps. 0 turns a rule off. Specified in docs/retention.md. */
export interface Policy {
  /** Every backup not older than this many days of 24 hours. */
  keepDays: number
  /** The newest so many. */
  keepLast: number
  /** The newest of each of the last so many hours, days, ISO weeks, months, years (UTC) that have a backup. */
  keepHourly: number
  keepDaily: number
  keepWeekly: number
  keepMonthly: number
  keepYearly: number
  /** The newest so many whatever the rules say; at least 1. */
  keepMin: number
}

export const defaultPolicy: Policy = {
  keepDays: 30,
  keepLast: 0,
  keepHourly: 0,
  keepDaily: 0,
  keepWeekly: 0,
  keepMonthly: 0,
  keepYearly: 0,
  keepMin: 1,
}

/** Refuses a policy that would compare with NaN or keep nothing at all. @throws RangeError */
export function checkPolicy(policy: Policy): void {
  for (const [rule, value] of Object.entries(policy)) {
    const least = rule === 'keepMin' ? 1 : 0
    if (Number.isSafeInteger(value) && value >= least) continue
    throw new RangeError(`${rule} is ${value}, not a whole number of at least ${least}`)
  }
}

/** Whether no rule is on: then nobody has said what may go. */
export function keepsByNoRule({ keepMin: _, ...rules }: Policy): boolean {
  return Object.values(rules).every((value) => value === 0)
}

/** Whether `time` is more than `limit` milliseconds before `now`. */
export function isOlder(time: Date, limit: number, now: Date): boolean {
  return now.getTime() - time.getTime() > limit
}

export const hour = 3_600_000
export const day = 24 * hour

/** A limit in days, for a reason: `30 days`, `1 day`. */
export function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}
