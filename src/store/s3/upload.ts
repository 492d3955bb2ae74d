import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { takeUntil } from '../take-until.ts'
import { commit, type Target } from './commit.ts'
import { integrityOf } from './features.ts'
import { MultipartUpload } from './multipart.ts'
import { BufferPool, cutIntoParts } from './parts.ts'
import { writeSettings } from './write-settings.ts'

/**
 * Writes a stream under a key: in one request when it fits into one part, else in parts, several at a time; then it gives
 * the id of the upload that is complete.
 */
export async function upload(
  target: Target,
  source: AsyncIterable<Uint8Array>,
  { signal, buffers }: { signal: AbortSignal; buffers: number },
): Promise<string | undefined> {
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const pool = new BufferPool({ bytes: target.partBytes, count: buffers, signal: either })
  let multipart: MultipartUpload | undefined
  try {
    for await (const part of cutIntoParts(takeUntil(source, either), pool)) {
      if (part.last && part.number === 1) {
        await putWhole(target, part.body, signal)
        return undefined
      }
      multipart ??= await MultipartUpload.begin(target, signal)
      // A part's failure ends the reading of the source, even while that is silent.
      multipart.send(part, either).then(
        () => pool.give(part.body),
        (error) => failed.abort(error),
      )
    }
    return await multipart?.complete(signal)
  } catch (error) {
    failed.abort(error) // the parts still on their way as well
    await multipart?.abandon(error)
    throw error
  }
}

async function putWhole(target: Target, body: Buffer, signal: AbortSignal): Promise<void> {
  const { bucket, key } = target
  const sent = () => ({
    bytes: body.length,
    crc32: crc32(body),
    etag: createHash('md5').update(body).digest('hex'),
  })
  await commit(target, ['checksum'], sent, signal, ({ conditional, checksum }, late) => {
    const command = new PutObjectCommand({
      ...bucket.nameOf(key),
      ...writeSettings(bucket.settings, new Date()),
      ...integrityOf(body, { checksum }),
      ...(conditional && { IfNoneMatch: '*' }),
      Body: body,
    })
    return bucket.send(command, { doing: 'write', permission: 's3:PutObject', key }, late, ({ ETag }) => ETag)
  })
}
