import { randomBytes } from 'node:crypto'
import type { Listed, Store, Unfinished } from '../store/store.ts'

/** What the key of every probe begins with. No backup's can: there is no `_backup_<time>` in it. */
export const probePrefix = 'pgdrill-doctor-'

/** A key of its own for an object that `pgdrill doctor` writes to see whether it can. */
export function probeKey(): string {
  return `${probePrefix}${randomBytes(8).toString('hex')}.probe`
}

export function isProbe(key: string): boolean {
  return /^pgdrill-doctor-[0-9a-f]{16}\.probe$/.test(key)
}

/** Probes that are there, of a doctor that is running or that was killed. */
export interface Probes {
  objects: Listed[]
  unfinished: Unfinished[]
}

export async function readProbes(store: Store): Promise<Probes> {
  const probes: Probes = { objects: [], unfinished: [] }
  for await (const listed of store.list(probePrefix)) if (isProbe(listed.key)) probes.objects.push(listed)
  for await (const each of store.listUnfinished(probePrefix))
    if (isProbe(each.key)) probes.unfinished.push(each)
  return probes
}
