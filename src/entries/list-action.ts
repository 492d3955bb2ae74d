import { listOutputs } from '../report/list-outputs.ts'
import { renderList } from '../report/list-table.ts'
import { runAction } from './action.ts'
import { runList, shortfallOfListing } from './run-list.ts'

await runAction('list', 'Not all could be listed', async (settings, { signal, report }) => {
  const listing = await runList(settings, signal)
  const now = new Date()
  report.info(renderList(listing, now))
  return { outputs: listOutputs(listing, now), summary: '', shortfall: shortfallOfListing(listing) }
})
