import { type BackupResult, backup } from '../backup.ts'
import { PgdrillError } from '../errors.ts'
import type { Report } from '../report/report.ts'
import type { BackupSettings } from '../settings/backup.ts'
import { version } from '../version.ts'
import { runAsBatch } from './batch.ts'
import { programsFor } from './programs.ts'
import { openStores } from './stores.ts'

/** The backup story, for both doors. */
export async function runBackup(
  settings: BackupSettings,
  { signal, report }: { signal: AbortSignal; report: Report },
): Promise<BackupResult> {
  const [stores] = await Promise.all([openStores(settings.stores), runAsBatch()])
  const programs = programsFor(settings.client, { signal, report })
  return backup({ ...settings, ...programs, stores, toolVersion: version, now: new Date(), signal, report })
}

/** What makes a run that has saved the backup somewhere a failure all the same; undefined when all went well. */
export function shortfallOf({ dropped, pruneFailures }: BackupResult): PgdrillError | undefined {
  const problems = [
    ...dropped.map(({ location, error }) => `${location} does not hold the backup: ${error.message}`),
    ...pruneFailures.map(({ location, error }) => `${location} was not pruned: ${error.message}`),
  ]
  return problems.length === 0 ? undefined : new PgdrillError(problems.join('\n'))
}
