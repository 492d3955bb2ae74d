import type { VerifyOutput } from '../settings/outputs.ts'
import type { VerifyResult } from '../verify.ts'
import { counted, formatAge, formatDuration } from './human.ts'

/** What a drill says of itself to machines: the action's outputs, and the keys of `--json`. */
export function verifyOutputs({
  record,
  report,
}: VerifyResult): Record<VerifyOutput, string | number | null> {
  return {
    backup: record.backup,
    verdict: record.verdict,
    differences: record.differences.length,
    'tables-compared': record.tablesCompared,
    'rows-compared': record.rowsCompared,
    'restore-seconds': record.restoreSeconds,
    'age-seconds': record.ageSeconds,
    report: report ?? null,
  }
}

/** A drill's result for a person: the verdict first, then why. */
export function verifyLines({ record }: VerifyResult): string {
  return [
    `${record.backup} is ${record.verdict}`,
    ...(record.reason === null ? [] : [`  ${record.reason}`]),
    ...record.differences.map(({ text }) => `  ${text}`),
    `  ${facts(record).join(', ')}`,
  ].join('\n')
}

function facts({
  tablesCompared,
  rowsCompared,
  restoreSeconds,
  ageSeconds,
}: VerifyResult['record']): string[] {
  const compared = rowsCompared === null ? [] : [counted(rowsCompared, 'row')]
  return [
    ...(restoreSeconds === null
      ? ['nothing was compared']
      : [
          `${[counted(tablesCompared, 'table'), ...compared].join(' and ')} compared`,
          `restored in ${formatDuration(restoreSeconds * 1000)}`,
        ]),
    `${formatAge(ageSeconds * 1000)} old`,
  ]
}
