import { readFileSync, statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'

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
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
    isSocket: (path) => statSync(path, { throwIfNoEntry: false })?.isSocket() ?? false,
    readText: (path) => readFileSync(path, 'utf8'),
  }
}

/** An absolute path; `~/` is the home, as a shell would have it where a shell saw it. */
export function absolutePath(text: string, { workingFolder, home }: Facts): string {
  const inHome = home !== undefined && (text === '~' || text.startsWith('~/'))
  return inHome ? join(home, text.slice(1)) : resolve(workingFolder, text)
}

function orUndefined(ask: () => string): string | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
