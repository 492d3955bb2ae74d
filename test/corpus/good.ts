import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { encodeManifest, type Manifest, parseManifest } from '../../src/catalog/manifest.ts'
import type { MemoryStore } from '../fakes/memory-store.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type DrillChanges, DrillScene } from './scene.ts'

export const stem = 'good_backup_2026-11-22_02-00-00'
export const dumpKeys = { plain: `${stem}.sql.gz`, custom: `${stem}.dump` } as const
export const formats = ['plain', 'custom'] as const
export type Format = (typeof formats)[number]

/** A scene whose source holds the database `good`. */
export async function startGoodScene(): Promise<DrillScene> {
  const scene = await DrillScene.start()
  await scene.create('good', { file: fileURLToPath(new URL('good.sql', import.meta.url)) })
  return scene
}

/** Drills the good backup where a restore has this happen to it at its end. */
export async function drillWithAccident(
  scene: DrillScene,
  format: Format,
  sql: string,
  changes: DrillChanges = {},
) {
  // PGOPTIONS is split at blanks.
  const option = `-c corpus.accident=${sql.replace(/[\\\s]/g, '\\$&')}`
  const target = connectionTo(scene.target, 'postgres', { others: { PGOPTIONS: option } })
  const store = await scene.backUp('good', { format })
  return (await scene.drill(store, 'good', { ...changes, target })).record
}

/** What a drill found; fails unless it found something and left nothing. */
export async function findingsOf(
  scene: DrillScene,
  store: MemoryStore,
  changes: DrillChanges = {},
): Promise<string[]> {
  const { record } = await scene.drill(store, 'good', changes)
  const left = await scene.left()
  if (record.verdict !== 'failed' || left.length > 0)
    throw new Error(
      `the drill is ${record.verdict}: ${record.reason}; it left ${left.join(', ') || 'nothing'}`,
    )
  return record.differences.map(({ text }) => text)
}

export function contentOf(store: MemoryStore, key: string): Buffer {
  const object = store.objects.get(key)
  if (object === undefined) throw new Error(`there is no ${key}`)
  return object.bytes
}

export function put(store: MemoryStore, key: string, bytes: Buffer): void {
  store.objects.set(key, { bytes, modifiedAt: new Date() })
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function changeManifest(store: MemoryStore, change: (manifest: Manifest) => Manifest): void {
  const key = `${stem}.manifest.json`
  const manifest = parseManifest(contentOf(store, key).toString(), key)
  put(store, key, Buffer.from(encodeManifest(change(manifest))))
}

/** Puts an object in place of another, and has the manifest vouch for it. */
export function replaceVouched(store: MemoryStore, key: string, bytes: Buffer): void {
  put(store, key, bytes)
  changeManifest(store, (manifest) => ({
    ...manifest,
    objects: manifest.objects.map((object) =>
      object.key === key ? { ...object, bytes: bytes.length, sha256: sha256(bytes) } : object,
    ),
  }))
}
