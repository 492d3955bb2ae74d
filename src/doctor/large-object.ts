import { minPartBytes } from '../store/s3/part-plan.ts'
import type { Store } from '../store/store.ts'
import { failure, ok, skipped, type Told, warning } from './finding.ts'
import { isDenied } from './removal.ts'
import type { ProbedStore, Trying } from './store.ts'

/** Writes an object in parts, and looks meanwhile whether the unfinished upload is shown. */
export async function tryLargeObject(
  trying: Trying,
  { locking }: ProbedStore & { kind: 's3' },
): Promise<void> {
  const { examination, mayAbort, mayDelete } = trying
  if (!mayAbort) {
    for (const check of ['multipart', 'open uploads'])
      examination.note(check, skipped('not tried, for the upload could not be given up'))
    return
  }
  let shown: Told | undefined
  await examination.check('multipart', async () => {
    const during = async (key: string) => {
      shown = await judgeUploads(trying, key)
    }
    await (mayDelete ? complete(trying, during) : giveUp(trying.probed.store, trying, during))
    return ok(mayDelete ? 'an object can be written in parts' : 'an upload can be begun, and given up')
  })
  if (shown !== undefined) examination.note('open uploads', shown)
  if (locking) await examination.check('object lock', () => tryLock(locking, trying))
}

async function complete({ probed, probes, request: { signal } }: Trying, during: During): Promise<void> {
  const key = probes.key()
  await probed.store.put(
    key,
    parts(() => during(key)),
    { signal },
  )
}

/** Nothing is left of an upload that is given up, so this needs no permission to delete. */
async function giveUp(store: Store, { probes, request: { signal } }: Trying, during?: During): Promise<void> {
  const enough = new Error('enough was seen')
  const key = probes.key()
  const source = parts(async () => {
    await during?.(key)
    throw enough
  })
  try {
    await store.put(key, source, { signal })
  } catch (error) {
    probes.gone(key)
    if (error !== enough) throw error
  }
}

type During = (key: string) => Promise<void>

/** More than one part, then a pause in which the upload is known to have begun. */
async function* parts(during: () => Promise<void>): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(minPartBytes + 1)
  await during()
}

/** Whether an upload that nobody completes can be found, so that a prune can free what it holds. */
async function judgeUploads(
  { probed: { store }, request: { prune, signal } }: Trying,
  key: string,
): Promise<Told> {
  try {
    // Not by the whole key, which some servers want: prune does not know it either.
    for await (const open of store.listUnfinished(key.slice(0, -1)))
      if (open.key === key) return ok('unfinished uploads are shown')
  } catch (error) {
    signal.throwIfAborted()
    const told = failure(error)
    const needless = isDenied(told) && prune !== 'delete'
    return needless ? ok('unfinished uploads may not be listed; without prune nobody has to') : told
  }
  return warning(
    'the store does not show unfinished uploads: what a killed backup leaves stays there, and costs',
    'give the bucket a lifecycle rule that aborts incomplete uploads after 7 days',
  )
}

/** An upload that asks for the lock takes the same permission as an object that gets it, and can still be given up. */
async function tryLock(locking: Store, trying: Trying): Promise<Told> {
  await giveUp(locking, trying)
  return ok('a locked object may be begun; none was completed, for it could not be removed')
}
