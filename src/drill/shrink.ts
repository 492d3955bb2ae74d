import { readCatalog } from '../catalog/catalog.ts'
import { readManifest } from '../catalog/manifest.ts'
import { parseStem } from '../catalog/names.ts'
import { messageOf, PgdrillError } from '../errors.ts'
import type { Fingerprint, TableContent } from '../fingerprint/fingerprint.ts'
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

/** Pure. */
export function judgeShrink({ before, current, previous, maxShrink }: Shrink): Judged {
  const counted = before.tables.filter(({ rows }) => rows !== null)
  if (counted.length < before.tables.length)
    return unjudged('max-shrink', `${previous} holds INSERT statements, whose rows are not counted`)
  const now = new Map(current.tables.map((table) => [keyOf(table), table.rows]))
  const lost = counted.flatMap((table) => {
    const rows = now.get(keyOf(table))
    return lossOf(table, rows, maxShrink, isTable(current, table)) ?? []
  })
  const right = `no table lost more than ${maxShrink} % of its rows since ${previous}`
  return judged(
    'max-shrink',
    'limit',
    lost.map((text) => `${text} in ${previous}`),
    right,
  )
}

/** How a table shrank too much; undefined when it did not. */
function lossOf(
  { schema, name, rows: had }: TableContent,
  has: number | null | undefined,
  maxShrink: number,
  isThere: boolean,
): string | undefined {
  const rows = had ?? 0
  const table = `table ${schema}.${name}`
  const instead = `it had ${formatCount(rows)} rows`
  if (has === undefined && rows > 0)
    return isThere ? `${table} is in the backup without its rows: ${instead}` : `${table} is gone: ${instead}`
  const lost = rows - (has ?? rows)
  const percent = (lost / Math.max(1, rows)) * 100
  if (lost < leastLoss || percent <= maxShrink) return undefined
  return `${table} lost ${shownPercent(percent)} % of its rows, and max-shrink is ${maxShrink} %: it has ${formatCount(rows - lost)}, and had ${formatCount(rows)}`
}

// 99.96 % is not 100 %: rounded down.
function shownPercent(percent: number): number {
  return Math.floor(percent * 10) / 10
}

function isTable({ objects }: Fingerprint, { schema, name }: TableContent): boolean {
  return objects.some((each) => each.type === 'TABLE' && each.schema === schema && each.name === name)
}

function keyOf({ schema, name }: TableContent): string {
  return JSON.stringify([schema, name])
}
