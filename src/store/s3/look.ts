import { GetObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import type { Held } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { isMissing, S3Error } from './errors.ts'
import type { Asked } from './meaning.ts'

/** What the server holds under a key, its entity tag included. */
export interface Seen extends Held {
  etag: string | undefined
}

/** Servers that refused to be asked for a checksum, as s3proxy 2.6 does with 501. */
const withoutChecksums = new WeakSet<Bucket>()

/** Looks what is under a key without reading it; undefined when nothing is. */
export async function look(bucket: Bucket, key: string, signal?: AbortSignal): Promise<Seen | undefined> {
  const head = new HeadObjectCommand(bucket.nameOf(key))
  const asksChecksum = bucket.settings.checksum === 'when-supported' && !withoutChecksums.has(bucket)
  if (asksChecksum) head.input.ChecksumMode = 'ENABLED'
  try {
    return await seen(bucket, key, head, signal)
  } catch (error) {
    if (!(error instanceof S3Error)) throw error
    if (error.status === 501 && asksChecksum) {
      withoutChecksums.add(bucket)
      return look(bucket, key, signal)
    }
    if (error.status !== 403 && error.status !== 400) throw error
    if (!(await isReadable(bucket, key, signal))) return undefined
    // Readable, and yet refused: it was the checksum, which on an object under KMS takes kms:Decrypt.
    return seen(bucket, key, new HeadObjectCommand(bucket.nameOf(key)), signal)
  }
}

async function seen(bucket: Bucket, key: string, head: HeadObjectCommand, signal?: AbortSignal) {
  try {
    return seenIn(await bucket.send(head, asks(key), signal, ({ ETag }) => ETag))
  } catch (error) {
    if (error instanceof S3Error && error.status === 404) return undefined
    throw error
  }
}

/** Asks again in a way that is answered with a body: an answer to HEAD has none, so it cannot say why it refuses. */
async function isReadable(bucket: Bucket, key: string, signal?: AbortSignal): Promise<boolean> {
  const command = new GetObjectCommand({ ...bucket.nameOf(key), Range: 'bytes=0-0' })
  try {
    const { Body } = await bucket.send(command, asks(key), signal)
    await Body?.transformToByteArray()
    return true
  } catch (error) {
    if (!(error instanceof S3Error)) throw error
    if (error.status === 416) return true // an empty object has no first byte
    if (isMissing(error)) return false
    throw error
  }
}

function asks(key: string): Asked {
  return { doing: 'read', permission: 's3:GetObject', key }
}

function seenIn(answer: HeadObjectCommandOutput): Seen {
  const crc32 = wholeCrc32(answer)
  return { bytes: answer.ContentLength ?? 0, etag: answer.ETag, ...(crc32 !== undefined && { crc32 }) }
}

/**
 * A composite checksum is one over the parts' checksums, with `-<parts>` behind it: it says nothing of the whole. Of an
 * object that came in parts, which its entity tag tells, it must be said that the checksum is of the whole.
 */
function wholeCrc32({ ChecksumCRC32 = '', ChecksumType, ETag }: HeadObjectCommandOutput): number | undefined {
  if (ETag?.includes('-') && ChecksumType !== 'FULL_OBJECT') return undefined
  return /^[\w+/]{6}==$/.test(ChecksumCRC32) ? Buffer.from(ChecksumCRC32, 'base64').readUInt32BE() : undefined
}
