import { PgdrillError } from '../../errors.ts'

/** What the system's error number means for a person, and what to do about it. */
const meanings: Record<string, readonly [why: string, cure?: string]> = {
  ENOSPC: ['the disk is full', 'free space there, or keep fewer backups (keep-days)'],
  EDQUOT: ['the disk quota is used up', 'raise the quota, or keep fewer backups (keep-days)'],
  EFBIG: ['the file would be larger than the file system or the limit (ulimit -f) allows'],
  EACCES: ['permission denied', 'give the user who runs this the right to read and write there'],
  EPERM: ['the operation is not permitted', 'check the owner and the attributes (lsattr) of the folder'],
  EROFS: ['the file system is mounted read-only', 'mount it writable, or choose another folder'],
  ENOENT: ['a folder on the way to it is gone, or is a link to nowhere', 'is the disk mounted?'],
  ENOTDIR: ['something on the way to it is a file, not a folder', 'choose another folder'],
  EEXIST: ['something on the way to it is a file, not a folder', 'choose another folder'],
  EISDIR: ['there is a folder of that name'],
  ENAMETOOLONG: ['the name is too long for the file system'],
  ELOOP: ['symbolic links on the way to it go round in circles'],
  EIO: ['the disk reported an input/output error', 'look into the system log (dmesg)'],
  ESTALE: ['the network file system lost its handle', 'is it mounted still?'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n)'],
}

/** Why a file operation failed and what to do about it; undefined when that is not what failed. */
export function meaningOf(error: unknown): { why: string; cure?: string } | undefined {
  const code = systemCode(error)
  if (code === undefined) return undefined
  const [why, cure] = meanings[code] ?? [code]
  return cure === undefined ? { why } : { why, cure }
}

/** A failed file operation as a PgdrillError; anything else comes back as it is. */
export function folderError(
  doing: 'write' | 'read' | 'list' | 'delete',
  path: string,
  error: unknown,
): unknown {
  const meaning = meaningOf(error)
  if (meaning === undefined) return error
  const { why, ...cure } = meaning
  return new PgdrillError(`cannot ${doing} ${path}: ${why}`, { ...cure, cause: error })
}

/** The error number's name, `ENOSPC`, when this is a failed system call. */
export function systemCode(error: unknown): string | undefined {
  const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException
  return syscall === undefined ? undefined : code
}
