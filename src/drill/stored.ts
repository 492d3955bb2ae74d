import { dumpKeyOf, type Manifest, type ManifestObject } from '../catalog/manifest.ts'
import { keyOf } from '../catalog/names.ts'
import { readObject } from '../catalog/read-object.ts'
import { decompressor } from '../compress/decompress.ts'
import { decryptor, type Keys, noKeys, tryKeys } from '../encrypt/decrypt.ts'
import { NoKeyError } from '../encrypt/errors.ts'
import { InconclusiveError } from '../errors.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import { parseFingerprint } from '../fingerprint/format.ts'
import { archiveText } from '../postgres/load.ts'
import type { Place } from './scratch.ts'

type Options = { signal: AbortSignal }
type Stored = Pick<Place, 'store' | 'manifest'>
type Readable = Stored & Pick<Place, 'keys'>

/** A backup's dump as it is stored, held against its manifest. @throws CorruptObjectError */
export function storedDump({ store, manifest }: Stored, options: Options): AsyncGenerator<Uint8Array> {
  return readObject(store, objectOf(manifest, dumpKeyOf(manifest)) as ManifestObject, options)
}

/**
 * Looks whether the keys open the dump, at the cost of its first bytes. Where none does, the dump is read to its end: a
 * header that was altered looks like one that was made for others. @throws InconclusiveError; CorruptObjectError
 */
export async function refuseWithoutKey(
  { keys = noKeys, signal }: { keys?: Keys; signal: AbortSignal },
  place: Stored,
): Promise<void> {
  const { store, manifest } = place
  if (manifest.encryption.kind === 'none') return
  try {
    await tryKeys(storedDump(place, { signal }), keys, `${store.location}/${dumpKeyOf(manifest)}`)
  } catch (error) {
    if (!(error instanceof NoKeyError)) throw error
    for await (const _ of storedDump(place, { signal }));
    const { what, cure } = error
    throw new InconclusiveError(what, { ...(cure !== undefined && { cure }), cause: error })
  }
}

/** A backup's dump as SQL text; an archive's by pg_restore. @throws CorruptObjectError; DecompressionError; ChildError */
export function dumpText(place: Place, options: Options): AsyncIterable<Uint8Array> {
  const { manifest, scratch, tools } = place
  const stored = decrypted(place, dumpKeyOf(manifest), storedDump(place, options))
  return manifest.dump.format === 'custom'
    ? archiveText(scratch.connection, tools, { stream: stored }, options)
    : decompressor(manifest.compression.kind)(stored)
}

/** The fingerprint that was taken with the dump; undefined where none was. @throws CorruptObjectError */
export async function storedFingerprint(
  { store, manifest, keys }: Readable,
  options: Options,
): Promise<Fingerprint | undefined> {
  const object = objectOf(manifest, fingerprintKeyOf(manifest))
  if (object === undefined) return undefined
  const chunks: Uint8Array[] = []
  const stored = decrypted({ store, manifest, keys }, object.key, readObject(store, object, options))
  const text = decompressor('gzip')(stored)
  for await (const chunk of text) chunks.push(chunk)
  return parseFingerprint(Buffer.concat(chunks).toString(), `${store.location}/${object.key}`)
}

/** The roles and whatever else lies beside dump and fingerprint; nothing is made of it. @throws CorruptObjectError */
export async function readOthers({ store, manifest }: Stored, options: Options): Promise<void> {
  const readElsewhere = [dumpKeyOf(manifest), fingerprintKeyOf(manifest)]
  for (const object of manifest.objects.filter(({ key }) => !readElsewhere.includes(key))) {
    for await (const _ of readObject(store, object, options));
  }
}

function decrypted({ store, manifest, keys }: Readable, key: string, stored: AsyncIterable<Uint8Array>) {
  if (manifest.encryption.kind === 'none') return stored
  return decryptor(keys, `${store.location}/${key}`)(stored)
}

function fingerprintKeyOf({ backup, encryption }: Manifest): string {
  return keyOf(backup, { part: 'fingerprint', encrypted: encryption.kind !== 'none' })
}

function objectOf({ objects }: Manifest, key: string): ManifestObject | undefined {
  return objects.find((object) => object.key === key)
}
