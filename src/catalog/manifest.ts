import { checkKey, type Store } from '../store/store.ts'
import { keyOf, parseKey } from './names.ts'
import { parseRecord, type RecordKind, readRecord } from './record.ts'
import {
  byKind,
  count,
  instant,
  listOf,
  mismatch,
  nullOr,
  object,
  oneOf,
  type Read,
  ShapeError,
  sha256,
  text,
} from './shape.ts'

/** What a backup is, written last: the manifest is the commit. Specified in docs/manifest.md. */
export interface Manifest {
  schema: 1
  /** The stem. */
  backup: string
  name: string
  /** The stem's time: when the dump began. */
  takenAt: Date
  finishedAt: Date
  tool: { name: string; version: string }
  source: Source
  dump: {
    format: 'plain' | 'custom' | 'directory'
    /** pg_dump's version, as `17.2`. */
    client: string
    /** What pg_dump was started with. Holds no password: those go by environment. */
    arguments: string[]
  }
  compression: Compression
  encryption: Encryption
  /** The SQL text before compression and encryption; null when the dump is an archive, whose text nobody saw. */
  plain: { bytes: number; sha256: string } | null
  objects: ManifestObject[]
  /** null when not known: an archive, or a dump whose rows are INSERT statements. */
  tables: number | null
  rows: number | null
}

/** The database as it was when the dump began. */
export interface Source {
  /** As `17.2`. */
  serverVersion: string
  database: string
  /** pg_database_size. */
  sizeBytes: number
  encoding: string
  locale: {
    provider: 'libc' | 'icu' | 'builtin'
    collate: string
    ctype: string
    /** The provider's own locale (pg_database.datlocale); null for libc. */
    name: string | null
    icuRules: string | null
  }
  extensions: { name: string; version: string }[]
}

/** In a custom archive, what pg_dump was told to compress with. */
export type Compression = { kind: 'gzip'; level: number } | { kind: 'zstd'; level: number } | { kind: 'none' }

export type Encryption =
  | { kind: 'none' }
  /** age's public keys. */
  | { kind: 'recipients'; recipients: string[] }
  | { kind: 'passphrase' }

/** A stored object: its bytes are those in the store, after compression and encryption. */
export interface ManifestObject {
  /** Relative to the store's root. */
  key: string
  bytes: number
  sha256: string
}

const level = { level: count }

const manifest: Read<Manifest> = object<Manifest>({
  schema: oneOf(1),
  backup: text,
  name: text,
  takenAt: instant,
  finishedAt: instant,
  tool: object({ name: text, version: text }),
  source: object({
    serverVersion: text,
    database: text,
    sizeBytes: count,
    encoding: text,
    locale: object({
      provider: oneOf('libc', 'icu', 'builtin'),
      collate: text,
      ctype: text,
      name: nullOr(text),
      icuRules: nullOr(text),
    }),
    extensions: listOf(object({ name: text, version: text })),
  }),
  dump: object({ format: oneOf('plain', 'custom', 'directory'), client: text, arguments: listOf(text) }),
  compression: byKind<Compression>({
    gzip: object({ kind: oneOf('gzip'), ...level }),
    zstd: object({ kind: oneOf('zstd'), ...level }),
    none: object({ kind: oneOf('none') }),
  }),
  encryption: byKind<Encryption>({
    none: object({ kind: oneOf('none') }),
    recipients: object({ kind: oneOf('recipients'), recipients: listOf(text) }),
    passphrase: object({ kind: oneOf('passphrase') }),
  }),
  plain: nullOr(object({ bytes: count, sha256 })),
  objects: listOf(object({ key: text, bytes: count, sha256 })),
  tables: nullOr(count),
  rows: nullOr(count),
})

const manifestRecord: RecordKind<Manifest> = {
  noun: 'manifest',
  schema: 1,
  read(value, key) {
    const found = manifest(value, '')
    checkStem(found, key)
    checkObjects(found)
    return found
  },
}

/** The manifest's text, for people and machines. @throws UnreadableRecordError rather than write what could not be read */
export function encodeManifest(manifest: Manifest): string {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  parseManifest(text, keyOf(manifest.backup, { part: 'manifest' }))
  return text
}

/** The manifest that lies under `key`. @throws UnreadableRecordError when it is newer, broken or of another backup */
export function parseManifest(text: string, key: string): Manifest {
  return parseRecord(manifestRecord, text, key)
}

/** The manifest of a backup. @throws UnreadableRecordError; ObjectMissingError when the backup is not committed */
export function readManifest(
  store: Store,
  stem: string,
  options: { signal: AbortSignal },
): Promise<Manifest> {
  return readRecord(manifestRecord, store, keyOf(stem, { part: 'manifest' }), options)
}

/** The key a restore begins with: the dump, or the table of contents of a directory archive. */
export function dumpKeyOf({ backup, dump, compression, encryption }: Manifest): string {
  const { format } = dump
  const dumped = { part: 'dump', encrypted: encryption.kind !== 'none' } as const
  if (format === 'plain') return keyOf(backup, { ...dumped, format, compression: compression.kind })
  if (format === 'custom') return keyOf(backup, { ...dumped, format })
  return keyOf(backup, { ...dumped, format, entry: 'toc.dat' })
}

function checkStem({ backup, name, takenAt }: Manifest, key: string): void {
  const asked = parseKey(key)
  if (asked?.part !== 'manifest') throw mismatch('the key', key, "a manifest's")
  if (backup !== asked.stem) throw mismatch('backup', backup, JSON.stringify(asked.stem))
  if (name !== asked.name) throw mismatch('name', name, JSON.stringify(asked.name))
  if (Math.floor(takenAt.getTime() / 1000) * 1000 !== asked.takenAt.getTime()) {
    throw mismatch('takenAt', takenAt.toISOString(), asked.takenAt.toISOString())
  }
}

// A manifest decides what a restore reads: its keys may lead to this backup's objects and nowhere else.
function checkObjects(manifest: Manifest): void {
  const keys = new Set<string>()
  for (const [index, { key }] of manifest.objects.entries()) {
    if (!belongs(key, manifest.backup)) {
      throw mismatch(`objects[${index}].key`, key, `a key of ${manifest.backup}`)
    }
    if (keys.has(key)) throw mismatch(`objects[${index}].key`, key, 'a key named once')
    keys.add(key)
  }
  const dump = dumpKeyOf(manifest)
  if (!keys.has(dump)) throw new ShapeError(`objects do not name the dump, ${dump}`)
}

function belongs(key: string, stem: string): boolean {
  try {
    checkKey(key)
  } catch {
    return false
  }
  return key.startsWith(`${stem}.`)
}
