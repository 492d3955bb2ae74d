import { ObjectExistsError, takenCure } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { locationOf, S3Error } from './errors.ts'
import { adapting, type Features } from './features.ts'
import { withGrace } from './grace.ts'
import { look, type Seen } from './look.ts'

/** Where a write goes, and what is known of the server by now. */
export interface Target {
  bucket: Bucket
  features: Features
  key: string
  overwrite: boolean
  /** When the key was last seen to be free, by performance.now(); undefined where it could not be looked. */
  seenFreeAtMs?: number | undefined
  /** Every part's size but the last one's, where it takes parts. */
  partBytes: number
}

/** What must be under the key once the write has worked. */
export interface Sent {
  bytes: number
  crc32: number
  etag: string
}

/** How long may be spent on finding out what became of a request, and on cleaning up after it. */
export const afterwardsMs = 5_000

/**
 * Sends the one request that makes an object appear. Resolved means that the object is there, also when the answer was
 * lost and a second try heard that the key is taken, or when an abort came too late.
 *
 * @throws ObjectExistsError
 */
export async function commit(
  target: Target,
  wanted: readonly (keyof Features)[],
  sent: () => Sent,
  signal: AbortSignal,
  send: (on: Features, late: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const { features, overwrite } = target
  try {
    await withGrace(signal, (late) =>
      adapting(features, overwrite ? wanted : ['conditional', ...wanted], async (on) => {
        if (!overwrite) await lookAgain(target, on, late)
        await send(on, late)
      }),
    )
  } catch (error) {
    const isForgotten = !overwrite && isUnknownUpload(error)
    const seen = isForgotten || mayHaveWorked(error) ? await seenAfterwards(target) : undefined
    if (mayHaveWorked(error) && seen !== undefined && isSame(seen, sent())) return
    throw isTaken(error) || (isForgotten && seen !== undefined) ? taken(target, error) : error
  }
}

/**
 * Looks first, so that a taken key is refused early, and also by servers that ignore If-None-Match. Who may only write is
 * let through where `guarded`: If-None-Match guards the key then.
 */
export async function refuseTaken(
  target: Target,
  { guarded }: { guarded: boolean },
  signal: AbortSignal,
): Promise<void> {
  try {
    if ((await look(target.bucket, target.key, signal)) !== undefined) throw taken(target)
    target.seenFreeAtMs = performance.now()
  } catch (error) {
    if (!guarded || !(error instanceof S3Error) || error.code !== 'AccessDenied') throw error
  }
}

// A dump takes minutes or hours from the first look to its last request. Some servers take If-None-Match and ignore it,
// without a word (rclone 1.75 does), so the header alone must not be trusted for that long.
const freshMs = 1_000

async function lookAgain(target: Target, { conditional }: Features, signal: AbortSignal): Promise<void> {
  const { seenFreeAtMs = Number.NEGATIVE_INFINITY } = target
  if (conditional && performance.now() - seenFreeAtMs < freshMs) return
  await refuseTaken(target, { guarded: conditional }, signal)
}

/** 409 is S3's answer when another write of the key is just being completed. */
function isTaken(error: unknown): boolean {
  return error instanceof S3Error && (error.status === 412 || error.code === 'ConditionalRequestConflict')
}

/** It was aborted, or completed; SeaweedFS 4.48 forgets it also when another upload of the same key is completed. */
function isUnknownUpload(error: unknown): boolean {
  return error instanceof S3Error && error.code === 'NoSuchUpload'
}

function taken({ bucket, key }: Target, cause?: unknown): ObjectExistsError {
  return new ObjectExistsError(`cannot write ${locationOf(bucket.settings, key)}: it exists already`, {
    cure: takenCure,
    cause,
  })
}

function mayHaveWorked(error: unknown): boolean {
  if (error instanceof ObjectExistsError) return false
  if (!(error instanceof S3Error)) return true // the abort's reason
  const unanswered = error.status === undefined || error.status >= 500
  return unanswered || (error.attempts > 1 && (isTaken(error) || isUnknownUpload(error)))
}

function isSame(seen: Seen, sent: Sent): boolean {
  if (seen.bytes !== sent.bytes) return false
  return seen.crc32 === undefined ? seen.etag?.replaceAll('"', '') === sent.etag : seen.crc32 === sent.crc32
}

/** What is under the key; undefined also where that cannot be known: then it is not claimed. */
async function seenAfterwards({ bucket, key }: Target): Promise<Seen | undefined> {
  try {
    return await look(bucket, key, AbortSignal.timeout(afterwardsMs))
  } catch {
    return undefined
  }
}
