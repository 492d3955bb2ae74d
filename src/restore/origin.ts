import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { parseKey } from '../catalog/names.ts'
import { type BackupCopy, type DumpKey, dumpOf, findBackup, type What } from '../catalog/open-backup.ts'
import { CorruptObjectError, readObject } from '../catalog/read-object.ts'
import { decompressor } from '../compress/decompress.ts'
import { DecompressionError } from '../compress/decompression-error.ts'
import { decryptor, type Keys, tryKeys } from '../encrypt/decrypt.ts'
import { DecryptionError } from '../encrypt/errors.ts'
import { intro } from '../encrypt/header.ts'
import { messageOf, PgdrillError } from '../errors.ts'
import type { DatabaseShape } from '../postgres/databases.ts'
import type { Store } from '../store/store.ts'

/** Where the dump to restore comes from. */
export type RestoreFrom =
  | { kind: 'backup'; what: What; stores: readonly Store[] }
  /** A dump that pgdrill need not have made. */
  | { kind: 'file'; path: string }

/** A dump in one place. */
export interface Origin {
  /** For people. */
  location: string
  /** Null for a file. */
  stem: string | null
  format: 'plain' | 'custom'
  /** Of the stored object; null when not known. */
  storedBytes: number | null
  /** pg_dump's major version, where a manifest says it. */
  clientMajor?: number
  shape?: DatabaseShape
  extensions: readonly string[]
  /** Reads the header of an encrypted dump; of others nothing. @throws NoKeyError; DecryptionError */
  tryKeys?(signal: AbortSignal): Promise<void>
  /** The dump as pg_dump wrote it. It ends normally only when what is stored is what its manifest says. */
  read(signal: AbortSignal): AsyncIterable<Uint8Array>
  /** SQL that makes the roles and tablespaces; undefined when the backup has none. */
  readGlobals(signal: AbortSignal): Promise<string | undefined>
}

export interface Origins {
  /** Best first; at least one. */
  origins: readonly Origin[]
  /** For people: what is wrong with other copies. */
  problems: readonly string[]
}

/** Every place that the dump can be read from. @throws PgdrillError when there is none */
export async function findOrigins(
  from: RestoreFrom,
  keys: Keys,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<Origins> {
  if (from.kind === 'file') return { origins: [await fileOrigin(from.path, keys, signal)], problems: [] }
  const { copies, problems } = await findBackup(from.stores, from.what, { now, signal })
  const origins = copies.map((copy) => copyOrigin(copy, keys))
  return await openable(origins, problems, signal)
}

/** Those that the keys open, before anything is changed for the sake of a backup that nobody here can read. */
async function openable(
  all: readonly Origin[],
  problems: readonly string[],
  signal: AbortSignal,
): Promise<Origins> {
  const tried = await Promise.allSettled(all.map((origin) => origin.tryKeys?.(signal)))
  signal.throwIfAborted()
  const reasons = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []))
  const origins = all.filter((_, at) => tried[at]?.status === 'fulfilled')
  if (origins.length === 0) throw reasons[0]
  return { origins, problems: [...problems, ...reasons.map(messageOf)] }
}

/** Whether what is stored, and not what was made of it, is to blame for a failed restore: then another copy may do. */
export async function isDamaged(origin: Origin, error: unknown, signal: AbortSignal): Promise<boolean> {
  if (error instanceof CorruptObjectError || error instanceof DecompressionError) return true
  if (error instanceof DecryptionError) return true
  // A flipped bit can be bad SQL long before the checksum's turn comes.
  try {
    for await (const _ of origin.read(signal)) signal.throwIfAborted()
    return false
  } catch {
    return !signal.aborted
  }
}

