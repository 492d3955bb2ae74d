import type { Stem } from './names.ts'

// The clocks of two machines differ by seconds or minutes; by more, and one of them is wrong.
const toleranceMs = 3_600_000

/** Whether it is dated later than now: then a clock was wrong when it was named, and how old it is nobody knows. */
export function isAhead({ takenAt }: Pick<Stem, 'takenAt'>, now: Date): boolean {
  return takenAt.getTime() - now.getTime() > toleranceMs
}

/** The latest first. What is dated ahead of now comes last: backups made since have earlier names, and are newer. */
export function latestFirst<T extends Pick<Stem, 'takenAt'>>(stems: readonly T[], now: Date): T[] {
  const { true: ahead = [], false: others = [] } = Object.groupBy(stems, (each) => `${isAhead(each, now)}`)
  return [...byName(others), ...byName(ahead)]
}

/** Why the latest is not the one with the latest name; undefined when it is. */
export function passedOver<T extends Stem>(stems: readonly T[], chosen: Stem): string | undefined {
  const [named] = byName(stems)
  if (named === undefined || named.takenAt <= chosen.takenAt) return undefined
  return `${named.stem} is passed over: it is dated later than now, so a clock was wrong when it was made; name it to have it, or delete it`
}

function byName<T extends Pick<Stem, 'takenAt'>>(stems: readonly T[]): T[] {
  return stems.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime())
}
