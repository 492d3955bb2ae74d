import type { Manifest } from '../catalog/manifest.ts'
import type { Encryption } from '../encrypt/encrypt.ts'
import { type TableContent, totals } from '../fingerprint/fingerprint.ts'
import { postgresImage } from '../postgres/image.ts'
import type { PlainText } from './plain-text.ts'
import type { Run } from './run.ts'

/** What the manifest says of a backup of which every other object is stored. */
export function manifestOf(run: Run, text: PlainText | undefined): Manifest {
  const { version, inRecovery: _, major: __, ...source } = run.server
  const counts = text === undefined ? { tables: null, rows: null } : totals(text.fingerprint)
  return {
    schema: 1,
    backup: run.draft.stem,
    name: run.name,
    takenAt: run.now,
    finishedAt: new Date(),
    tool: { name: 'pgdrill', version: run.toolVersion },
    source: { serverVersion: version, ...source },
    dump: { format: run.format, client: run.tools.version, arguments: [...run.pgDump] },
    compression: run.compression,
    encryption: publicPart(run.encryption),
    plain: text === undefined ? null : { bytes: text.bytes, sha256: text.sha256 },
    objects: [...run.draft.objects],
    ...counts,
  }
}

/** What a run made, for outputs and reports. */
export function resultOf(run: Run, manifest: Manifest, text: PlainText | undefined) {
  const bySize = (a: TableContent, b: TableContent) => b.bytes - a.bytes
  return {
    manifest,
    locations: run.draft.locations,
    dropped: run.draft.dropped,
    storedBytes: manifest.objects[0]?.bytes ?? 0,
    serverMajor: run.server.major,
    postgresImage: postgresImage(run.server),
    largestTables: text?.fingerprint.tables.toSorted(bySize).slice(0, 10) ?? [],
  }
}

/** What a manifest says of it: a passphrase is nobody's but the user's. */
function publicPart(encryption: Encryption): Manifest['encryption'] {
  if (encryption.kind !== 'recipients') return { kind: encryption.kind }
  return { kind: 'recipients', recipients: [...encryption.recipients] }
}
