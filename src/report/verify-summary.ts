import type { CheckResult, DrillRecord, Result } from '../catalog/drill-record.ts'
import { formatAge, formatCount, formatDuration } from './human.ts'
import { code, details, escaped, table } from './markdown.ts'
import type { ReportedDrill } from './verify-files.ts'
import { passedChecks } from './verify-lines.ts'

// A step's summary above 1 MiB is dropped whole, and a character can become six; the record holds them all.
const mostShown = 200
const mostRows = 100
const longest = 300
const marks = { verified: '✅', failed: '❌', inconclusive: '⚠️' } as const

/** The job summary of a drill: the verdict first, then why, then the numbers, then what else was looked at. */
export function verifySummary({ record, location }: ReportedDrill): string {
  const { verdict, backup, reason } = record
  return [
    `### ${marks[verdict]} ${escaped(backup)} is ${verdict}`,
    ...(reason === null ? [] : [`Nothing was proved: ${escaped(reason)}`]),
    ...differences(record),
    table(['', ''], facts(record)),
    ...checks(record),
    ...(location === undefined ? [] : [`The drill record is ${code(location)}.`]),
  ].join('\n\n')
}

function differences({ differences: found }: DrillRecord): string[] {
  if (found.length === 0) return []
  const lines = found.slice(0, mostShown).map(({ text }) => `- ${escaped(text.slice(0, longest))}`)
  const more = found.length > mostShown ? [`- and ${formatCount(found.length - mostShown)} more`] : []
  return [[...lines, ...more].join('\n')]
}

function facts(record: DrillRecord): string[][] {
  const { serverVersion, tablesCompared, rowsCompared, restoreSeconds, ageSeconds, demands } = record
  const compared = [
    ['Restored on', `PostgreSQL ${escaped(serverVersion ?? '')}`],
    ['Tables compared', formatCount(tablesCompared)],
    ['Rows compared', rowsCompared === null ? 'not counted' : formatCount(rowsCompared)],
    ['Restore time (RTO)', formatDuration((restoreSeconds ?? 0) * 1000)],
  ]
  return [
    ...(serverVersion === null ? [] : compared),
    ['Backup age (RPO)', formatAge(ageSeconds * 1000)],
    ...demands
      .slice(0, mostRows)
      .map(({ name, result, text }) => [
        escaped(name),
        `${signs[result]} ${escaped(text.slice(0, longest))}`,
      ]),
  ]
}

const signs: Readonly<Record<Result, string>> = { passed: '✅', failed: '❌', skipped: '➖ not tried:' }

/** Folded away when all passed: then nobody needs to read them. */
function checks({ checks: results }: DrillRecord): string[] {
  if (results.length === 0) return []
  const rows = results.slice(0, mostRows).map(checkRow)
  const title = passedChecks(results)
  const body = table(['Line', 'Check', 'Result', 'Time'], rows)
  return results.every(({ result }) => result === 'passed') ? [details(title, body)] : [`${title}:`, body]
}

function checkRow({ line, statement, result, message, seconds }: CheckResult): string[] {
  const why = message === null ? '' : ` ${escaped(message.slice(0, longest))}`
  const shown = result === 'skipped' ? '➖ not run' : `${signs[result]}${why}`
  return [String(line), code(statement), shown, seconds === null ? '' : formatDuration(seconds * 1000)]
}
