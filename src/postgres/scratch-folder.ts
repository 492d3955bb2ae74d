import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InconclusiveError } from '../errors.ts'

/** Whom a server's files belong to, where that is not whoever runs this. */
export interface Owner {
  uid: number
  gid: number
}

// The process that made it is in the name, so that a later run knows what nobody needs any more.
const prefix = 'pgdrill-scratch-'
const named = /^pgdrill-scratch-(\d+)-/

/** The user to run a server as: initdb and postgres refuse root. @throws InconclusiveError where there is none */
export async function serverOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const passwd = await readFile('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const entry = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd)
    if (entry) return { uid: Number(entry[1]), gid: Number(entry[2]) }
  }
  throw new InconclusiveError(
    'cannot start a scratch server as root: PostgreSQL refuses that, and there is neither a user "postgres" nor "nobody"',
    { cure: 'run it as another user, or set target-url to a server that runs already' },
  )
}

/** A private folder for a scratch server, with an empty `socket` in it. */
export async function makeScratchFolder(owner: Owner | undefined): Promise<string> {
  const folder = await mkdtemp(join(scratchParent(), `${prefix}${process.pid}-`))
  const socket = join(folder, 'socket')
  await mkdir(socket)
  if (owner !== undefined) {
    for (const path of [folder, socket]) await chown(path, owner.uid, owner.gid)
  }
  await chmod(folder, 0o700)
  return folder
}

/** Ends and removes the scratch servers whose makers died without doing so. */
export async function removeLeftovers(owner: Owner | undefined): Promise<void> {
  const parent = scratchParent()
  const uid = owner?.uid ?? process.getuid?.()
  for (const name of await readdir(parent)) {
    const maker = named.exec(name)?.[1]
    if (maker === undefined || isRunning(Number(maker))) continue
    const folder = join(parent, name)
    const found = await lstat(folder).catch(() => undefined)
    // Anybody can make a folder of this name in /tmp; only our own is ours to remove.
    if (found?.isDirectory() !== true || found.uid !== uid) continue
    await endServerIn(folder)
    // Another drill may be removing it as well: what stays, the next one removes.
    await removeFolder(folder).catch(() => undefined)
  }
}

/** A child of initdb's or of the server's may write a file more in the very moment it ends. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

// A unix socket's path may be 107 bytes long, on macOS 103.
function scratchParent(): string {
  return tmpdir().length > 55 ? '/tmp' : tmpdir()
}

async function endServerIn(folder: string): Promise<void> {
  const data = join(folder, 'data')
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  // The number may be another process's by now: a server's working folder is its data.
  const home = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (home === data) end(pid)
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // ESRCH: it has ended in this very moment.
  }
}

/** Whether a process has this number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
