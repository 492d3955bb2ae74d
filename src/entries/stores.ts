import type { StoreSettings } from '../settings/stores.ts'
import { openFolderStore } from '../store/folder.ts'
import type { S3Settings } from '../store/s3/settings.ts'
import type { S3Store } from '../store/s3/store.ts'
import type { Store } from '../store/store.ts'

/** Opens the stores; the AWS SDK is loaded only when one of them is a bucket, for it costs 90 ms of start. */
export function openStores(settings: readonly StoreSettings[]): Promise<Store[]> {
  return Promise.all(settings.map(open))
}

async function open(settings: StoreSettings): Promise<Store> {
  if (settings.kind === 'folder') return openFolderStore(settings.path)
  return await openBucket(settings)
}

/** A store in a bucket, with what its server was found to have. */
export async function openBucket(settings: S3Settings): Promise<S3Store> {
  const { openS3Store } = await import('../store/s3/store.ts')
  return openS3Store(settings)
}

/** The options about how objects are kept that the server ignored. */
export async function readUnheededOptions(
  settings: S3Settings,
  key: string,
  signal: AbortSignal,
): Promise<string[]> {
  const { readUnheeded } = await import('../store/s3/unheeded.ts')
  return readUnheeded(settings, key, signal)
}
