import { readCatalog } from '../catalog/catalog.ts'
import { readManifest } from '../catalog/manifest.ts'
import { parseStem } from '../catalog/names.ts'
import { messageOf, PgdrillError } from '../errors.ts'
import type { Fingerprint, TableContent, TableName } from '../fingerprint/fingerprint.ts'
import { formatCount } from '../report/human.ts'
import type { VerifyRequest } from '../verify.ts'
import { type Judged, judged, unjudged } from './demands.ts'
import type { Place } from './scratch.ts'
import { dumpText, storedFingerprint } from './stored.ts'
import { fingerprintOf } from './text.ts'

// Of three rows one is a third, and queues run empty: fewer than so many gone rows are no loss.
const leastLoss = 10

/**
 * Tables may not have lost more than so many per cent of their rows since the newest earlier backup in this store. An
 * archive has no fingerprint beside it: there the dump itself is read.
 */
export async function shrinkLimit(
  request: VerifyRequest,
  place: Place,
  current: Fingerprint,
): Promise<Judged[]> {
  const { maxShrink, report } = request
  if (maxShrink === undefined) return []
  const previous = await previousOf(place)
  if (previous === undefined) {
    const why = `there is no earlier backup in ${place.store.location} to compare with`
    report.info(`max-shrink: ${why}`)
    return [unjudged('max-shrink', why)]
  }
  try {
    const before = await fingerprintOfBackup(request, place, previous)
    return [judgeShrink({ before, current, previous, maxShrink })]
  } catch (error) {
    request.signal.throwIfAborted()
    // What is wrong with yesterday's backup says nothing about this one.
    if (!(error instanceof PgdrillError)) throw error
    const why = `the backup before, ${previous}, cannot be read: ${messageOf(error)}`
    report.warning(`max-shrink: ${why}`)
    return [unjudged('max-shrink', why)]
  }
}

async function previousOf({ store, manifest }: Place): Promise<string | undefined> {
  const drilled = parseStem(manifest.backup)
  if (drilled === undefined) return undefined
  const { backups } = await readCatalog(store, drilled.name)
  return backups.find(({ takenAt }) => takenAt < drilled.takenAt)?.stem
}

async function fingerprintOfBackup(
  { signal }: VerifyRequest,
  place: Place,
  stem: string,
): Promise<Fingerprint> {
  const manifest = await readManifest(place.store, stem, { signal })
  const before = { ...place, manifest }
  return (await storedFingerprint(before, { signal })) ?? (await fingerprintOf(dumpText(before, { signal })))
}

export interface Shrink {
  before: Fingerprint
  current: Fingerprint
  /** The stem of the backup before. */
  previous: string
  /** Per cent. */
  maxShrink: number
}

/** Pure. A partitioned table counts as one: old partitions go as new ones come. */
export function judgeShrink({ before, current, previous, maxShrink }: Shrink): Judged {
  const uncounted = [
    { which: previous, tables: before.tables },
    { which: 'this backup', tables: current.tables },
  ].find(({ tables }) => tables.some(({ rows }) => rows === null))
  if (uncounted !== undefined)
    return unjudged('max-shrink', `${uncounted.which} holds INSERT statements, whose rows are not counted`)
  const lost = wholeTables(before, current).flatMap((table) => lossOf(table, maxShrink) ?? [])
  const right = `no table lost more than ${maxShrink} % of its rows since ${previous}`
  return judged(
    'max-shrink',
    'limit',
    lost.map((text) => `${text} in ${previous}`),
    right,
  )
}

interface WholeTable {
  /** With its schema, as an error names it. */
  shown: string
  had: number
  /** Undefined when the dump holds none of its data. */
  has: number | undefined
  isThere: boolean
}

function wholeTables(before: Fingerprint, current: Fingerprint): WholeTable[] {
  const roots = new Map(before.tables.map((table) => [keyOf(table), rootOf(table)]))
  // What was a partition, and was detached, is counted where it was.
  const now = sumsBy(current.tables, (table) => roots.get(keyOf(table)) ?? rootOf(table))
  const there = new Set(current.objects.filter(({ type }) => type === 'TABLE').map(keyOf))
  return [...sumsBy(before.tables, rootOf)].map(([key, { table, rows }]) => ({
    shown: `table ${table.schema}.${table.name}`,
    had: rows,
    has: now.get(key)?.rows,
    isThere: there.has(key),
  }))
}

function sumsBy(
  tables: readonly TableContent[],
  rootOf: (table: TableContent) => TableName,
): Map<string, { table: TableName; rows: number }> {
  const sums = new Map<string, { table: TableName; rows: number }>()
  for (const each of tables) {
    const table = rootOf(each)
    const key = keyOf(table)
    sums.set(key, { table, rows: (sums.get(key)?.rows ?? 0) + (each.rows ?? 0) })
  }
  return sums
}

function rootOf({ schema, name, partitionOf }: TableContent): TableName {
  return partitionOf ?? { schema, name }
}

/** How a table shrank too much; undefined when it did not. */
function lossOf({ shown, had, has, isThere }: WholeTable, maxShrink: number): string | undefined {
  const instead = `it had ${formatCount(had)} rows`
  if (has === undefined && had > 0)
    return isThere ? `${shown} is in the backup without its rows: ${instead}` : `${shown} is gone: ${instead}`
  const lost = had - (has ?? had)
  const percent = (lost / Math.max(1, had)) * 100
  if (lost < leastLoss || percent <= maxShrink) return undefined
  return `${shown} lost ${shownPercent(percent)} % of its rows, and max-shrink is ${maxShrink} %: it has ${formatCount(had - lost)}, and had ${formatCount(had)}`
}

// 99.96 % is not 100 %: rounded down.
function shownPercent(percent: number): number {
  return Math.floor(percent * 10) / 10
}

function keyOf({ schema, name }: TableName): string {
  return JSON.stringify([schema, name])
}
