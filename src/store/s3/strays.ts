import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { afterwardsMs, type Target } from './commit.ts'
import { S3Error } from './errors.ts'

/**
 * Aborts the other uploads that are open under a key, of which the object is there by now: a begin whose answer was lost is sent again,
 * and one that something on the way delivers twice begins two. Nobody can complete them any more, and they cost. What may
 * not be listed or aborted, or gets no answer in time, a prune aborts when it is 48 hours old.
 */
export async function abortStrays({ bucket, key }: Target, completed: string): Promise<void> {
  const signal = AbortSignal.timeout(afterwardsMs)
  const { Bucket, Key } = bucket.nameOf(key)
  try {
    const list = new ListMultipartUploadsCommand({ Bucket, Prefix: Key })
    const asked = { doing: 'list', permission: 's3:ListBucketMultipartUploads' } as const
    const { Uploads = [] } = await bucket.send(list, asked, signal)
    for (const { Key: open, UploadId } of Uploads) {
      // A listing that lags may show the completed one still.
      if (open !== Key || UploadId === completed) continue
      const abort = new AbortMultipartUploadCommand({ Bucket, Key, UploadId })
      await bucket.send(abort, { doing: 'delete', permission: 's3:AbortMultipartUpload', key }, signal)
    }
  } catch (error) {
    if (!(error instanceof S3Error) && !signal.aborted) throw error
  }
}
