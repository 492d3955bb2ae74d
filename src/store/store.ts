import { PgdrillError } from '../errors.ts'

/** An object as a listing shows it. */
export interface Listed {
  /** Relative to the store's root, `/` between folders, never starting with one. */
  key: string
  bytes: number
  modifiedAt: Date
}

/** What a store says it holds under one key. */
export interface Held {
  bytes: number
  /** CRC-32 (ISO-HDLC, as zlib.crc32) of the whole object, where the store keeps one. */
  crc32?: number
}

/** Something begun and never completed: a partial file, an open multipart upload. */
export interface Unfinished {
  /** The key it would have become. */
  key: string
  startedAt: Date
  /** What tells it from another unfinished write of the same key: an upload id, a file's name. */
  id: string
}

export interface PutOptions {
  /** Stops the write; nothing appears in the store. */
  signal: AbortSignal
  /** An upper bound to plan by, in bytes; unknown when left out. Writing more is allowed as far as the store can. */
  expectedBytes?: number
  /** Replace what is under the key (drill records). Without it an existing key is an ObjectExistsError. */
  overwrite?: boolean
}

/** Whether anybody is interested in what a folder holds. */
export type MayHold = (folder: string) => boolean

/**
 * Where backups live. The contract, tried on every adapter by test/contract/store.ts:
 *
 * - A key is visible only when whole: `put` makes it appear in one step after `source` has ended normally. When
 *   `source` throws, the signal aborts or the store fails, `put` rejects, and no object, partial file or open upload
 *   stays behind. So resolved means it is there and rejected means it is not: an abort that comes while the last step
 *   is on its way may be too late, and then `put` resolves.
 * - It rejects with the source's own error, with the signal's own reason, or with a PgdrillError of the store; and
 *   soon, even while the source is silent.
 * - `put` never replaces an existing key unless told to, and looks before it reads the source.
 * - Keys are plain relative names: `..`, empty segments, a leading `/`, control characters and backslashes are refused
 *   before anything is contacted.
 * - Errors are PgdrillErrors that name the location and the key, and the cure where there is one.
 */
export interface Store {
  /** For people and records: `s3://bucket/prefix`, `/var/backups/app`. Holds no secret. */
  readonly location: string

  /** Writes `source` under `key`. @throws ObjectExistsError */
  put(key: string, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<void>

  /** The bytes under `key`, streamed. @throws ObjectMissingError when there is no such key (at the first read) */
  get(key: string, options: { signal: AbortSignal }): AsyncIterable<Uint8Array>

  /** What the store holds under `key`, or undefined when there is no such key. */
  stat(key: string): Promise<Held | undefined>

  /**
   * Every object whose key starts with `keyPrefix`, in any order; one request per thousand keys. A store that has real folders
   * passes over those that `mayHold` says no to, such as `a/b`; others list them all the same.
   */
  list(keyPrefix: string, options?: { mayHold?: MayHold }): AsyncIterable<Listed>

  /** Removes the keys; one that is not there is no error. Rejects when any of them could not be removed, naming it. */
  delete(keys: readonly string[]): Promise<void>

  /** Writes of keys starting with `keyPrefix` that were begun and not completed. */
  listUnfinished(keyPrefix: string): AsyncIterable<Unfinished>

  /** Gives up an unfinished write and frees what it holds; one that is gone is no error. */
  discard(unfinished: Unfinished): Promise<void>
}

/** Names hold the second: of two runs that want the same one, one is told this. */
export const takenCure = 'another run has taken this name: run it again'

/** The key is taken, and the write was not to replace it. */
export class ObjectExistsError extends PgdrillError {
  override readonly name = 'ObjectExistsError'
}

/** There is nothing under the key. */
export class ObjectMissingError extends PgdrillError {
  override readonly name = 'ObjectMissingError'
}

/** Refuses keys that could leave the store's root or confuse a listing. @throws PgdrillError */
export function checkKey(key: string): void {
  const segments = key.split('/')
  const odd = segments.some((segment) => segment === '' || segment === '.' || segment === '..')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (odd || /[\u0000-\u001f\u007f\\]/.test(key) || Buffer.byteLength(key) > 900) {
    throw new PgdrillError(`cannot use ${JSON.stringify(key.slice(0, 200))} as an object's key`)
  }
}
