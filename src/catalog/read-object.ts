import { createHash } from 'node:crypto'
import { PgdrillError } from '../errors.ts'
import type { Store } from '../store/store.ts'

/** What a store gave is not what was stored there. */
export class CorruptObjectError extends PgdrillError {
  override readonly name = 'CorruptObjectError'
}

/** What an object should be; a manifest says all of it. */
export interface Expected {
  key: string
  bytes?: number
  /** Hex. */
  sha256?: string
}

/**
 * An object's bytes as they are stored, held against what they should be while they stream: the iteration ends normally
 * only when length and sha256 are right. @throws CorruptObjectError
 */
export async function* readObject(
  store: Store,
  { key, bytes, sha256 }: Expected,
  options: { signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of store.get(key, options)) {
    read += chunk.length
    if (bytes !== undefined && read > bytes) throw corrupt(store, key, `it is longer than ${bytes} bytes`)
    hash.update(chunk)
    yield chunk
  }
  if (bytes !== undefined && read !== bytes) throw corrupt(store, key, `it is ${read} bytes, not ${bytes}`)
  const found = hash.digest('hex')
  if (sha256 !== undefined && found !== sha256)
    throw corrupt(store, key, `its sha256 is ${found}, not ${sha256}`)
}

function corrupt({ location }: Store, key: string, why: string): CorruptObjectError {
  return new CorruptObjectError(`cannot trust ${location}/${key}: it does not match its manifest, ${why}`)
}
