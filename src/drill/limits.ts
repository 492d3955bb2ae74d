import type { Finding } from '../catalog/drill-record.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import type { VerifyRequest } from '../verify.ts'
import type { Chosen } from './choice.ts'

/** Key tables that have fewer rows than they should. */
export function rowFindings({ minRows }: VerifyRequest, { tables }: Fingerprint): Finding[] {
  return minRows.flatMap(({ schema, table, rows }) => {
    const found = tables.find((each) => each.schema === schema && each.name === table)?.rows
    if (found !== undefined && found !== null && found >= rows) return []
    return [
      {
        kind: 'limit',
        text: `table ${schema}.${table} has ${found ?? 'no counted'} rows, and min-rows wants ${rows}`,
      },
    ]
  })
}

/** A backup that is too old, and a restore that took too long. */
export function limitFindings(
  request: VerifyRequest,
  chosen: Chosen,
  restoreSeconds: number | null,
): Finding[] {
  const { maxAgeMs, maxRestoreMs } = request
  const findings: Finding[] = []
  const ageMs = ageOf(request, chosen)
  if (maxAgeMs !== undefined && ageMs > maxAgeMs) {
    findings.push({
      kind: 'limit',
      text: `the backup is ${Math.round(ageMs / 1000)} s old, and max-age is ${maxAgeMs / 1000} s`,
    })
  }
  if (maxRestoreMs !== undefined && restoreSeconds !== null && restoreSeconds * 1000 > maxRestoreMs) {
    findings.push({
      kind: 'limit',
      text: `the restore took ${restoreSeconds.toFixed(1)} s, and max-restore-seconds is ${maxRestoreMs / 1000}`,
    })
  }
  return findings
}

export function ageOf({ now }: VerifyRequest, { takenAt }: Chosen): number {
  return Math.max(0, now.getTime() - takenAt.getTime())
}
