import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'

export interface Access {
  endpoint: string
  accessKeyId: string
  secretAccessKey: string
}

const atOnce = 16

/** One bucket as the AWS SDK shows it, past the store under test. */
export class BucketClient {
  readonly bucket: string
  readonly s3: S3Client

  constructor({ endpoint, accessKeyId, secretAccessKey }: Access, bucket: string) {
    this.bucket = bucket
    this.s3 = new S3Client({
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
      region: 'us-east-1',
      forcePathStyle: true,
      maxAttempts: 5,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
  }

  async make({ lock = false } = {}): Promise<void> {
    const command = { Bucket: this.bucket, ...(lock && { ObjectLockEnabledForBucket: true }) }
    await this.s3.send(new CreateBucketCommand(command))
  }

  /** Objects of one byte. */
  async fill(keys: readonly string[]): Promise<void> {
    const left = [...keys]
    const one = async () => {
      for (let Key = left.pop(); Key !== undefined; Key = left.pop()) {
        await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: 'x' }))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, one))
  }

  /** The keys of every object under the prefix, sorted. */
  async keys(prefix: string): Promise<string[]> {
    const found: string[] = []
    const asked = { Bucket: this.bucket, Prefix: prefix }
    let after: string | undefined
    do {
      const page = await this.s3.send(
        new ListObjectsV2Command({ ...asked, ...(after !== undefined && { ContinuationToken: after }) }),
      )
      found.push(...(page.Contents ?? []).map(({ Key = '' }) => Key))
      after = page.NextContinuationToken
    } while (after !== undefined)
    return found.sort()
  }

  /** The keys of uploads that were begun and neither completed nor given up; none where a server cannot say. */
  async openUploads(prefix: string): Promise<string[]> {
    try {
      const asked = { Bucket: this.bucket, Prefix: prefix }
      const { Uploads = [] } = await this.s3.send(new ListMultipartUploadsCommand(asked))
      return Uploads.map(({ Key = '' }) => Key).sort()
    } catch (error) {
      if (error instanceof S3ServiceException && [404, 501].includes(statusOf(error) ?? 0)) return []
      throw error
    }
  }

  close(): void {
    this.s3.destroy()
  }
}

export function statusOf(error: S3ServiceException): number | undefined {
  return error.$metadata.httpStatusCode
}
