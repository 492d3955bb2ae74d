import { backupOutputs } from '../report/outputs.ts'
import { backupSummary } from '../report/summary.ts'
import { runAction } from './action.ts'
import { runBackup, shortfallOf } from './run-backup.ts'

await runAction('backup', 'Backup failed', async (settings, tools) => {
  const result = await runBackup(settings, tools)
  return { outputs: backupOutputs(result), summary: backupSummary(result), shortfall: shortfallOf(result) }
})
