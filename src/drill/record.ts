import { readDrill, type Verdict } from '../catalog/drill.ts'
import {
  type CheckResult,
  type Demand,
  type DrillRecord,
  encodeDrill,
  type Finding,
} from '../catalog/drill-record.ts'
import { keyOf } from '../catalog/names.ts'
import { PgdrillError } from '../errors.ts'
import { once } from '../store/once.ts'
import { ObjectMissingError, type Store } from '../store/store.ts'
import type { VerifyRequest } from '../verify.ts'
import type { Chosen } from './choice.ts'
import type { Judged } from './demands.ts'
import { ageOf } from './limits.ts'

/** What a drill has come to so far: what ends it takes back nothing that it proved before. */
export class Drilled {
  readonly findings: Finding[] = []
  readonly demands: Demand[] = []
  checks: CheckResult[] = []
  serverVersion: string | null = null
  tablesCompared = 0
  rowsCompared: number | null = null
  restoreSeconds: number | null = null
  /** Then what was found is told, and not stored in clear. */
  isEncrypted = false

  add(judged: readonly Judged[]): void {
    for (const { demand, findings } of judged) {
      this.demands.push(demand)
      this.findings.push(...findings)
    }
  }
}

/** How a drill ended. */
export interface Outcome {
  verdict: Verdict
  reason: string | null
}

export function recordOf(
  request: VerifyRequest,
  chosen: Chosen,
  { findings, demands, checks, restoreSeconds, isEncrypted: _, ...compared }: Drilled,
  outcome: Outcome,
): DrillRecord {
  return {
    schema: 1,
    backup: chosen.stem,
    drilledAt: request.now,
    tool: { name: 'pgdrill', version: request.toolVersion },
    store: chosen.store.location,
    ...outcome,
    differences: findings,
    ...compared,
    checks,
    demands,
    restoreSeconds: restoreSeconds === null ? null : Math.round(restoreSeconds * 10) / 10,
    ageSeconds: Math.round(ageOf(request, chosen) / 1000),
  }
}

/** Writes the record beside the backup, and says where; undefined where it leaves an earlier verdict alone. */
export async function save(
  { signal }: VerifyRequest,
  { store, stem }: Pick<Chosen, 'store' | 'stem'>,
  record: DrillRecord,
  isEncrypted = false,
): Promise<string | undefined> {
  // What could not be tried takes no verdict back: retention keeps the newest verified backup.
  if (record.verdict === 'inconclusive' && (await hasVerdict(store, stem, signal))) return undefined
  const key = keyOf(stem, { part: 'drill' })
  const text = Buffer.from(encodeDrill(isEncrypted ? withoutContents(record) : record))
  await store.put(key, once(text), { signal, overwrite: true })
  // A prune that came in between has not seen the record, and would leave it.
  if (await isGone({ store, stem })) {
    await store.delete([key])
    return undefined
  }
  return `${store.location}/${key}`
}

/** Whether the backup has been removed. A store that does not answer is no proof of that. */
export async function isGone({ store, stem }: Pick<Chosen, 'store' | 'stem'>): Promise<boolean> {
  const held = await store.stat(keyOf(stem, { part: 'manifest' })).catch(() => null)
  return held === undefined
}

/** Names of tables and what the server said of rows are in the backup as well, and that is encrypted. */
function withoutContents(record: DrillRecord): DrillRecord {
  const withheld = 'withheld, since the backup is encrypted: see the log of the drill, or its own report'
  return {
    ...record,
    reason: record.reason === null ? null : withheld,
    differences: record.differences.map(({ kind }) => ({ kind, text: withheld })),
    checks: record.checks.map((check) => ({
      ...check,
      statement: withheld,
      message: check.message && withheld,
    })),
    demands: record.demands.map(({ name, result }) => ({
      name: name.replace(/ .*/s, ''),
      result,
      text: withheld,
    })),
  }
}

async function hasVerdict(store: Store, stem: string, signal: AbortSignal): Promise<boolean> {
  try {
    const drill = await readDrill(store, stem, { signal })
    return drill !== undefined && drill.verdict !== 'inconclusive'
  } catch (error) {
    if (error instanceof PgdrillError && !(error instanceof ObjectMissingError)) return false
    throw error
  }
}
