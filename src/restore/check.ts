import { PgdrillError } from '../errors.ts'
import { failedCheck, runChecks } from '../postgres/run-checks.ts'
import { counted } from '../report/human.ts'
import type { Run } from '../restore.ts'

/** Runs the user's checks on the new database, before it becomes the target. @throws PgdrillError when one fails */
export async function check({ checks, target, signal, report }: Run, database: string): Promise<void> {
  if (checks === undefined) return
  const warning = (text: string) => report.warning(text)
  const results = await runChecks({ ...target, database }, checks, { signal, warning })
  const failed = failedCheck(results, checks)
  if (failed !== undefined)
    throw new PgdrillError(failed, {
      cure: `database "${target.database}" is as it was; restore an older backup, or without checks`,
    })
  report.info(`${counted(results.length, 'check')} passed`)
}
