import { backupOutputs } from '../report/outputs.ts'
import { backupSummary } from '../report/summary.ts'
import { runAction } from './action.ts'
import { runBackup, shortfallOf } from './run-backup.ts'

await runAction('backup', 'Backup failed', async (settings, tools) => {
  const result = await runBackup(settings, tools)
  const s3Endpoint = settings.stores.find((store) => store.kind === 's3')?.endpoint
  const summary = backupSummary(result, s3Endpoint)
  return { outputs: backupOutputs(result), summary, shortfall: shortfallOf(result) }
})
