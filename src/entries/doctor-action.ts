import { doctorOutputs } from '../report/doctor-outputs.ts'
import { doctorSummary } from '../report/doctor-summary.ts'
import { doctorTable } from '../report/doctor-table.ts'
import { runAction } from './action.ts'
import { runDoctor, shortfallInFull } from './run-doctor.ts'

await runAction('doctor', 'The doctor found a problem', async (settings, tools) => {
  const diagnosis = await runDoctor(settings, tools)
  tools.report.info(doctorTable(diagnosis))
  return {
    outputs: doctorOutputs(diagnosis),
    summary: doctorSummary(diagnosis, settings.name),
    shortfall: shortfallInFull(diagnosis),
  }
})
