import { newestClientMajor } from '../postgres/install/install.ts'
import { type ClientTools, findClientTools } from '../postgres/tools.ts'
import type { Report } from '../report/report.ts'
import type { SetupClientOutput } from '../settings/outputs.ts'
import type { SetupClientSettings } from '../settings/setup-client.ts'
import { installerFor, programsFor } from './programs.ts'

/** Finds or fetches client programs, for both doors. @throws PgdrillError */
export async function runSetupClient(
  { client, path }: SetupClientSettings,
  tools: { signal: AbortSignal; report: Report },
): Promise<ClientTools> {
  const programs = programsFor(client, tools)
  // Without a server to look at, the newest is right for whichever comes; pg_dump reads older ones.
  const newest = async () => newestClientMajor(await installerFor(client, tools))
  const major = client.version === 'auto' ? await newest() : (programs.clientMajor ?? 0)
  const found = await findClientTools({ major }, { path, ...programs })
  tools.report.info(`PostgreSQL ${found.version} from ${found.folder}`)
  return found
}

export function setupClientOutputs({ folder, version }: ClientTools): Record<SetupClientOutput, string> {
  return { path: folder, version }
}
