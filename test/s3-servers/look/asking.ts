import { randomBytes } from 'node:crypto'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Access } from '../bucket-client.ts'

/** A server with one bucket that is made for the questions, and one with Object Lock where the server makes such. */
export interface Asked extends Access {
  bucket: string
  /** May read and list only; left out where the server knows one user, or none is made for this. */
  reader?: Omit<Access, 'endpoint'> | undefined
  s3: S3Client
}

/** What a server does: `yes`, `no`, `ignored` (taken without effect and without a word), or a few words. */
export type Answer = string

export const MiB = 1024 ** 2

export function clientOf(
  { endpoint, accessKeyId, secretAccessKey }: Access,
  more: S3ClientConfig = {},
): S3Client {
  return new S3Client({
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...more,
  })
}

/** A name that nothing has had before. */
export function freshKey(): string {
  return `look/${randomBytes(6).toString('hex')}`
}

export interface Refusal {
  status: number
  code: string
}

/** How a request was refused; undefined when it was not. A server that breaks off answers with status 0. */
export async function refusalOf(request: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await request
    return undefined
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
    return { status: $metadata?.httpStatusCode ?? 0, code: name ?? 'UnknownError' }
  }
}

export function inWords({ status, code }: Refusal): Answer {
  return `refused: ${status} ${code}`
}

export type Put = Omit<PutObjectCommandInput, 'Bucket' | 'Key'>

export async function put({ s3, bucket }: Asked, Key: string, input: Put) {
  return await s3.send(new PutObjectCommand({ Bucket: bucket, Key, ...input }))
}

export async function head({ s3, bucket }: Asked, Key: string) {
  return await s3.send(new HeadObjectCommand({ Bucket: bucket, Key, ChecksumMode: 'ENABLED' }))
}

interface InParts {
  begin?: Partial<CreateMultipartUploadCommandInput>
  part?: (body: Buffer) => object
  complete?: object
}

/** Writes an object in parts of these sizes. */
export async function putInParts(
  { s3, bucket }: Asked,
  Key: string,
  bodies: readonly Buffer[],
  { begin = {}, part = () => ({}), complete = {} }: InParts = {},
) {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key, ...begin }))
  const upload = { Bucket: bucket, Key, UploadId }
  const Parts = []
  for (const [at, Body] of bodies.entries()) {
    const PartNumber = at + 1
    const { ETag, ChecksumCRC32 } = await s3.send(
      new UploadPartCommand({ ...upload, PartNumber, Body, ...part(Body) }),
    )
    Parts.push({ PartNumber, ETag, ...(ChecksumCRC32 && { ChecksumCRC32 }) })
  }
  const done = { ...upload, ...complete, MultipartUpload: { Parts } }
  return await s3.send(new CompleteMultipartUploadCommand(done))
}
