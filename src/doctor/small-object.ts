import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ObjectExistsError, type Store } from '../store/store.ts'
import { untilAborted } from '../store/until-aborted.ts'
import { compareClocks } from './clock.ts'
import { ok, problem, skipped, type Told, warning } from './finding.ts'
import type { ProbedStore, Trying } from './store.ts'

const others = ['checksum', 'read', 'clock', 'overwrite', 'delete']

/** Writes an object, asks for it, reads it, finds it in a listing, tries to write over it, and deletes it. */
export async function trySmallObject(trying: Trying): Promise<void> {
  const { probed, examination, mayDelete } = trying
  if (!mayDelete) return await tryWithoutWriting(trying)
  const { store } = probed
  const { signal } = trying.request
  const key = trying.probes.key()
  const content = randomBytes(1024)
  const fromMs = Date.now()
  let written = false
  await examination.check('write', async () => {
    await store.put(key, once(content), { signal })
    written = true
    return ok('an object can be written')
  })
  if (!written) return noteSkipped(trying, others, 'not tried, for nothing could be written')
  const toMs = Date.now()
  await examination.check('checksum', () => untilAborted(judgeHeld(probed, key, content), signal))
  await noteUnheeded(trying, key)
  await examination.check('read', () => readBack(store, key, content, signal))
  if (trying.mayList) {
    await examination.check('clock', () => untilAborted(judgeClock(store, key, { fromMs, toMs }), signal))
  }
  await examination.check('overwrite', () => tryOverwriting(trying))
  await examination.check('delete', () => untilAborted(judgeDeleted(trying, key), signal))
}

/** What may not be deleted is not written: a name that is free is asked for, as a backup does first of all. */
async function tryWithoutWriting(trying: Trying): Promise<void> {
  const { probed, probes, examination, request } = trying
  const key = probes.key()
  probes.gone(key)
  await examination.check('read', async () => {
    await untilAborted(probed.store.stat(key), request.signal)
    return ok('a name that is free is told from one that may not be read')
  })
  const why = 'not tried, for the probe could not be deleted'
  noteSkipped(trying, ['write', 'checksum', 'clock', 'overwrite'], why)
}

function noteSkipped({ examination }: Trying, checks: readonly string[], why: string): void {
  for (const check of checks) examination.note(check, skipped(why))
}

async function judgeHeld(probed: ProbedStore, key: string, content: Buffer): Promise<Told> {
  const held = await probed.store.stat(key)
  if (held === undefined)
    return problem('what was just written is not there', 'find out why the store loses it')
  if (held.bytes !== content.length)
    return problem(`${content.length} bytes were written, and the store says it holds ${held.bytes}`)
  if (held.crc32 === crc32(content)) return ok('the store keeps a CRC-32 of what is written')
  if (held.crc32 !== undefined) return problem('the store says it holds other bytes than were written')
  if (probed.kind === 'folder') return ok('the size is right; a folder keeps no checksums')
  return warning(
    probed.features.checksum
      ? 'the store takes CRC-32s and keeps none: after a backup only sizes are compared'
      : 'the store is not sent CRC-32s, but Content-MD5: after a backup only sizes are compared',
    'drill the backups (pgdrill verify), which reads them',
  )
}

/** Told only where something is wrong: who has set nothing need not hear of it. */
async function noteUnheeded(
  { probed, examination, request: { signal } }: Trying,
  key: string,
): Promise<void> {
  if (probed.kind === 'folder') return
  const unheeded = await untilAborted(probed.unheeded(key, signal), signal).catch(() => {
    signal.throwIfAborted()
    return [] // what cannot be read is told by the check before
  })
  if (unheeded.length === 0) return
  const options = unheeded.join(' and ')
  const cure = `leave ${options} out, and encrypt here (encrypt-to) where that was the point`
  examination.note('keeping', warning(`the store takes ${options} and does not say that it heeds it`, cure))
}

async function readBack(store: Store, key: string, content: Buffer, signal: AbortSignal): Promise<Told> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.get(key, { signal })) chunks.push(chunk)
  return Buffer.concat(chunks).equals(content)
    ? ok('what was written is read back')
    : problem(
        'what is read back is not what was written',
        'find out what is between: a proxy, a gateway, a cache',
      )
}

async function judgeClock(store: Store, key: string, asked: { fromMs: number; toMs: number }): Promise<Told> {
  for await (const listed of store.list(key)) {
    const theirsMs = listed.modifiedAt.getTime()
    // S3 tells whole seconds; so do some file systems.
    return compareClocks({ ...asked, theirsMs, coarseMs: 1000 }, `the store's`, { signs: true })
  }
  return problem(
    'what was just written is missing from the listing',
    'list and prune go by listings: use a store that shows what it holds at once',
  )
}

/**
 * Two writes of one key of which each has found it free: the second must be refused. Looking first, as every write does,
 * is not enough then.
 */
async function tryOverwriting({ probed, probes, request: { signal } }: Trying): Promise<Told> {
  const { store } = probed
  const key = probes.key()
  const secondLooked = Promise.withResolvers<void>()
  const first = store.put(key, after(secondLooked.promise, 'first'), { signal })
  const second = store.put(
    key,
    after(() => {
      secondLooked.resolve()
      return first
    }, 'second'),
    { signal },
  )
  second.catch(() => undefined).finally(secondLooked.resolve)
  const [one, two] = await Promise.allSettled([first, second])
  if (one.status === 'rejected') throw one.reason
  if (two.status === 'fulfilled')
    return warning('the store lets a write replace an object that it is told to leave', oneAtATime)
  if (!(two.reason instanceof ObjectExistsError)) throw two.reason
  return probed.kind === 's3' && !probed.features.conditional
    ? warning(
        'the store does not know If-None-Match; pgdrill looks before it writes, and another may come between',
        oneAtATime,
      )
    : ok('of two writes of one name the second is refused')
}

const oneAtATime = 'let one run back up at a time: `concurrency` in a workflow, flock in a crontab'

async function judgeDeleted({ probed: { store }, probes, mayList }: Trying, key: string): Promise<Told> {
  await store.delete([key])
  if (mayList && (await isListed(store, key)))
    return problem(
      'what was deleted is still there',
      'look for a retention rule or a lock of the store: prune frees nothing there',
    )
  probes.gone(key)
  return ok('an object can be deleted')
}

async function isListed(store: Store, sought: string): Promise<boolean> {
  for await (const { key } of store.list(sought)) if (key === sought) return true
  return false
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

async function* after(
  wait: Promise<unknown> | (() => Promise<unknown>),
  text: string,
): AsyncGenerator<Uint8Array> {
  await (typeof wait === 'function' ? wait() : wait).catch(() => undefined)
  yield Buffer.from(text)
}
