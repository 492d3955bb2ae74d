import type { Entry } from '../catalog/catalog.ts'
import type { Listed, Unfinished } from '../store/store.ts'
import { type Decided, type Decisions, decide, newestFirst } from './decided.ts'
import { day, daysText, hour, isOlder, type Policy } from './policy.ts'

/** Longer than any backup runs: what was written to since may be one that is still running. */
export const inFlightHours = 48

/** Decides on stems without a manifest; `committed` tells whether the store holds a backup of the same name. */
export function planUncommitted(
  uncommitted: readonly Entry[],
  committed: boolean,
  policy: Policy,
  now: Date,
): Decisions<Entry> {
  return decide(
    newestFirst(uncommitted),
    (leftover) => reasonToKeep(leftover, committed, policy, now),
    `uncommitted and older than ${daysText(policy.keepDays)}`,
  )
}

function reasonToKeep(
  { takenAt, modifiedAt }: Entry,
  committed: boolean,
  { keepDays }: Policy,
  now: Date,
): string | undefined {
  if (!isOlder(modifiedAt, inFlightHours * hour, now)) {
    return `written to in the last ${inFlightHours} hours, its backup may be running`
  }
  // An older script's dumps are somebody's backups: without a limit in days nobody has said that they may go.
  if (keepDays === 0) return 'keep-days is 0'
  if (!isOlder(takenAt, keepDays * day, now)) return `not older than ${daysText(keepDays)}`
  if (!committed) return 'there is no committed backup'
  return undefined
}

/** Keeps every manifest whose dump is gone: deleting it would hide a loss. */
export function keepDamaged(damaged: readonly Entry[]): Decided<Entry>[] {
  const because = 'its dump is gone from the store; find out why, then delete it by hand'
  return newestFirst(damaged).map((entry) => ({ ...entry, because }))
}

/** Decides on partial files and open uploads. */
export function planUnfinished(unfinished: readonly Unfinished[], now: Date): Decisions<Unfinished> {
  const begun = (how: string) => `unfinished, begun ${how} than ${inFlightHours} hours ago`
  return decide(
    unfinished.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    ({ startedAt }) => (isOlder(startedAt, inFlightHours * hour, now) ? undefined : begun('not more')),
    begun('more'),
  )
}

/** Decides on what a doctor wrote to see whether it can; it takes that away itself, unless it is killed. */
export function planProbes(probes: readonly Listed[], now: Date): Decisions<Listed> {
  const written = (how: string) => `a probe of pgdrill doctor, written ${how} than ${inFlightHours} hours ago`
  return decide(
    probes.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    ({ modifiedAt }) => (isOlder(modifiedAt, inFlightHours * hour, now) ? undefined : written('not more')),
    written('more'),
  )
}

function orderOf({ startedAt, key, id }: Unfinished): string {
  return `${startedAt.toISOString()} ${key} ${id}`
}
