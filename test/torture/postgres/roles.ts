import type { Aimed } from './faults.ts'
import type { Scene } from './operations.ts'
import { driller, owner } from './stage.ts'

const limits = [
  "statement_timeout = '40ms'",
  "idle_in_transaction_session_timeout = '40ms'",
  "lock_timeout = '40ms'",
  "idle_session_timeout = '400ms'", // less would end sessions before their first word, on a busy machine
  "default_transaction_isolation = 'serializable'",
]

/** Limits that an administrator sets for the role; nothing of pgdrill's may die of them. */
export function limited(): Aimed {
  const forEach = async ({ stage: { server } }: Scene, what: readonly string[]) => {
    for (const { user } of [owner, driller])
      for (const each of what) await server.query('postgres', `alter role ${user} ${each}`)
  }
  return {
    hit: 'all the time',
    codes: [],
    async begin(scene) {
      await forEach(
        scene,
        limits.map((limit) => `set ${limit}`),
      )
      return () => forEach(scene, ['reset all'])
    },
  }
}
