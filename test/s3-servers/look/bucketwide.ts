import { lookup } from 'node:dns'
import { Agent } from 'node:http'
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3'
import { type Answer, type Asked, clientOf, freshKey, inWords, put, refusalOf } from './asking.ts'

export async function bulkDelete(asked: Asked): Promise<Answer> {
  const keys = [freshKey(), freshKey()]
  for (const key of keys) await put(asked, key, { Body: 'x' })
  const Objects = [...keys, freshKey()].map((Key) => ({ Key }))
  const request = asked.s3.send(new DeleteObjectsCommand({ Bucket: asked.bucket, Delete: { Objects } }))
  const refusal = await refusalOf(request)
  if (refusal !== undefined) return inWords(refusal)
  const { Errors = [] } = await request
  return Errors.length === 0 ? 'yes' : `a missing key is an error: ${Errors[0]?.Code}`
}

/** Five keys, two a page: each once, in order. */
export async function paging(asked: Asked): Promise<Answer> {
  const folder = freshKey()
  const keys = ['a', 'b c', 'd+e', 'z', 'ü'].map((name) => `${folder}/${name}`)
  for (const key of keys) await put(asked, key, { Body: 'x' })
  const found: string[] = []
  let token: string | undefined
  let pages = 0
  do {
    const where = { Bucket: asked.bucket, Prefix: `${folder}/`, MaxKeys: 2 }
    const page = await asked.s3.send(
      new ListObjectsV2Command({ ...where, ...(token && { ContinuationToken: token }) }),
    )
    found.push(...(page.Contents ?? []).map(({ Key = '' }) => Key))
    token = page.NextContinuationToken
  } while (token !== undefined && ++pages < 10)
  if (found.join('\n') === keys.join('\n')) return pages === 2 ? 'yes' : 'yes, in one page'
  return `no: ${found.length} of ${keys.length} keys`
}

/** An open upload, found by the beginning of its key; and what a bucket without one says. */
export async function openUploads({ s3, bucket }: Asked): Promise<Answer> {
  const Bucket = `${bucket}-uploads`
  await s3.send(new CreateBucketCommand({ Bucket }))
  const list = (Prefix: string) => s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))
  const none = await refusalOf(list(freshKey()))
  const Key = freshKey()
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }))
  const refusal = await refusalOf(list(Key.slice(0, -1)))
  const shown =
    refusal === undefined && (await list(Key.slice(0, -1))).Uploads?.some((one) => one.UploadId === UploadId)
  await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
  const first = refusal === undefined ? (shown ? 'yes' : 'not shown') : inWords(refusal)
  return none === undefined ? first : `${first}; where none is open, ${inWords(none)}`
}

/** A download that goes on in the middle, and only of the same object. */
export async function resumed(asked: Asked): Promise<Answer> {
  const Key = freshKey()
  const { ETag } = await put(asked, Key, { Body: '0123456789' })
  const from = { Bucket: asked.bucket, Key, Range: 'bytes=5-' }
  const { Body } = await asked.s3.send(new GetObjectCommand({ ...from, IfMatch: ETag }))
  if ((await Body?.transformToString()) !== '56789') return 'no'
  const changed = asked.s3.send(
    new GetObjectCommand({ ...from, IfMatch: '"0123456789abcdef0123456789abcdef"' }),
  )
  return (await refusalOf(changed)) === undefined ? 'yes; If-Match ignored' : 'yes'
}

/** The bucket in the host's name, which resolves to this machine here. */
export async function virtualHost(asked: Asked): Promise<Answer> {
  const { port } = new URL(asked.endpoint)
  const here: typeof lookup = ((_: string, options: object, done: never) =>
    lookup('127.0.0.1', options, done)) as typeof lookup
  const s3 = clientOf(
    { ...asked, endpoint: `http://s3.test:${port}` },
    { forcePathStyle: false, requestHandler: { httpAgent: new Agent({ lookup: here }) } },
  )
  try {
    const refusal = await refusalOf(s3.send(new ListObjectsV2Command({ Bucket: asked.bucket, MaxKeys: 1 })))
    return refusal === undefined ? 'yes' : inWords(refusal)
  } finally {
    s3.destroy()
  }
}

export async function wrongSecret(asked: Asked): Promise<Answer> {
  return await asSomeone(asked, { ...asked, secretAccessKey: 'this-is-not-the-secret-0123456789' })
}

export async function unknownKeyId(asked: Asked): Promise<Answer> {
  return await asSomeone(asked, { ...asked, accessKeyId: 'AKIANOBODYHASTHISONE' })
}

export async function noPermission(asked: Asked): Promise<Answer> {
  if (asked.reader === undefined) return 'not tried'
  const s3 = clientOf({ endpoint: asked.endpoint, ...asked.reader })
  const refusal = await refusalOf(put({ ...asked, s3 }, freshKey(), { Body: 'x' }))
  s3.destroy()
  return refusal === undefined ? 'let in' : `${refusal.status} ${refusal.code}`
}

export async function noBucket({ s3 }: Asked): Promise<Answer> {
  const refusal = await refusalOf(s3.send(new ListObjectsV2Command({ Bucket: 'there-is-no-such-bucket' })))
  return refusal === undefined ? 'an empty listing' : `${refusal.status} ${refusal.code}`
}

async function asSomeone({ bucket }: Asked, access: Asked): Promise<Answer> {
  const s3 = clientOf(access)
  const refusal = await refusalOf(s3.send(new ListObjectsV2Command({ Bucket: bucket })))
  s3.destroy()
  return refusal === undefined ? 'let in' : `${refusal.status} ${refusal.code}`
}
