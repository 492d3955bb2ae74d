import { PgdrillError } from '../errors.ts'
import { type Listing, list } from '../list.ts'
import type { ListSettings } from '../settings/list.ts'
import { untilAborted } from '../store/until-aborted.ts'
import { openStores } from './stores.ts'

/** The list's story, for both doors. */
export async function runList({ stores, ...settings }: ListSettings, signal: AbortSignal): Promise<Listing> {
  return await untilAborted(list(await openStores(stores), { ...settings, now: new Date(), signal }), signal)
}

/** What makes a listing a failure all the same: stores that could not be listed. */
export function shortfallOfListing({ stores }: Listing): PgdrillError | undefined {
  const problems = stores.flatMap(({ problem }) => (problem === null ? [] : [problem]))
  return problems.length === 0 ? undefined : new PgdrillError(problems.join('\n'))
}
