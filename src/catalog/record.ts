import { PgdrillError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { count, object, type Read, ShapeError } from './shape.ts'

/** A record that is there and cannot be understood. */
export class UnreadableRecordError extends PgdrillError {
  override readonly name = 'UnreadableRecordError'
}

/** A kind of JSON document that lies beside a dump. */
export interface RecordKind<T> {
  noun: string
  /** The newest version of the format that is understood here. */
  schema: number
  /** Checks a record that lies under `key`. @throws ShapeError */
  read(value: unknown, key: string): T
}

/**
 * The most bytes of one record that are read into memory. A manifest needs about 200 an object, so this is enough for a
 * directory archive of 300,000 tables.
 */
export const maxRecordBytes = 64 * 1024 * 1024

/**
 * The record under `key`. Nothing vouches for its bytes on their way here, so one that cannot be read is read again: what is
 * wrong in the store is so the second time too. @throws UnreadableRecordError; ObjectMissingError when there is none
 */
export async function readRecord<T>(
  kind: RecordKind<T>,
  store: Store,
  key: string,
  options: { signal: AbortSignal },
): Promise<T> {
  try {
    return await readOnce(kind, store, key, options)
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error
    return await readOnce(kind, store, key, options)
  }
}

async function readOnce<T>(
  kind: RecordKind<T>,
  store: Store,
  key: string,
  options: { signal: AbortSignal },
): Promise<T> {
  const where = `${store.location}/${key}`
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of store.get(key, options)) {
    bytes += chunk.length
    if (bytes > maxRecordBytes) throw unreadable(kind, where, `it is larger than ${maxRecordBytes} bytes`)
    chunks.push(chunk)
  }
  return parseRecord(kind, Buffer.concat(chunks).toString('utf8'), key, where)
}

/** `text` as the record under `key`; `where` is what an error calls it. @throws UnreadableRecordError */
export function parseRecord<T>(kind: RecordKind<T>, text: string, key: string, where = key): T {
  try {
    const value: unknown = JSON.parse(text)
    refuseNewer(kind, value, where)
    return kind.read(value, key)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable(kind, where, 'it is not whole JSON', cause)
    if (cause instanceof ShapeError) throw unreadable(kind, where, cause.message, cause)
    throw cause
  }
}

function refuseNewer({ noun, schema }: RecordKind<unknown>, value: unknown, where: string): void {
  const found = version(value, '').schema
  if (found <= schema) return
  throw new UnreadableRecordError(
    `cannot read ${where}: ${noun} schema ${found} is newer than this pgdrill reads (${schema})`,
    { cure: 'update pgdrill' },
  )
}

const version: Read<{ schema: number }> = object({ schema: count })

function unreadable({ noun }: RecordKind<unknown>, where: string, why: string, cause?: unknown) {
  return new UnreadableRecordError(`cannot read ${where} as a ${noun}: ${why}`, { cause })
}
