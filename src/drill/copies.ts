import type { DrillRecord, Finding } from '../catalog/drill-record.ts'
import { messageOf, PgdrillError } from '../errors.ts'
import type { VerifyRequest } from '../verify.ts'
import type { Chosen } from './choice.ts'
import { Drilled, recordOf, save } from './record.ts'

/**
 * Each store's record speaks of its own copy, so that retention keeps a store's good one. The drill as a whole has failed
 * when any copy is damaged: this is its record.
 */
export async function withOtherCopies(
  request: VerifyRequest,
  chosen: Chosen,
  record: DrillRecord,
): Promise<DrillRecord> {
  const findings: Finding[] = []
  for (const { store, problems } of chosen.damaged) {
    const text = `${store.location} does not have all of ${chosen.stem}: ${problems.join(', ')}`
    const finding = { kind: 'damaged', text }
    await saveDamaged(request, { ...chosen, store }, finding)
    findings.push(finding)
  }
  if (findings.length === 0) return record
  return { ...record, verdict: 'failed', reason: null, differences: [...findings, ...record.differences] }
}

async function saveDamaged(request: VerifyRequest, copy: Chosen, finding: Finding): Promise<void> {
  const drilled = new Drilled()
  drilled.findings.push(finding)
  try {
    await save(request, copy, recordOf(request, copy, drilled, { verdict: 'failed', reason: null }))
  } catch (error) {
    request.signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    request.report.warning(`the verdict is not in every store: ${messageOf(error)}`)
  }
}
