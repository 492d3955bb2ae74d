import type { Report } from '../report/report.ts'
import type { RestoreFrom } from '../restore/origin.ts'
import { type RestoreResult, restore } from '../restore.ts'
import type { DoSettings } from '../settings/restore.ts'
import { programsFor } from './programs.ts'
import { openStores } from './stores.ts'

/** The restore story, for both doors. */
export async function runRestore(
  settings: DoSettings,
  { signal, report }: { signal: AbortSignal; report: Report },
): Promise<RestoreResult> {
  const { from } = settings
  const opened: RestoreFrom = from.kind === 'file' ? from : { ...from, stores: await openStores(from.stores) }
  const programs = programsFor(settings.client, { signal, report })
  return await restore({ ...settings, ...programs, from: opened, now: new Date(), signal, report })
}
