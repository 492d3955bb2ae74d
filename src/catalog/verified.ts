import type { Store } from '../store/store.ts'
import type { Entry } from './catalog.ts'
import { readDrill } from './drill.ts'
import { UnreadableRecordError } from './record.ts'

export interface Verified {
  /** The newest backup whose last drill verified it. */
  newest: Entry | undefined
  /** Newer ones whose drill record cannot be understood: any of them may be the newest verified. */
  unreadable: { backup: Entry; error: UnreadableRecordError }[]
}

/**
 * Looks for the newest verified backup. Reads drill records from the newest on, where there are any, and stops at the
 * first that verifies. A store that cannot be read is an error, not a backup without a verdict.
 */
export async function findVerified(
  store: Store,
  backups: readonly Entry[],
  options: { signal: AbortSignal },
): Promise<Verified> {
  const unreadable: Verified['unreadable'] = []
  for (const backup of backups.filter(({ hasDrill }) => hasDrill)) {
    try {
      const drill = await readDrill(store, backup.stem, options)
      if (drill?.verdict === 'verified') return { newest: backup, unreadable }
    } catch (error) {
      if (!(error instanceof UnreadableRecordError)) throw error
      unreadable.push({ backup, error })
    }
  }
  return { newest: undefined, unreadable }
}
