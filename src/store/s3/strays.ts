import type { Store } from '../store.ts'
import { untilAborted } from '../until-aborted.ts'
import { afterwardsMs } from './commit.ts'
import { S3Error } from './errors.ts'

/**
 * Aborts the other uploads that are open under a key, of which the object is there by now: a begin whose answer was lost is
 * sent again, and one that something on the way delivers twice begins two. Nobody can complete them any more, and they cost.
 * What may not be listed or aborted, or gets no answer in time, a prune aborts when it is 48 hours old.
 */
export async function abortStrays(
  store: Pick<Store, 'listUnfinished' | 'discard'>,
  key: string,
  completed: string,
): Promise<void> {
  const late = AbortSignal.timeout(afterwardsMs)
  try {
    await untilAborted(abortOthers(store, key, completed), late)
  } catch (error) {
    if (!(error instanceof S3Error) && !late.aborted) throw error
  }
}

async function abortOthers(
  store: Pick<Store, 'listUnfinished' | 'discard'>,
  key: string,
  completed: string,
): Promise<void> {
  for await (const open of store.listUnfinished(key)) {
    // A listing that lags may show the completed one still.
    if (open.key === key && open.id !== completed) await store.discard(open)
  }
}
