import { probeKey } from '../catalog/probes.ts'
import { untilAborted } from '../store/until-aborted.ts'
import type { Examination } from './examination.ts'
import { failure, ok, type Told } from './finding.ts'
import type { ProbedStore, StoreRequest } from './store.ts'

/**
 * Whether objects may be deleted, which is asked with one that does not exist: S3 refuses that all the same, and nothing is
 * left of the question.
 */
export async function tryDelete(
  { store }: ProbedStore,
  { prune, signal }: StoreRequest,
  examination: Examination,
): Promise<boolean> {
  const told = await toldOf(() => store.delete([probeKey()]), signal)
  if (told === undefined) return true
  const needless = isDenied(told) && prune !== 'delete'
  examination.note('delete', needless ? ok('nothing may be deleted; without prune nothing has to be') : told)
  return false
}

/** Whether uploads may be given up, asked with one that does not exist. A folder has none. */
export async function tryAbort(
  probed: ProbedStore,
  { signal }: StoreRequest,
  examination: Examination,
): Promise<boolean> {
  if (probed.kind === 'folder') return true
  const none = { key: probeKey(), id: 'none', startedAt: new Date(0) }
  let mayAbort = true
  await examination.check('abort', async () => {
    const told = await toldOf(() => probed.store.discard(none), signal)
    // Some servers find fault with the id, having found none with the permission.
    mayAbort = told === undefined || !isDenied(told)
    return told !== undefined && !mayAbort ? told : ok('an upload may be given up')
  })
  return mayAbort
}

async function toldOf(act: () => Promise<void>, signal: AbortSignal): Promise<Told | undefined> {
  try {
    await untilAborted(act(), signal)
    return undefined
  } catch (error) {
    signal.throwIfAborted()
    return failure(error)
  }
}

export function isDenied({ verdict, says }: Told): boolean {
  return verdict === 'problem' && says.includes('permission denied')
}
