import type { Demand, Finding } from '../catalog/drill-record.ts'

/** What became of a demand, and what that proves to be wrong. */
export interface Judged {
  demand: Demand
  findings: Finding[]
}

/** It is met where nothing is wrong, and then `right` says how. */
export function judged(name: string, kind: string, wrong: readonly string[], right: string): Judged {
  const [first, ...others] = wrong
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return {
    demand: first === undefined ? { name, result: 'passed', text: right } : failed(name, first + more),
    findings: wrong.map((text) => ({ kind, text })),
  }
}

/** It could not be held against anything. */
export function unjudged(name: string, why: string): Judged {
  return { demand: { name, result: 'skipped', text: why }, findings: [] }
}

function failed(name: string, text: string): Demand {
  return { name, result: 'failed', text }
}
