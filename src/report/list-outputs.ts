import { latestFirst } from '../catalog/ahead.ts'
import type { Listing } from '../list.ts'
import type { ListOutput } from '../settings/outputs.ts'

/** What a list says to machines as an action; the command line's --json is the listing itself. */
export function listOutputs(listing: Listing, now: Date): Record<ListOutput, unknown> {
  const [newest] = latestFirst(listing.backups, now)
  const { serverVersion = null } = newest ?? {}
  return {
    backup: newest?.backup ?? null,
    'age-seconds':
      newest === undefined ? null : Math.floor((now.getTime() - newest.takenAt.getTime()) / 1000),
    'server-major': serverVersion === null ? null : Number.parseInt(serverVersion, 10),
    'postgres-image': newest?.postgresImage ?? null,
    verdict: newest?.drill?.verdict ?? null,
    listing,
  }
}
