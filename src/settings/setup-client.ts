import { type ClientSettings, readClient, readPlaces } from './client.ts'
import type { Facts } from './facts.ts'
import type { Problems } from './problems.ts'
import type { Sources } from './sources.ts'

export interface SetupClientSettings {
  client: ClientSettings
  path: string
}

/** @throws SettingsError with everything that is wrong */
export function readSetupClientSettings(
  sources: Sources,
  facts: Facts,
  problems: Problems,
): SetupClientSettings {
  const client = readClient(sources, facts, problems)
  const { path } = readPlaces(sources, facts, problems)
  problems.throwAny()
  return { client, path }
}
