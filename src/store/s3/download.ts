import { setTimeout as sleep } from 'node:timers/promises'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { ObjectMissingError } from '../store.ts'
import { takeUntil } from '../take-until.ts'
import type { Bucket } from './bucket.ts'
import { isMissing, locationOf, S3Error } from './errors.ts'
import { failureOf } from './failure.ts'
import type { Asked } from './meaning.ts'
import { defaultPatience } from './settings.ts'

/**
 * The bytes under a key. A connection that breaks on the way is taken up again where it broke: a restore may read for
 * hours, and pauses for minutes while the database builds an index, longer than servers and time-outs wait.
 */
export async function* download(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { attempts, pauseMs } = { ...defaultPatience, ...bucket.settings.patience }
  let from: Place = { at: 0 }
  for (let failures = 0; ; ) {
    const { chunks, place } = await openAt(bucket, key, from, signal)
    from = place
    try {
      for await (const chunk of takeUntil(chunks, signal)) {
        from.at += chunk.length
        failures = 0
        yield chunk
      }
      if (from.at === (from.bytes ?? from.at)) return
      throw new Error(`it ended after ${from.at} of ${from.bytes} bytes`)
    } catch (error) {
      signal.throwIfAborted()
      failures++
      if (failures >= attempts) throw new S3Error(failureOf(error), asks(key), bucket.settings)
    }
    await sleep(pauseMs * 2 ** (failures - 1), undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

/** How far a download is, and of which object. */
interface Place {
  at: number
  bytes?: number | undefined
  etag?: string | undefined
}

async function openAt(bucket: Bucket, key: string, { at, bytes, etag }: Place, signal: AbortSignal) {
  const later = at > 0 ? { Range: `bytes=${at}-`, ...(etag !== undefined && { IfMatch: etag }) } : {}
  const command = new GetObjectCommand({ ...bucket.nameOf(key), ...later })
  try {
    const answer = await bucket.send(command, asks(key), signal, ({ ETag }) => ETag)
    if (at > 0 && !answer.ContentRange?.startsWith(`bytes ${at}-`)) {
      throw new S3Error(
        failureOf(new Error('the server cannot go on in the middle')),
        asks(key),
        bucket.settings,
      )
    }
    const place: Place = { at, bytes: bytes ?? answer.ContentLength, etag: etag ?? answer.ETag }
    return { chunks: answer.Body as AsyncIterable<Uint8Array>, place }
  } catch (error) {
    if (error instanceof S3Error && isMissing(error)) {
      throw new ObjectMissingError(`cannot read ${locationOf(bucket.settings, key)}: there is no such object`)
    }
    throw error
  }
}

function asks(key: string): Asked {
  return { doing: 'read', permission: 's3:GetObject', key }
}
