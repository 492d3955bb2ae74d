import { describeBlocker, findBlockers } from '../postgres/blockers.ts'
import type { Client } from '../postgres/client.ts'
import { ok, type Told, warning } from './finding.ts'

const namedAtMost = 5

/** Who shuts readers out of a table just now: pg_dump would wait for them, and everyone else behind pg_dump. */
export async function judgeLocks(client: Client): Promise<Told> {
  const blockers = await findBlockers(client)
  if (blockers.length === 0) return ok('nobody shuts readers out of a table')
  const named = blockers.slice(0, namedAtMost).map(describeBlocker)
  const more = blockers.length - named.length
  return warning(
    `pg_dump would have to wait for ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    'let them end before a backup begins, or raise lock-wait-timeout',
  )
}
