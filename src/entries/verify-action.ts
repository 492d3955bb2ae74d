import { verifyOutputs } from '../report/verify-lines.ts'
import { verifySummary } from '../report/verify-summary.ts'
import { runAction } from './action.ts'
import { runVerify, shortfallOfDrill } from './run-verify.ts'

await runAction('verify', 'Drill not passed', async (settings, tools) => {
  const result = await runVerify(settings, tools)
  return {
    outputs: verifyOutputs(result),
    summary: verifySummary(result),
    shortfall: shortfallOfDrill(result),
  }
})
