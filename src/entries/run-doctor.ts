import type { Finding } from '../doctor/finding.ts'
import type { ProbedStore } from '../doctor/store.ts'
import { type Diagnosis, doctor } from '../doctor.ts'
import { PgdrillError } from '../errors.ts'
import type { Report } from '../report/report.ts'
import type { DoctorSettings } from '../settings/doctor.ts'
import type { StoreSettings } from '../settings/stores.ts'
import { minPartBytes } from '../store/s3/part-plan.ts'
import { programsFor } from './programs.ts'
import { openBucket, openStores, readUnheededOptions } from './stores.ts'

/** The doctor's story. */
export async function runDoctor(
  settings: DoctorSettings,
  { signal, report }: { signal: AbortSignal; report: Report },
): Promise<Diagnosis> {
  const stores = await Promise.all(settings.stores.map(openProbed))
  return doctor({ ...settings, ...programsFor(settings.client, { signal, report }), stores, signal, report })
}

/** A store to try. A locked probe could not be removed, and one in the largest parts would take long. */
export async function openProbed(settings: StoreSettings): Promise<ProbedStore> {
  if (settings.kind === 'folder') {
    const [store] = await openStores([settings])
    if (store === undefined) throw new Error('a folder makes a store')
    return { kind: 'folder', store, folder: settings.path }
  }
  const small = { ...settings, partBytes: minPartBytes }
  const store = await openBucket({ ...small, objectLock: undefined })
  return {
    kind: 's3',
    store,
    features: store.features,
    unheeded: (key, signal) => readUnheededOptions(settings, key, signal),
    ...(settings.objectLock && { locking: await openBucket(small) }),
  }
}

/** What makes a doctor's run a failure; undefined when it found no problem. The findings are told beside it. */
export function shortfallOfDiagnosis({ findings }: Diagnosis): PgdrillError | undefined {
  const problems = findings.filter(({ verdict }) => verdict === 'problem')
  if (problems.length === 0) return undefined
  return new PgdrillError(`${wrong}: ${problems.map(placeOf).join(', ')}`)
}

/** The same with each problem and its cure, for an annotation, which stands alone. */
export function shortfallInFull({ findings }: Diagnosis): PgdrillError | undefined {
  const problems = findings.filter(({ verdict }) => verdict === 'problem')
  if (problems.length === 0) return undefined
  const told = problems.map((finding) => {
    const cure = finding.cure === null ? '' : `; ${finding.cure}`
    return `${placeOf(finding)}: ${finding.says}${cure}`
  })
  return new PgdrillError(`${wrong}:\n${told.join('\n')}`)
}

const wrong = 'a backup would fail, or could not be relied on'

function placeOf({ check, store }: Finding): string {
  return store === null ? check : `${check} in ${store}`
}
