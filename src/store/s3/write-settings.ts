import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { S3Settings } from './settings.ts'

type WriteSettings = Pick<
  PutObjectCommandInput,
  'StorageClass' | 'ServerSideEncryption' | 'SSEKMSKeyId' | 'ObjectLockMode' | 'ObjectLockRetainUntilDate'
>

const dayMs = 86_400_000

/** What the settings say about how objects are kept, as the requests that begin a write take it. */
export function writeSettings(
  { storageClass, encryption, objectLock }: S3Settings,
  now: Date,
): WriteSettings {
  return {
    ...(storageClass !== undefined && {
      StorageClass: storageClass as NonNullable<WriteSettings['StorageClass']>,
    }),
    ...(encryption !== undefined && { ServerSideEncryption: encryption.kind }),
    ...(encryption?.kind === 'aws:kms' &&
      encryption.keyId !== undefined && { SSEKMSKeyId: encryption.keyId }),
    ...(objectLock !== undefined && {
      ObjectLockMode: objectLock.mode,
      ObjectLockRetainUntilDate: new Date(now.getTime() + objectLock.days * dayMs),
    }),
  }
}
