import { link, lstat, rename, unlink } from 'node:fs/promises'
import { systemCode } from './errors.ts'

/** What file systems without hard links answer: exFAT, some CIFS and FUSE mounts. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Gives a finished partial file its name in one step. A link fails where a rename would replace, so of two racing
 * writers one is refused. Without hard links it looks and renames, and a race can then be lost without a word.
 *
 * @returns false when the name is taken; the partial file is then still there
 */
export async function publish(
  partial: string,
  path: string,
  { overwrite, linkTo = link }: { overwrite: boolean; linkTo?: typeof link },
): Promise<boolean> {
  if (overwrite) {
    await rename(partial, path)
    return true
  }
  try {
    await linkTo(partial, path)
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (code === 'EEXIST') return false
    if (!noHardLinks.has(code)) throw error
    if (await exists(path)) return false
    await rename(partial, path)
    return true
  }
  // It is there now, whatever becomes of its other name: prune finds that.
  await unlink(partial).catch(() => {})
  return true
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
