import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import {
  type Answer,
  type Asked,
  freshKey,
  head,
  inWords,
  type Put,
  put,
  type Refusal,
  refusalOf,
} from './asking.ts'

/** A class that every S3 of AWS has, and what is no class at all. */
export async function storageClass(asked: Asked): Promise<Answer> {
  const key = freshKey()
  const known = await refusalOf(put(asked, key, { Body: 'x', StorageClass: 'STANDARD_IA' }))
  const unknown = await refusalOf(put(asked, freshKey(), { Body: 'x', StorageClass: 'NO_SUCH' as never }))
  const kept = known === undefined && (await head(asked, key)).StorageClass === 'STANDARD_IA'
  const first = known === undefined ? (kept ? 'kept' : 'ignored') : inWords(known)
  return `${first}; an unknown one ${unknown === undefined ? 'taken' : inWords(unknown)}`
}

export async function encryption(asked: Asked): Promise<Answer> {
  return await encrypted(asked, { ServerSideEncryption: 'AES256' })
}

export async function kms(asked: Asked): Promise<Answer> {
  return await encrypted(asked, { ServerSideEncryption: 'aws:kms' })
}

/** What is said to be encrypted by a way that is none is said so of anything. */
async function encrypted(asked: Asked, input: Put): Promise<Answer> {
  if ((await saidOf(asked, { ServerSideEncryption: 'NO_SUCH' as never })) === 'NO_SUCH') return 'echoed'
  const said = await saidOf(asked, input)
  if (said === input.ServerSideEncryption) return 'yes'
  return typeof said === 'object' ? inWords(said) : 'ignored'
}

async function saidOf(asked: Asked, input: Put): Promise<string | undefined | Refusal> {
  const key = freshKey()
  const refusal = await refusalOf(put(asked, key, { Body: 'x', ...input }))
  return refusal ?? (await head(asked, key)).ServerSideEncryption
}

/** Whether a version under a lock can be deleted all the same; of a minute, for the server goes before it. */
export async function objectLock({ s3, bucket }: Asked): Promise<Answer> {
  const Bucket = `${bucket}-lock`
  const made = await refusalOf(s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true })))
  if (made !== undefined) return `no such bucket: ${inWords(made)}`
  const Key = freshKey()
  const until = new Date(Date.now() + 60_000)
  const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until } as const
  const md5 = { ContentMD5: 'TO8vMKx9M0GdAMHZOgkAlQ==' } // of "locked"
  const refusal = await refusalOf(
    s3.send(new PutObjectCommand({ Bucket, Key, Body: 'locked', ...lock, ...md5 })),
  )
  if (refusal !== undefined) return inWords(refusal)
  const held = await s3.send(new HeadObjectCommand({ Bucket, Key }))
  const { VersionId } = held
  const gone = await refusalOf(
    s3.send(new DeleteObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) })),
  )
  if (gone !== undefined) return 'yes'
  return held.ObjectLockMode === 'COMPLIANCE' ? 'kept, not obeyed' : 'ignored'
}
