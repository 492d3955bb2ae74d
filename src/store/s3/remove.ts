import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3'
import { type Undeleted, undeletedError } from '../undeleted.ts'
import type { Bucket } from './bucket.ts'
import { locationOf, S3Error } from './errors.ts'
import { partialFailure } from './failure.ts'
import { type Asked, meaningOf } from './meaning.ts'

// S3 takes no more in one request.
const batchKeys = 1000
const atOnce = 8

/** Deletes objects: a thousand at a time, or one by one on servers that have no bulk delete (GCS, some old ones). */
export class Remover {
  readonly #bucket: Bucket
  #bulk = true

  constructor(bucket: Bucket) {
    this.#bucket = bucket
  }

  async remove(keys: readonly string[]): Promise<void> {
    const left: Undeleted[] = []
    for (let at = 0; at < keys.length; at += batchKeys) {
      left.push(...(await this.#batch(keys.slice(at, at + batchKeys))))
    }
    if (left.length > 0) throw undeletedError(locationOf(this.#bucket.settings), left)
  }

  async #batch(keys: readonly string[]): Promise<Undeleted[]> {
    if (this.#bulk) {
      try {
        return await this.#together(keys)
      } catch (error) {
        // Also 400: servers that want Content-MD5, or do not know the SDK's checksum, answer this and that.
        if (!(error instanceof S3Error) || ![400, 405, 411, 501].includes(error.status ?? 0)) throw error
        this.#bulk = false
      }
    }
    return this.#singly(keys)
  }

  async #together(keys: readonly string[]): Promise<Undeleted[]> {
    const { bucket } = this.#bucket.settings
    const byName = new Map(keys.map((key) => [this.#bucket.nameOf(key).Key, key]))
    const Objects = [...byName.keys()].map((Key) => ({ Key }))
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } })
    const { Errors = [] } = await this.#bucket.send(command, asks())
    return Errors.filter(({ Code }) => Code !== 'NoSuchKey').map(({ Key = '', Code, Message }) => {
      const key = byName.get(Key) ?? Key
      return { key, ...meaningOf(partialFailure(Code, Message), asks(key), this.#bucket.settings) }
    })
  }

  async #singly(keys: readonly string[]): Promise<Undeleted[]> {
    const left: Undeleted[] = []
    for (let at = 0; at < keys.length; at += atOnce) {
      const ends = await Promise.all(keys.slice(at, at + atOnce).map((key) => this.#one(key)))
      left.push(...ends.filter((end) => end !== undefined))
    }
    return left
  }

  /** What is refused for this key only is told with the others' refusals; a server that is away ends it all. */
  async #one(key: string): Promise<Undeleted | undefined> {
    try {
      await this.#bucket.send(new DeleteObjectCommand(this.#bucket.nameOf(key)), asks(key))
      return undefined
    } catch (error) {
      if (!(error instanceof S3Error) || error.status === undefined || error.status >= 500) throw error
      if (error.code === 'NoSuchKey') return undefined
      const { why, cure } = error
      return { key, why, ...(cure !== undefined && { cure }) }
    }
  }
}

function asks(key?: string): Asked {
  return { doing: 'delete', permission: 's3:DeleteObject', ...(key !== undefined && { key }) }
}
