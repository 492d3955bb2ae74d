import type { CheckResult, DrillRecord } from '../catalog/drill-record.ts'
import type { VerifyOutput } from '../settings/outputs.ts'
import { counted, formatAge, formatDuration } from './human.ts'
import type { ReportedDrill } from './verify-files.ts'

/** What a drill says of itself to machines: the action's outputs, and the keys of `--json`. */
export function verifyOutputs({
  record,
  report,
  location,
}: ReportedDrill): Record<VerifyOutput, string | number | null> {
  return {
    backup: record.backup,
    verdict: record.verdict,
    differences: record.differences.length,
    'tables-compared': record.tablesCompared,
    'rows-compared': record.rowsCompared,
    'restore-seconds': record.restoreSeconds,
    'age-seconds': record.ageSeconds,
    report: report ?? null,
    record: location ?? null,
  }
}

/** A drill's result for a person: the verdict first, then why, then what else was looked at. */
export function verifyLines({ record }: ReportedDrill): string {
  return [
    `${record.backup} is ${record.verdict}`,
    ...(record.reason === null ? [] : [`  ${record.reason}`]),
    ...record.differences.map(({ text }) => `  ${text.replaceAll('\n', '\n    ')}`),
    `  ${facts(record).join(', ')}`,
  ].join('\n')
}

function facts({ tablesCompared, rowsCompared, checks, restoreSeconds, ageSeconds }: DrillRecord): string[] {
  const compared = rowsCompared === null ? [] : [counted(rowsCompared, 'row')]
  return [
    ...(restoreSeconds === null
      ? ['nothing was compared']
      : [
          `${[counted(tablesCompared, 'table'), ...compared].join(' and ')} compared`,
          `restored in ${formatDuration(restoreSeconds * 1000)}`,
        ]),
    ...(checks.length === 0 ? [] : [passedChecks(checks)]),
    `${formatAge(ageSeconds * 1000)} old`,
  ]
}

/** `3 of 4 checks passed`. */
export function passedChecks(checks: readonly CheckResult[]): string {
  const passed = checks.filter(({ result }) => result === 'passed').length
  return `${passed} of ${counted(checks.length, 'check')} passed`
}
