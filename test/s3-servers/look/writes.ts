import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { base64Of } from '../../../src/store/s3/features.ts'
import {
  type Answer,
  type Asked,
  clientOf,
  freshKey,
  head,
  inWords,
  MiB,
  put,
  putInParts,
  refusalOf,
} from './asking.ts'

/** Whether a write that must find the key free is refused where it is not. */
export async function conditionalPut(asked: Asked): Promise<Answer> {
  const key = freshKey()
  await put(asked, key, { Body: 'first' })
  const refusal = await refusalOf(put(asked, key, { Body: 'second', IfNoneMatch: '*' }))
  return asCondition(refusal)
}

export async function conditionalComplete(asked: Asked): Promise<Answer> {
  const key = freshKey()
  await put(asked, key, { Body: 'first' })
  const complete = { IfNoneMatch: '*' }
  return asCondition(await refusalOf(putInParts(asked, key, [Buffer.from('second')], { complete })))
}

function asCondition(refusal: { status: number; code: string } | undefined): Answer {
  if (refusal === undefined) return 'ignored'
  return refusal.status === 412 ? 'yes' : inWords(refusal)
}

const body = Buffer.from('123456789')
const crc = base64Of(0xcbf43926)
const wrongCrc = base64Of(1)

/** `checked` and `kept` of a checksum that a header gives: a wrong one is refused, a right one is told by HEAD. */
export async function crc32InHeader(asked: Asked): Promise<Answer> {
  const wrong = { ChecksumAlgorithm: 'CRC32', ChecksumCRC32: wrongCrc } as const
  const checked = await refusalOf(put(asked, freshKey(), { Body: body, ...wrong }))
  const key = freshKey()
  const right = await refusalOf(put(asked, key, { Body: body, ...wrong, ChecksumCRC32: crc }))
  if (right !== undefined) return inWords(right)
  const kept = (await head(asked, key)).ChecksumCRC32 === crc
  return checkedAndKept(checked !== undefined, kept)
}

/** The CRC-64/NVME check value of "123456789" is ae8b14860a799888. */
const crc64 = Buffer.from('ae8b14860a799888', 'hex').toString('base64')

export async function crc64InHeader(asked: Asked): Promise<Answer> {
  const wrong = Buffer.alloc(8, 1).toString('base64')
  const given = { Body: body, ChecksumAlgorithm: 'CRC64NVME' } as const
  const checked = await refusalOf(put(asked, freshKey(), { ...given, ChecksumCRC64NVME: wrong }))
  const key = freshKey()
  const right = await refusalOf(put(asked, key, { ...given, ChecksumCRC64NVME: crc64 }))
  if (right !== undefined) return inWords(right)
  return checkedAndKept(checked !== undefined, (await head(asked, key)).ChecksumCRC64NVME === crc64)
}

export async function md5InHeader(asked: Asked): Promise<Answer> {
  const md5 = (text: string) => createHash('md5').update(text).digest('base64')
  const right = await refusalOf(put(asked, freshKey(), { Body: body, ContentMD5: md5('123456789') }))
  if (right !== undefined) return inWords(right)
  const wrong = await refusalOf(put(asked, freshKey(), { Body: body, ContentMD5: md5('else') }))
  return wrong === undefined ? 'ignored' : 'checked'
}

/** A checksum over all the parts: told by HEAD, and a wrong one refused at the end. */
export async function crc32OfParts(asked: Asked): Promise<Answer> {
  const bodies = [Buffer.alloc(5 * MiB, 'a'), Buffer.from('b')]
  const whole = base64Of(crc32(Buffer.concat(bodies)))
  const begin = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const
  const part = (one: Buffer) => ({ ChecksumAlgorithm: 'CRC32', ChecksumCRC32: base64Of(crc32(one)) })
  const complete = (ChecksumCRC32: string) => ({ ChecksumCRC32, ChecksumType: 'FULL_OBJECT' })
  const key = freshKey()
  const right = await refusalOf(putInParts(asked, key, bodies, { begin, part, complete: complete(whole) }))
  if (right !== undefined) return inWords(right)
  const held = await head(asked, key)
  const wrong = putInParts(asked, freshKey(), bodies, { begin, part, complete: complete(wrongCrc) })
  const checked = (await refusalOf(wrong)) !== undefined
  return checkedAndKept(checked, held.ChecksumCRC32 === whole && held.ChecksumType === 'FULL_OBJECT')
}

function checkedAndKept(checked: boolean, kept: boolean): Answer {
  if (checked) return kept ? 'checked, kept' : 'checked, not kept'
  return kept ? 'kept, not checked' : 'ignored'
}

/** What the AWS tools send by default: a stream in chunks, with its checksum behind it. */
export async function trailingChecksum(asked: Asked): Promise<Answer> {
  const s3 = clientOf(asked, { requestChecksumCalculation: 'WHEN_SUPPORTED' })
  const Key = freshKey()
  const content = Buffer.alloc(200_000, 'streamed ')
  const stream = Readable.from([content.subarray(0, 70_000), content.subarray(70_000)])
  try {
    const refusal = await refusalOf(
      put({ ...asked, s3 }, Key, { Body: stream, ContentLength: content.length }),
    )
    if (refusal !== undefined) return inWords(refusal)
    const { Body } = await asked.s3.send(new GetObjectCommand({ Bucket: asked.bucket, Key }))
    const back = Buffer.from((await Body?.transformToByteArray()) ?? [])
    return back.equals(content) ? 'yes' : `damaged: ${back.length} of ${content.length} bytes come back`
  } finally {
    s3.destroy()
  }
}

/** Whether a part before the last may have less than 5 MiB, which S3 refuses. */
export async function smallParts(asked: Asked): Promise<Answer> {
  const bodies = [Buffer.alloc(MiB), Buffer.alloc(1)]
  const refusal = await refusalOf(putInParts(asked, freshKey(), bodies))
  return refusal === undefined ? 'taken' : inWords(refusal)
}

/** R2 wants all parts equal but the last. */
export async function unequalParts(asked: Asked): Promise<Answer> {
  const bodies = [Buffer.alloc(6 * MiB), Buffer.alloc(5 * MiB), Buffer.alloc(1)]
  const refusal = await refusalOf(putInParts(asked, freshKey(), bodies))
  return refusal === undefined ? 'taken' : inWords(refusal)
}
