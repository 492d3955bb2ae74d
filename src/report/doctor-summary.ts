import type { Finding, Verdict } from '../doctor/finding.ts'
import type { Diagnosis } from '../doctor.ts'
import { counted } from './human.ts'
import { code, details, escaped, table } from './markdown.ts'

const marks: Readonly<Record<Verdict, string>> = { ok: '✅', warning: '⚠️', problem: '❌', skipped: '➖' }

/** The job summary of a doctor: the verdict first, then what is to be done, then all that was looked at. */
export function doctorSummary({ verdict, findings }: Diagnosis, name: string): string {
  const bad = (['problem', 'warning'] as const).flatMap((sought) =>
    findings.filter((finding) => finding.verdict === sought),
  )
  return [
    `### ${marks[verdict]} ${headings[verdict](escaped(name))}`,
    ...(bad.length === 0 ? [] : [table(['', 'Check', 'What was found', 'What to do'], bad.map(rowOf))]),
    details(
      `All that was looked at: ${counted(findings.length, 'check')}`,
      table(
        ['', 'Check', 'What was found'],
        findings.map(rowOf).map((row) => row.slice(0, 3)),
      ),
    ),
  ].join('\n\n')
}

const headings: Readonly<Record<Diagnosis['verdict'], (name: string) => string>> = {
  ok: (name) => `A backup of ${name} would work`,
  warning: (name) => `A backup of ${name} would work, and there is something to know`,
  problem: (name) => `A backup of ${name} would fail, or could not be relied on`,
}

// Much longer than any text of ours; what a server says can be anything.
const longest = 1000

function rowOf({ verdict, check, store, says, cure }: Finding): string[] {
  const where = store === null ? '' : `<br>in ${code(store)}`
  return [
    marks[verdict],
    `${escaped(check)}${where}`,
    escaped(says.slice(0, longest)),
    escaped((cure ?? '').slice(0, longest)),
  ]
}
