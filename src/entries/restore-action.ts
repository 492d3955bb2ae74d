import { restoreOutputs, undoOutputs } from '../report/outputs.ts'
import { undoLines } from '../report/restore-lines.ts'
import { restoreSummary, undoSummary } from '../report/restore-summary.ts'
import { undoSwap } from '../restore/undo.ts'
import { runAction } from './action.ts'
import { runRestore } from './run-restore.ts'

await runAction('restore', 'Restore failed', async (settings, { signal, report }) => {
  if (settings.undo) {
    const result = await undoSwap(settings.target, new Date(), signal)
    report.info(undoLines(result))
    return { outputs: undoOutputs(result), summary: undoSummary(result) }
  }
  const result = await runRestore(settings, { signal, report })
  return { outputs: restoreOutputs(result), summary: restoreSummary(result) }
})
