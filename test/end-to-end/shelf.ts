import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Server } from '../servers/s3.ts'

/** A store as it is, past the program under test. */
export interface Shelf {
  /** For --store. */
  readonly location: string
  /** What is there: sha256 by key, partial files and unfinished uploads included. */
  contents(): Promise<Record<string, string>>
  /** Partial files, and uploads begun and not completed. */
  unfinished(): Promise<string[]>
  read(key: string): Promise<Buffer>
  plant(key: string, content: string): Promise<void>
}

export function folderShelf(location: string): Shelf {
  const names = async () => (existsSync(location) ? await readdir(location) : [])
  const read = (key: string) => readFile(join(location, key))
  return {
    location,
    read,
    contents: async () => digests(await names(), read),
    unfinished: async () => (await names()).filter((name) => name.startsWith('.')),
    async plant(key, content) {
      await mkdir(location, { recursive: true })
      await writeFile(join(location, key), content)
    },
  }
}

const prefix = 'nightly/db'

/** A bucket, with a prefix. */
export function bucketShelf(s3: S3Server, bucket: string): Shelf {
  const { endpoint, accessKeyId, secretAccessKey } = s3
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
  const named = (key: string) => ({ Bucket: bucket, Key: `${prefix}/${key}` })
  const keyOf = (name: string) => name.slice(prefix.length + 1)
  const unfinished = async () => (await s3.openUploads(bucket)).map(({ key }) => `unfinished ${keyOf(key)}`)
  const read = async (key: string) => {
    const { Body } = await client.send(new GetObjectCommand(named(key)))
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  }
  return {
    location: `s3://${bucket}/${prefix}`,
    read,
    unfinished,
    async contents() {
      const keys = (await s3.keys(bucket)).map(keyOf)
      const uploads = Object.fromEntries((await unfinished()).map((upload) => [upload, '']))
      return { ...(await digests(keys, read)), ...uploads }
    },
    async plant(key, content) {
      await client.send(new PutObjectCommand({ ...named(key), Body: content }))
    },
  }
}

async function digests(
  keys: readonly string[],
  read: (key: string) => Promise<Buffer>,
): Promise<Record<string, string>> {
  const pairs = keys.map(async (key) => [key, sha256(await read(key))] as const)
  return Object.fromEntries(await Promise.all(pairs))
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
