import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { Bucket } from './bucket.ts'
import type { S3Settings } from './settings.ts'

/**
 * The options about how objects are kept that the server took with this object and says nothing of: versitygw 1.8 and
 * others ignore encryption and storage classes without a word. Asks nothing where none of them is set.
 */
export async function readUnheeded(
  settings: S3Settings,
  key: string,
  signal: AbortSignal,
): Promise<string[]> {
  const { encryption, storageClass = 'STANDARD' } = settings
  if (encryption === undefined && storageClass === 'STANDARD') return []
  const bucket = new Bucket(settings)
  const asked = { doing: 'read', permission: 's3:GetObject', key } as const
  const held = await bucket.send(new HeadObjectCommand(bucket.nameOf(key)), asked, signal)
  const unheeded = []
  if (encryption !== undefined && held.ServerSideEncryption !== encryption.kind) unheeded.push('s3-sse')
  if ((held.StorageClass ?? 'STANDARD') !== storageClass) unheeded.push('s3-storage-class')
  return unheeded
}
