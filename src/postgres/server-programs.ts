import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { InconclusiveError, PgdrillError } from '../errors.ts'
import { type Install, usualFolders } from './tools.ts'

/** A folder that holds initdb and postgres, and their major version. */
export interface ServerPrograms {
  folder: string
  major: number
}

/**
 * The server programs on this machine for a restore of what a server of `major` held: of this major, else of the nearest newer one.
 * @throws InconclusiveError that says what was found and what to install
 */
export async function findServerPrograms(
  major: number,
  path: string,
  install?: Install,
): Promise<ServerPrograms> {
  const folders = await usualFolders(path)
  const found = (await Promise.all(folders.map(inspect))).filter((programs) => programs !== undefined)
  const best = chooseServer(found, major)
  if (best !== undefined) return best
  const problem = noneSuitable(found, major)
  if (install === undefined) throw problem
  return await fetched(install, major, problem)
}

async function fetched(install: Install, major: number, problem: InconclusiveError): Promise<ServerPrograms> {
  try {
    return await install('server', major)
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    throw new InconclusiveError(`${problem.what}, and none could be fetched: ${error.what}`, {
      cause: error,
      cure: `${error.cure ?? `install postgresql-${major}`}, or set target-url to a server of version ${major}`,
    })
  }
}

/** Pure: the server of this major, else of the nearest newer one. */
export function chooseServer(found: readonly ServerPrograms[], major: number): ServerPrograms | undefined {
  return found.filter((programs) => programs.major >= major).toSorted((a, b) => a.major - b.major)[0]
}

async function inspect(folder: string): Promise<ServerPrograms | undefined> {
  try {
    await access(join(folder, 'initdb'), constants.X_OK)
    const options = { env: { LC_ALL: 'C' }, timeout: 10_000 }
    const { stdout } = await promisify(execFile)(join(folder, 'postgres'), ['--version'], options)
    const version = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]
    return version === undefined ? undefined : { folder, major: Number(version) }
  } catch {
    // Not there, not executable, or for another machine: no server to choose.
    return undefined
  }
}

function noneSuitable(found: readonly ServerPrograms[], major: number): InconclusiveError {
  const cure = `install postgresql-${major} (Debian, Ubuntu) or postgresql@${major} (Homebrew), or set target-url to a server of version ${major}, such as a service container`
  const newest = Math.max(...found.map((programs) => programs.major))
  const why = found.length === 0 ? 'found none' : `the newest found is of version ${newest}`
  return new InconclusiveError(
    `cannot start a scratch server: the backup needs initdb and postgres of version ${major} or newer, and ${why}`,
    { cure },
  )
}
