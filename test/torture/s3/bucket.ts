import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { S3Server } from '../../servers/s3.ts'

export const bucketName = 'torture'
export const prefix = 'nightly/db'

/** The bucket, which goes back to what it was after each trial; past the proxy and the program under test. */
export class BucketState {
  readonly #s3: S3Server
  readonly #client: S3Client
  #kept = new Map<string, Buffer>()

  constructor(s3: S3Server) {
    const { endpoint, accessKeyId, secretAccessKey } = s3
    const credentials = { accessKeyId, secretAccessKey }
    this.#s3 = s3
    this.#client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
  }

  async remember(): Promise<void> {
    this.#kept = await this.#contents()
  }

  async goBack(): Promise<void> {
    const now = await this.#contents()
    for (const key of now.keys())
      if (!this.#kept.has(key)) await this.#client.send(new DeleteObjectCommand(named(key)))
    for (const [key, bytes] of this.#kept)
      if (!now.get(key)?.equals(bytes))
        await this.#client.send(new PutObjectCommand({ ...named(key), Body: bytes }))
    const { Uploads = [] } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket: bucketName }))
    for (const { Key = '', UploadId } of Uploads)
      await this.#client.send(new AbortMultipartUploadCommand({ ...named(Key), UploadId }))
  }

  async #contents(): Promise<Map<string, Buffer>> {
    const read = async (key: string) => {
      const { Body } = await this.#client.send(new GetObjectCommand(named(key)))
      return [key, Buffer.from((await Body?.transformToByteArray()) ?? [])] as const
    }
    return new Map(await Promise.all((await this.#s3.keys(bucketName)).map(read)))
  }
}

function named(Key: string) {
  return { Bucket: bucketName, Key }
}
