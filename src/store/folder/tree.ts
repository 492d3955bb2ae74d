import { mkdir, open, readdir, realpath, rmdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { PgdrillError } from '../../errors.ts'
import type { MayHold } from '../store.ts'
import { systemCode } from './errors.ts'

/** Makes `folder` under `root`, and `root` itself, for the owner only; what exists keeps its permissions. */
export async function makeFolders(root: string, folder: string): Promise<void> {
  await makeRoot(root)
  const steps = folder.slice(root.length).split(sep).filter(Boolean)
  let path = root
  for (const step of steps) {
    path = join(path, step)
    if (await makeFolder(path)) await syncFolder(dirname(path))
    await stayInside(root, path)
  }
}

// Not by mkdir's `recursive`: in Node 24 that tries for ever where a folder exists that nothing can be made in, and says
// ENOENT of it, as /proc and automounted folders do.
async function makeRoot(root: string): Promise<void> {
  try {
    await makeFolder(root)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || (await isThere(dirname(root)))) throw error
    await makeRoot(dirname(root))
    await makeFolder(root)
  }
}

/** The folder itself, or the nearest one above it that is there. */
export async function firstThatExists(folder: string): Promise<string> {
  return (await isThere(folder)) || dirname(folder) === folder
    ? folder
    : await firstThatExists(dirname(folder))
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Refuses a folder that symbolic links lead out of `root`, which may be a link itself. @throws PgdrillError */
export async function stayInside(root: string, folder: string): Promise<void> {
  if (folder === root) return
  const [realRoot, real] = await Promise.all([realpath(root), realpath(folder)])
  if (!`${real}${sep}`.startsWith(realRoot === sep ? sep : `${realRoot}${sep}`)) {
    throw new PgdrillError(`cannot use ${folder}: a symbolic link leads out of the store, to ${real}`)
  }
}

/** Removes `folder` and the folders above it, up to `root`, as far as they are empty. */
export async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  let path = folder
  while (path !== root && path.startsWith(root)) {
    try {
      await rmdir(path)
    } catch {
      return // not empty, or not ours to remove: it stays
    }
    path = dirname(path)
  }
}

/** What a file system answers that cannot sync a folder: then nothing more can be done for durability. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EBADF'])

/** Makes the names in a folder survive a power cut (fsync(2): a file's own sync does not include its name). */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await using file = await open(folder, 'r')
    await file.sync()
  } catch (error) {
    if (!noFolderSync.has(systemCode(error) ?? '')) throw error
  }
}

/** A file found under a store's root: its key, the folder's part included. */
export interface Found {
  key: string
  name: string
  path: string
}

/** The regular files under `root` in folders that can hold keys with this prefix; links are not followed. */
export async function* walk(
  root: string,
  keyPrefix: string,
  mayHold: MayHold,
  below = '',
): AsyncGenerator<Found> {
  for (const entry of await entriesOf(join(root, below))) {
    const key = below + entry.name
    const fits = `${key}/`.startsWith(keyPrefix) || keyPrefix.startsWith(`${key}/`)
    // fsck's folder at the top of a mounted disk is readable by root only.
    if (key === 'lost+found') continue
    if (entry.isDirectory() && fits && mayHold(key)) yield* walk(root, keyPrefix, mayHold, `${key}/`)
    if (entry.isFile()) yield { key, name: entry.name, path: join(root, key) }
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
