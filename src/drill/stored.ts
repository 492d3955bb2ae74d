import { dumpKeyOf, type Manifest, type ManifestObject } from '../catalog/manifest.ts'
import { keyOf } from '../catalog/names.ts'
import { readObject } from '../catalog/read-object.ts'
import { decompressor } from '../compress/decompress.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import { parseFingerprint } from '../fingerprint/format.ts'
import { archiveText } from '../postgres/load.ts'
import type { Place } from './scratch.ts'

type Options = { signal: AbortSignal }
type Stored = Pick<Place, 'store' | 'manifest'>

/** A backup's dump as it is stored, held against its manifest. @throws CorruptObjectError */
export function storedDump({ store, manifest }: Stored, options: Options): AsyncGenerator<Uint8Array> {
  return readObject(store, objectOf(manifest, dumpKeyOf(manifest)) as ManifestObject, options)
}

/** A backup's dump as SQL text; an archive's by pg_restore. @throws CorruptObjectError; DecompressionError; ChildError */
export function dumpText(place: Place, options: Options): AsyncIterable<Uint8Array> {
  const { manifest, scratch, tools } = place
  const stored = storedDump(place, options)
  return manifest.dump.format === 'custom'
    ? archiveText(scratch.connection, tools, { stream: stored }, options)
    : decompressor(manifest.compression.kind)(stored)
}

/** The fingerprint that was taken with the dump; undefined where none was. @throws CorruptObjectError */
export async function storedFingerprint(
  { store, manifest }: Stored,
  options: Options,
): Promise<Fingerprint | undefined> {
  const object = objectOf(manifest, fingerprintKeyOf(manifest))
  if (object === undefined) return undefined
  const chunks: Uint8Array[] = []
  const text = decompressor('gzip')(readObject(store, object, options))
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

function fingerprintKeyOf({ backup }: Manifest): string {
  return keyOf(backup, { part: 'fingerprint', encrypted: false })
}

function objectOf({ objects }: Manifest, key: string): ManifestObject | undefined {
  return objects.find((object) => object.key === key)
}
