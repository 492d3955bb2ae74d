import type { DrillRecord } from '../catalog/drill-record.ts'
import type { VerifyResult } from '../verify.ts'
import { formatAge, formatCount, formatDuration } from './human.ts'
import { code, escaped, table } from './markdown.ts'

// A step's summary above 1 MiB is dropped whole; the record holds them all.
const mostShown = 200
const marks = { verified: '✅', failed: '❌', inconclusive: '⚠️' } as const

/** The job summary of a drill: the verdict first, then why, then the numbers. */
export function verifySummary({ record, report }: VerifyResult): string {
  const { verdict, backup, reason } = record
  return [
    `### ${marks[verdict]} ${escaped(backup)} is ${verdict}`,
    ...(reason === null ? [] : [`Nothing was proved: ${escaped(reason)}`]),
    ...differences(record),
    table(['', ''], facts(record)),
    ...(report === undefined ? [] : [`The drill record is ${code(report)}.`]),
  ].join('\n\n')
}

function differences({ differences: found }: DrillRecord): string[] {
  if (found.length === 0) return []
  const lines = found.slice(0, mostShown).map(({ text }) => `- ${escaped(text.slice(0, 500))}`)
  const more = found.length > mostShown ? [`- and ${formatCount(found.length - mostShown)} more`] : []
  return [[...lines, ...more].join('\n')]
}

function facts(record: DrillRecord): string[][] {
  const { serverVersion, tablesCompared, rowsCompared, restoreSeconds, ageSeconds } = record
  const compared = [
    ['Restored on', `PostgreSQL ${escaped(serverVersion ?? '')}`],
    ['Tables compared', formatCount(tablesCompared)],
    ['Rows compared', rowsCompared === null ? 'not counted' : formatCount(rowsCompared)],
    ['Restore time (RTO)', formatDuration((restoreSeconds ?? 0) * 1000)],
  ]
  return [...(serverVersion === null ? [] : compared), ['Backup age (RPO)', formatAge(ageSeconds * 1000)]]
}
