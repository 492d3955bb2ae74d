import { CreateBucketCommand } from '@aws-sdk/client-s3'
import type { Access } from '../bucket-client.ts'
import { type Answer, type Asked, clientOf, inWords, refusalOf } from './asking.ts'
import * as bucketwide from './bucketwide.ts'
import * as keeping from './keeping.ts'
import * as writes from './writes.ts'

/** What is asked of every server, in the table's order. */
export const questions: Readonly<Record<string, (asked: Asked) => Promise<Answer>>> = {
  'If-None-Match on PutObject': writes.conditionalPut,
  'If-None-Match on CompleteMultipartUpload': writes.conditionalComplete,
  'CRC32 of an object': writes.crc32InHeader,
  'CRC32 over all parts': writes.crc32OfParts,
  'CRC64NVME of an object': writes.crc64InHeader,
  'Content-MD5': writes.md5InHeader,
  'trailing checksum (aws-chunked)': writes.trailingChecksum,
  'parts of less than 5 MiB': writes.smallParts,
  'parts of unequal size': writes.unequalParts,
  'open uploads listed by prefix': bucketwide.openUploads,
  'ListObjectsV2 in pages': bucketwide.paging,
  'bulk delete': bucketwide.bulkDelete,
  'download resumed (Range, If-Match)': bucketwide.resumed,
  'Object Lock': keeping.objectLock,
  'SSE-S3': keeping.encryption,
  'SSE-KMS': keeping.kms,
  'storage class': keeping.storageClass,
  'virtual-host style': bucketwide.virtualHost,
  'wrong secret': bucketwide.wrongSecret,
  'unknown key id': bucketwide.unknownKeyId,
  'missing permission': bucketwide.noPermission,
  'missing bucket': bucketwide.noBucket,
}

/** Puts every question to a server, one after the other, in a bucket that is made for it. */
export async function lookAt(access: Access & Pick<Asked, 'reader'>): Promise<Record<string, Answer>> {
  const s3 = clientOf(access)
  const asked: Asked = { ...access, bucket: 'look', s3 }
  await s3.send(new CreateBucketCommand({ Bucket: asked.bucket }))
  const answers: Record<string, Answer> = {}
  for (const [title, ask] of Object.entries(questions)) answers[title] = await answerTo(ask, asked)
  s3.destroy()
  return answers
}

/** What fails where it was not expected to is told as it came. */
async function answerTo(ask: (asked: Asked) => Promise<Answer>, asked: Asked): Promise<Answer> {
  let answer = ''
  const refusal = await refusalOf(
    ask(asked).then((told) => {
      answer = told
    }),
  )
  return refusal === undefined ? answer : inWords(refusal)
}