function copyOrigin(copy: BackupCopy, keys: Keys): Origin {
  const { store, entry, manifest } = copy
  const dump = dumpOf(copy)
  if (dump === undefined) throw new PgdrillError(`there is no dump of ${entry.stem} in ${store.location}`)
  refuseUnreadable(dump, store)
  const stored = manifest?.objects.find(({ key }) => key === dump.key)
  const { compression, format } = dump.format === 'plain' ? dump : { ...dump, compression: 'none' as const }
  const location = `${store.location}/${dump.key}`
  const read = (signal: AbortSignal) => readObject(store, stored ?? { key: dump.key }, { signal })
  const decrypted = (signal: AbortSignal) =>
    dump.encrypted ? decryptor(keys, location)(read(signal)) : read(signal)
  return {
    location,
    stem: entry.stem,
    format: format === 'plain' ? 'plain' : 'custom',
    storedBytes: entry.objects.find(({ key }) => key === dump.key)?.bytes ?? null,
    ...(manifest && { shape: manifest.source, clientMajor: Number.parseInt(manifest.dump.client, 10) }),
    extensions: manifest?.source.extensions.map(({ name }) => name) ?? [],
    tryKeys: async (signal) => {
      if (dump.encrypted) await tryKeys(read(signal), keys, location)
    },
    read: (signal) => decompressor(compression)(decrypted(signal)),
    readGlobals: (signal) => readGlobals(copy, keys, signal),
  }
}

function refuseUnreadable({ key, format }: DumpKey, { location }: Store): void {
  if (format === 'directory') {
    throw new PgdrillError(`cannot restore ${location}/${key}: it is a directory archive`, {
      cure: 'fetch its folder and restore it with pg_restore',
    })
  }
}

async function readGlobals({ store, entry, manifest }: BackupCopy, keys: Keys, signal: AbortSignal) {
  const found = entry.objects.map((object) => parseKey(object.key)).find((key) => key?.part === 'globals')
  if (found?.part !== 'globals') return undefined
  const { key, encrypted } = found
  const stored = manifest?.objects.find((object) => object.key === key) ?? { key }
  const chunks: Uint8Array[] = []
  const read = readObject(store, stored, { signal })
  const gzip = encrypted ? decryptor(keys, `${store.location}/${key}`)(read) : read
  for await (const chunk of decompressor('gzip')(gzip)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** What a file is, its first bytes say; not its name, which anybody may have changed. */
async function fileOrigin(path: string, keys: Keys, signal: AbortSignal): Promise<Origin> {
  const file = await startOf(path)
  const isEncrypted = file.start.toString('latin1') === intro.slice(0, startBytes)
  const read = (signal: AbortSignal) =>
    isEncrypted ? decryptor(keys, path)(bytesOf(path, signal)) : bytesOf(path, signal)
  const start = isEncrypted ? await firstOf(read(signal)) : file.start
  const compression = compressionOf(start)
  const format = start.toString('latin1', 0, 5) === 'PGDMP' ? 'custom' : 'plain'
  return {
    location: path,
    stem: null,
    format,
    storedBytes: file.bytes,
    extensions: [],
    read: (signal) => decompressor(compression)(read(signal)),
    readGlobals: async () => undefined,
  }
}

async function firstOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  for await (const chunk of source) return Buffer.from(chunk.subarray(0, startBytes))
  return Buffer.alloc(0)
}

async function* bytesOf(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    signal.throwIfAborted()
    yield chunk
  }
}

// Enough to tell an archive, a compressed file and an encrypted one.
const startBytes = 8

async function startOf(path: string): Promise<{ start: Buffer; bytes: number }> {
  try {
    if ((await stat(path)).isDirectory()) throw new PgdrillError('it is a folder')
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0)
    return { start: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size }
  } catch (error) {
    throw new PgdrillError(`cannot read ${path}: ${messageOf(error)}`, { cause: error })
  }
}

function compressionOf(start: Buffer): 'gzip' | 'zstd' | 'none' {
  if (start.toString('hex', 0, 2) === '1f8b') return 'gzip'
  return start.toString('hex', 0, 4) === '28b52ffd' ? 'zstd' : 'none'
}
