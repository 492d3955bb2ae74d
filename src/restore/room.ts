import { statfs } from 'node:fs/promises'
import { messageOf } from '../errors.ts'
import { formatBytes } from '../report/human.ts'

/** Why an archive cannot be put into the folder, with its cure; undefined when it can, as far as is known. */
export async function missingRoom(folder: string, bytes: number | null): Promise<string | undefined> {
  const cure = 'set TMPDIR to a folder with more, or jobs to 1, which needs none'
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (bytes === null || bytes <= free) return undefined
    return `several jobs need ${formatBytes(bytes)} of room for the archive, and ${folder} has ${formatBytes(free)}; ${cure}`
  } catch (error) {
    return `several jobs need room for the archive in ${folder}, which cannot be used: ${messageOf(error)}; ${cure}`
  }
}
