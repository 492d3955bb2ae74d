import type { Entry } from '../catalog/catalog.ts'
import type { Unfinished } from '../store/store.ts'
import { day, daysText, hour, isOlder, type Policy } from './policy.ts'

/** Longer than any backup runs: what was written to since may be one that is still running. */
export const inFlightHours = 48

export interface LeftoverDecision {
  leftover: Entry
  because: string
}

export interface UnfinishedDecision {
  unfinished: Unfinished
  because: string
}

/** Decides on stems without a manifest; `committed` tells whether the store holds a backup of the same name. */
export function planLeftovers(
  uncommitted: readonly Entry[],
  committed: boolean,
  { keepDays }: Policy,
  now: Date,
): { keep: LeftoverDecision[]; remove: LeftoverDecision[] } {
  const keep: LeftoverDecision[] = []
  const remove: LeftoverDecision[] = []
  for (const leftover of newestFirst(uncommitted)) {
    const because = reasonToKeep(leftover, committed, keepDays, now)
    if (because) keep.push({ leftover, because })
    else remove.push({ leftover, because: `uncommitted and older than ${daysText(keepDays)}` })
  }
  return { keep, remove }
}

function reasonToKeep(
  { takenAt, modifiedAt }: Entry,
  committed: boolean,
  keepDays: number,
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

/** Manifests whose dump is gone all stay: deleting them would hide a loss. */
export function keepDamaged(damaged: readonly Entry[]): LeftoverDecision[] {
  const because = 'its dump is gone from the store; find out why, then delete it by hand'
  return newestFirst(damaged).map((leftover) => ({ leftover, because }))
}

/** Decides on partial files and open uploads. */
export function planUnfinished(
  unfinished: readonly Unfinished[],
  now: Date,
): { keep: UnfinishedDecision[]; remove: UnfinishedDecision[] } {
  const keep: UnfinishedDecision[] = []
  const remove: UnfinishedDecision[] = []
  for (const each of unfinished.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    const old = isOlder(each.startedAt, inFlightHours * hour, now)
    const because = `unfinished, begun ${old ? 'more' : 'not more'} than ${inFlightHours} hours ago`
    const decisions = old ? remove : keep
    decisions.push({ unfinished: each, because })
  }
  return { keep, remove }
}

function orderOf({ startedAt, key, id }: Unfinished): string {
  return `${startedAt.toISOString()} ${key} ${id}`
}

function newestFirst(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime())
}
