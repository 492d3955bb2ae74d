import { statfs } from 'node:fs/promises'
import { messageOf } from '../errors.ts'
import { formatBytes } from '../report/human.ts'
import { firstThatExists } from '../store/folder/tree.ts'
import { ok, problem, type Told, warning } from './finding.ts'

/** What a backup is expected to take, and where that is known from. */
export interface Expected {
  bytes: number
  /** `as the last backup`, for the message. */
  as: string
}

/** Whether the next backups fit into a folder. */
export async function judgeFolder(folder: string, expected: Expected | undefined): Promise<Told> {
  const free = await freeBytes(folder)
  if (typeof free === 'string') return problem(free, 'is the disk mounted?')
  const says = `${formatBytes(free)} are free in ${folder}`
  if (expected === undefined) return ok(`${says}; how much a backup takes is not known`)
  const { bytes, as } = expected
  const need = `a backup takes ${formatBytes(bytes)} ${as}`
  const cure = 'free space there, or keep fewer backups (keep-days)'
  if (free < bytes) return problem(`${says}, and ${need}`, cure)
  // Prune comes after the backup: for a moment there is one more than is kept.
  if (free < 2 * bytes) return warning(`${says}, and ${need}: there is room for one`, cure)
  return ok(`${says}; ${need}`)
}

/** Whether what is not streamed would fit: a drill's own scratch server, and an archive that several jobs load. */
export async function judgeSpool(folder: string, databaseBytes: number | undefined): Promise<Told> {
  const free = await freeBytes(folder)
  if (typeof free === 'string') return warning(free, 'set TMPDIR to a folder that can be used')
  const says = `${formatBytes(free)} are free in ${folder}; a backup streams, and needs none there`
  if (databaseBytes === undefined || free >= databaseBytes) return ok(says)
  return warning(
    `${says}, but a drill on a scratch server of its own would need about ${formatBytes(databaseBytes)}`,
    'set TMPDIR to a folder with more, or give the drill a server (target-url)',
  )
}

/** Of the file system that a folder is on, or would be on once it is made; or why that is not known. */
async function freeBytes(folder: string): Promise<number | string> {
  try {
    const { bavail, bsize } = await statfs(await firstThatExists(folder))
    return bavail * bsize
  } catch (error) {
    return `the free space of ${folder} is not known: ${messageOf(error)}`
  }
}
