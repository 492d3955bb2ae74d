import { InconclusiveError, PgdrillError } from '../errors.ts'
import type { Report } from '../report/report.ts'
import { type ReportedDrill, writeReports } from '../report/verify-files.ts'
import type { VerifySettings } from '../settings/verify.ts'
import { verify } from '../verify.ts'
import { version } from '../version.ts'
import { programsFor } from './programs.ts'
import { openStores } from './stores.ts'

/** The verify story, for both doors. */
export async function runVerify(
  settings: VerifySettings,
  { signal, report }: { signal: AbortSignal; report: Report },
): Promise<ReportedDrill> {
  const stores = await openStores(settings.stores)
  const result = await verify({
    ...settings,
    ...programsFor(settings.client, { signal, report }),
    stores,
    toolVersion: version,
    now: new Date(),
    signal,
    report,
  })
  const reported = await writeReports(result, settings.files)
  if (reported.unwritten !== undefined) report.warning(reported.unwritten.message)
  return reported
}

/** What ends the run otherwise than well; undefined when the backup is verified. */
export function shortfallOfDrill({ record, unwritten }: ReportedDrill): PgdrillError | undefined {
  const { verdict, backup, reason, differences } = record
  if (verdict === 'verified') return unwritten
  if (verdict === 'inconclusive')
    return new InconclusiveError(`the drill of ${backup} is inconclusive: ${reason}`)
  const [first] = differences
  const more = differences.length > 1 ? `, and ${differences.length - 1} more` : ''
  return new PgdrillError(`the drill of ${backup} failed: ${first?.text}${more}`)
}
