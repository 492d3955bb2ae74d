import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3'
import { checkKey, type Held, type Listed, type PutOptions, type Store, type Unfinished } from '../store.ts'
import { Bucket } from './bucket.ts'
import { refuseTaken, type Target } from './commit.ts'
import { download } from './download.ts'
import { locationOf, S3Error } from './errors.ts'
import type { Features } from './features.ts'
import { look } from './look.ts'
import type { Asked } from './meaning.ts'
import { planParts } from './part-plan.ts'
import { Remover } from './remove.ts'
import type { S3Settings } from './settings.ts'
import { abortStrays } from './strays.ts'
import { upload } from './upload.ts'

/** What a server was found to have is kept, as far as it was asked. */
export interface S3Store extends Store {
  readonly features: Readonly<Features>
}

/** A store in an S3 bucket, of AWS or a look-alike. Nothing is contacted yet. */
export function openS3Store(settings: S3Settings): S3Store {
  return new BucketStore(settings)
}

class BucketStore implements S3Store {
  readonly location: string
  readonly #bucket: Bucket
  readonly #remover: Remover
  readonly features: Features

  constructor(settings: S3Settings) {
    this.location = locationOf(settings)
    this.#bucket = new Bucket(settings)
    this.#remover = new Remover(this.#bucket)
    this.features = { conditional: true, checksum: settings.checksum === 'when-supported' }
  }

  async put(key: string, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<void> {
    checkKey(key)
    const { signal, expectedBytes, overwrite = false } = options
    signal.throwIfAborted()
    const { partBytes, buffers } = planParts({ expectedBytes, partBytes: this.#bucket.settings.partBytes })
    const target: Target = { bucket: this.#bucket, features: this.features, key, overwrite, partBytes }
    if (!overwrite) await refuseTaken(target, { guarded: true }, signal)
    const completed = await upload(target, source, { signal, buffers })
    if (completed !== undefined && !overwrite) await abortStrays(this, key, completed)
  }

  async *get(key: string, { signal }: { signal: AbortSignal }): AsyncIterable<Uint8Array> {
    checkKey(key)
    yield* download(this.#bucket, key, signal)
  }

  async stat(key: string): Promise<Held | undefined> {
    checkKey(key)
    const seen = await look(this.#bucket, key)
    if (seen === undefined) return undefined
    const { etag: _, ...held } = seen
    return held
  }

  async *list(keyPrefix: string): AsyncIterable<Listed> {
    const asked: Asked = { doing: 'list', permission: 's3:ListBucket' }
    let page: ListObjectsV2CommandOutput | undefined
    do {
      const token = page?.NextContinuationToken
      const command = new ListObjectsV2Command({
        ...this.#under(keyPrefix),
        ...(token && { ContinuationToken: token }),
      })
      page = await this.#bucket.send(command, asked, undefined, isListing)
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        const key = this.#keyOf(Key)
        if (!isFolder(key)) yield { key, bytes: Size, modifiedAt: LastModified }
      }
    } while (page.IsTruncated && page.NextContinuationToken !== undefined)
  }

  async delete(keys: readonly string[]): Promise<void> {
    keys.forEach(checkKey)
    await this.#remover.remove(keys)
  }

  async *listUnfinished(keyPrefix: string): AsyncIterable<Unfinished> {
    let page: ListMultipartUploadsCommandOutput | undefined
    do {
      page = await this.#uploads(keyPrefix, page)
      for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page?.Uploads ?? []) {
        yield { key: this.#keyOf(Key), startedAt: Initiated, id: UploadId }
      }
    } while (page?.IsTruncated && page.NextKeyMarker)
  }

  async discard({ key, id }: Unfinished): Promise<void> {
    checkKey(key)
    const command = new AbortMultipartUploadCommand({ ...this.#bucket.nameOf(key), UploadId: id })
    try {
      await this.#bucket.send(command, { doing: 'delete', permission: 's3:AbortMultipartUpload', key })
    } catch (error) {
      if (!(error instanceof S3Error) || error.code !== 'NoSuchUpload') throw error
    }
  }

  /** A page of open uploads; undefined where there is none, or where the server cannot list them. */
  async #uploads(keyPrefix: string, before: ListMultipartUploadsCommandOutput | undefined) {
    const after = before && { KeyMarker: before.NextKeyMarker, UploadIdMarker: before.NextUploadIdMarker }
    const command = new ListMultipartUploadsCommand({ ...this.#under(keyPrefix), ...after })
    try {
      const asked: Asked = { doing: 'list', permission: 's3:ListBucketMultipartUploads' }
      return await this.#bucket.send(command, asked, undefined, isListing)
    } catch (error) {
      if (hasNone(error)) return undefined
      throw error
    }
  }

  #under(keyPrefix: string): { Bucket: string; Prefix: string } {
    const { Bucket, Key } = this.#bucket.nameOf(keyPrefix)
    return { Bucket, Prefix: Key }
  }

  #keyOf(name: string): string {
    const { prefix } = this.#bucket.settings
    return prefix === '' ? name : name.slice(prefix.length + 1)
  }
}

/** What consoles make for a new folder, and servers with real folders (s3proxy) list of each. */
function isFolder(key: string): boolean {
  return key === '' || key.endsWith('/')
}

/** 501 and 405: the server cannot list open uploads. rclone says NoSuchUpload of a bucket that has none. */
function hasNone(error: unknown): boolean {
  return (
    error instanceof S3Error &&
    (error.status === 501 || error.status === 405 || error.code === 'NoSuchUpload')
  )
}

/** Whether an answer is a listing, be it empty: look-alikes leave out one or another of these, none leaves out all. */
function isListing(answer: object) {
  const told: Partial<ListObjectsV2CommandOutput & ListMultipartUploadsCommandOutput> = answer
  return told.Name ?? told.Bucket ?? told.IsTruncated ?? told.Prefix
}
