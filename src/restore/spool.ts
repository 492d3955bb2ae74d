import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from '../postgres/scratch-folder.ts'

// The process that made it is in the name, so that a later restore knows what nobody needs any more.
const prefix = 'pgdrill-restore-'
const named = /^pgdrill-restore-(\d+)-/

/** A private folder for an archive that several jobs read. */
export async function makeSpool(parent: string): Promise<string> {
  return await mkdtemp(join(parent, `${prefix}${process.pid}-`))
}

/** Removes the archives of restores that were killed: each is as large as its backup, and in clear. What cannot go stays. */
export async function removeSpoolLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const maker = named.exec(name)?.[1]
    if (maker === undefined || isRunning(Number(maker))) continue
    const folder = join(parent, name)
    const found = await lstat(folder).catch(() => undefined)
    // Anybody can make a folder of this name in /tmp; only our own is ours to remove.
    if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) continue
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
