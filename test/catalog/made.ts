import type { Verdict } from '../../src/catalog/drill.ts'
import { encodeManifest, type Manifest } from '../../src/catalog/manifest.ts'
import { keyOf, parseStem, stemOf } from '../../src/catalog/names.ts'
import type { MemoryStore } from '../fakes/memory-store.ts'

/** A manifest of a small plain backup; `changes` replace whole fields. */
export function manifestOf(stem: string, changes: Partial<Manifest> = {}): Manifest {
  const parsed = parseStem(stem)
  if (parsed === undefined) throw new Error(`not a stem: ${stem}`)
  return {
    schema: 1,
    backup: stem,
    name: parsed.name,
    takenAt: new Date(parsed.takenAt.getTime() + 120),
    finishedAt: new Date(parsed.takenAt.getTime() + 90_000),
    tool: { name: 'pgdrill', version: '0.1.0' },
    source: {
      serverVersion: '17.2',
      database: parsed.name,
      sizeBytes: 12_345_678,
      encoding: 'UTF8',
      locale: { provider: 'libc', collate: 'C.UTF-8', ctype: 'C.UTF-8', name: null, icuRules: null },
      extensions: [{ name: 'plpgsql', version: '1.0' }],
    },
    dump: { format: 'plain', client: '17.2', arguments: ['--format=plain'] },
    compression: { kind: 'gzip', level: 6 },
    encryption: { kind: 'none' },
    plain: { bytes: 400_000, sha256: 'a'.repeat(64) },
    objects: [
      { key: `${stem}.sql.gz`, bytes: 1000, sha256: 'b'.repeat(64) },
      { key: `${stem}.fingerprint.json.gz`, bytes: 50, sha256: 'c'.repeat(64) },
    ],
    tables: 20,
    rows: 100_000,
    ...changes,
  }
}

/** Puts an object of so many bytes, last written at `modifiedAt`, past the store's call count. */
export function place(store: MemoryStore, key: string, content: number | string, modifiedAt: Date): void {
  const bytes = typeof content === 'number' ? Buffer.alloc(content) : Buffer.from(content)
  store.objects.set(key, { bytes, modifiedAt })
}

export interface Placed {
  drill?: Verdict
  manifest?: Partial<Manifest>
}

/** Places a whole backup of `name` taken at `takenAt` and says its stem. */
export function placeBackup(
  store: MemoryStore,
  name: string,
  takenAt: Date,
  { drill, manifest }: Placed = {},
): string {
  const stem = stemOf(name, takenAt)
  const made = manifestOf(stem, manifest)
  for (const { key, bytes } of made.objects) place(store, key, bytes, takenAt)
  place(store, keyOf(stem, { part: 'manifest' }), encodeManifest(made), takenAt)
  if (drill) place(store, keyOf(stem, { part: 'drill' }), drillText(stem, drill, takenAt), takenAt)
  return stem
}

export function drillText(backup: string, verdict: Verdict, drilledAt: Date): string {
  return JSON.stringify({ schema: 1, backup, verdict, drilledAt, differences: [] })
}
