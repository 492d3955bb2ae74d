import { readFileSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { messageOf } from '../errors.ts'

/** What settings depend on besides arguments and environment. */
export interface Facts {
  workingFolder: string
  /** Undefined: the system knows no home for this user. */
  home: string | undefined
  /** The system's name for whoever runs this; undefined where it has none, as in containers with a made-up uid. */
  user: string | undefined
  isFile(path: string): boolean
  isSocket(path: string): boolean
  /** @throws the system's error */
  readText(path: string): string
}

export function factsOfThisMachine(): Facts {
  return {
    workingFolder: process.cwd(),
    home: orUndefined(homedir),
    user: orUndefined(() => userInfo().username),
    // What is too long to be a file's name, or lies where one may not look, is none.
    isFile: (path) => orUndefined(() => statSync(path).isFile()) ?? false,
    isSocket: (path) => orUndefined(() => statSync(path).isSocket()) ?? false,
    readText: (path) => readFileSync(path, 'utf8'),
  }
}

/** An absolute path; `~/` is the home, as a shell would have it where a shell saw it. */
export function absolutePath(text: string, { workingFolder, home }: Facts): string {
  const inHome = home !== undefined && (text === '~' || text.startsWith('~/'))
  return inHome ? join(home, text.slice(1)) : resolve(workingFolder, text)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'no file can have so long a name',
}

/** Why a file cannot be read: in the system's words its whole path would stand once more. */
export function whyUnread(error: unknown): string {
  return reasons[(error as { code?: string }).code ?? ''] ?? messageOf(error)
}

function orUndefined<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
