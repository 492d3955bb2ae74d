import { isAhead, latestFirst } from './catalog/ahead.ts'
import { type Entry, readCatalog, readUnfinished } from './catalog/catalog.ts'
import { readProbes } from './catalog/probes.ts'
import { type Doomed, removeAll } from './catalog/remove.ts'
import { findVerified } from './catalog/verified.ts'
import { PgdrillError } from './errors.ts'
import { pruneLines, pruneTotal } from './report/prune-lines.ts'
import type { Decided, Decisions } from './retention/decided.ts'
import { type Plan, planPrune } from './retention/plan.ts'
import type { Policy } from './retention/policy.ts'
import type { Listed, Store, Unfinished } from './store/store.ts'

export interface PruneRequest {
  name: string
  policy: Policy
  /** A dry run makes the same plan and deletes nothing. */
  mode: 'dry-run' | 'delete'
  now: Date
  /** The stem of the backup that this run made. */
  justMade?: string
  signal: AbortSignal
  report: { info(text: string): void; warning(text: string): void }
}

export interface PruneResult extends Decisions<PrunedBackup> {
  location: string
  name: string
  mode: 'dry-run' | 'delete'
  /** Stems without a manifest. */
  uncommitted: Decisions<PrunedBackup>
  /** Backups whose dump is gone; they stay. */
  damaged: Decided<PrunedBackup>[]
  /** Partial files and open uploads. */
  unfinished: Decisions<Unfinished>
  /** Objects that a killed doctor left. */
  probes: Decisions<Listed>
  /** Of what went, or in a dry run would go; what unfinished writes hold is not known. */
  freedBytes: number
}

export interface PrunedBackup {
  /** The stem. */
  backup: string
  takenAt: Date
  bytes: number
}

/** Removes from one store what the policy lets go. @throws PgdrillError that says what is left */
export async function prune(store: Store, request: PruneRequest): Promise<PruneResult> {
  const catalog = await readCatalog(store, request.name)
  refuseWithout(request.justMade, catalog.backups, store)
  const probes = await readProbes(store)
  const unfinished = [...(await readUnfinished(store, request.name)), ...probes.unfinished]
  const held = await heldBackups(store, catalog.backups, request)
  const plan = planPrune(
    { ...catalog, unfinished, probes: probes.objects, held },
    request.policy,
    request.now,
  )
  const result = resultOf(plan, store, request)
  announce(result, request)
  if (request.mode === 'delete') await removeAll(store, request.name, doomedBy(plan), request)
  request.report.info(pruneTotal(result))
  return result
}

// A listing that lacks what was just written is not one to delete by.
function refuseWithout(justMade: string | undefined, backups: readonly Entry[], { location }: Store): void {
  if (justMade === undefined || backups.some(({ stem }) => stem === justMade)) return
  throw new PgdrillError(`cannot prune ${location}: its listing lacks ${justMade}, which was just made`, {
    cure: 'look whether the store holds it, then run pgdrill prune',
  })
}

async function heldBackups(
  store: Store,
  backups: readonly Entry[],
  { justMade, now, signal, report }: PruneRequest,
): Promise<Map<string, string>> {
  const held = new Map<string, string>()
  if (justMade !== undefined) held.set(justMade, 'just made')
  const { newest, unreadable } = await findVerified(store, latestFirst(backups, now), { signal })
  for (const { backup, error } of unreadable) {
    report.warning(`${error.message}; its backup is kept, for it may be the newest verified one`)
    held.set(backup.stem, 'may be the newest verified: its drill record cannot be read')
  }
  if (newest) held.set(newest.stem, 'newest verified')
  return held
}

function announce(result: PruneResult, { now, report }: PruneRequest): void {
  for (const line of pruneLines(result)) report.info(line)
  for (const { backup, because } of result.damaged) report.warning(`${backup} is damaged: ${because}`)
  for (const { backup } of result.keep.filter((each) => isAhead(each, now)))
    report.warning(
      `${backup} is dated later than now, so a clock was wrong: until then no rule removes it, and latest passes it over; delete it by hand when a newer one is verified`,
    )
}

function doomedBy({ remove, uncommitted, unfinished, probes }: Plan): Doomed {
  return { entries: [...remove, ...uncommitted.remove], unfinished: unfinished.remove, probes: probes.remove }
}

function resultOf(plan: Plan, { location }: Store, { name, mode }: PruneRequest): PruneResult {
  return {
    location,
    name,
    mode,
    ...prunedOf(plan),
    uncommitted: prunedOf(plan.uncommitted),
    damaged: plan.damaged.map(pruned),
    unfinished: plan.unfinished,
    probes: plan.probes,
    freedBytes: doomedBy(plan).entries.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function prunedOf({ keep, remove }: Decisions<Entry>): Decisions<PrunedBackup> {
  return { keep: keep.map(pruned), remove: remove.map(pruned) }
}

function pruned({ stem, takenAt, bytes, because }: Decided<Entry>): Decided<PrunedBackup> {
  return { backup: stem, takenAt, bytes, because }
}
