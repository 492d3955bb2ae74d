import type { Finding, Verdict } from '../doctor/finding.ts'
import type { Diagnosis } from '../doctor.ts'
import type { DoctorOutput } from '../settings/outputs.ts'

/** What a doctor says of itself to machines: the action's outputs, and the keys of `--json`. */
export function doctorOutputs({ verdict, findings }: Diagnosis): Record<DoctorOutput, unknown> {
  return { verdict, problems: count(findings, 'problem'), warnings: count(findings, 'warning'), findings }
}

function count(findings: readonly Finding[], sought: Verdict): number {
  return findings.filter(({ verdict }) => verdict === sought).length
}
