import { addPath } from '@actions/core'
import { runAction } from './action.ts'
import { runSetupClient, setupClientOutputs } from './run-setup-client.ts'

await runAction('setup-client', 'Setup failed', async (settings, tools) => {
  const found = await runSetupClient(settings, tools)
  addPath(found.folder)
  return { outputs: setupClientOutputs(found), summary: '' }
})
