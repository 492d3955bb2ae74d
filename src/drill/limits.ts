import { isAhead } from '../catalog/ahead.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import type { VerifyRequest } from '../verify.ts'
import type { Chosen } from './choice.ts'
import { type Judged, judged } from './demands.ts'

/** Key tables that may not have fewer rows than they should. */
export function rowLimits({ minRows }: VerifyRequest, { tables }: Fingerprint): Judged[] {
  return minRows.map(({ schema, table, rows }) => {
    const found = tables.find((each) => each.schema === schema && each.name === table)?.rows
    const has = `table ${schema}.${table} has ${found ?? 'no counted'} rows, and min-rows wants ${rows}`
    const isEnough = found !== undefined && found !== null && found >= rows
    return judged(`min-rows ${schema}.${table}`, 'limit', isEnough ? [] : [has], has)
  })
}

/** A backup may not be too old, and a restore not take too long. */
export function timeLimits(request: VerifyRequest, chosen: Chosen, restoreSeconds: number): Judged[] {
  const { maxAgeMs, maxRestoreMs } = request
  const ageMs = ageOf(request, chosen)
  const limits: Judged[] = []
  if (maxAgeMs !== undefined) {
    const text = `the backup is ${Math.round(ageMs / 1000)} s old, and max-age is ${maxAgeMs / 1000} s`
    const unknown = `the backup is dated later than now, so nobody knows how old it is, and max-age is ${maxAgeMs / 1000} s`
    const wrong = isAhead(chosen, request.now) ? [unknown] : ageMs > maxAgeMs ? [text] : []
    limits.push(judged('max-age', 'limit', wrong, text))
  }
  if (maxRestoreMs !== undefined) {
    const text = `the restore took ${restoreSeconds.toFixed(1)} s, and max-restore-seconds is ${maxRestoreMs / 1000}`
    const isTooLong = restoreSeconds * 1000 > maxRestoreMs
    limits.push(judged('max-restore-seconds', 'limit', isTooLong ? [text] : [], text))
  }
  return limits
}

export function ageOf({ now }: VerifyRequest, { takenAt }: Chosen): number {
  return Math.max(0, now.getTime() - takenAt.getTime())
}
