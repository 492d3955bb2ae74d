import { execFile } from 'node:child_process'
import { access, constants, glob, realpath, stat } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { PgdrillError } from '../errors.ts'
import type { ServerFacts } from './server.ts'

/** A folder that holds pg_dump and its siblings, and their version. */
export interface ClientTools {
  folder: string
  /** As `17.2`. */
  version: string
  major: number
}

export interface WhereToLook {
  /** The client-path option: a folder, or pg_dump itself. Given, nothing else is looked at. */
  clientPath?: string
  /** PATH, as the environment has it. */
  path: string
}

// Debian and Ubuntu; Homebrew on both kinds of Mac; Postgres.app; Red Hat; Nix puts them on the PATH.
const usualPlaces = [
  '/usr/lib/postgresql/*/bin',
  '/opt/homebrew/opt/{libpq,postgresql@*}/bin',
  '/usr/local/opt/{libpq,postgresql@*}/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
  '/usr/pgsql-*/bin',
]

/**
 * The client to dump `server` with: at least as new as the server, of the same major where there is one, else the
 * newest. @throws PgdrillError that says what was found and what to install
 */
export async function findClientTools(
  server: Pick<ServerFacts, 'major'>,
  where: WhereToLook,
): Promise<ClientTools> {
  const found = await installedTools(where)
  const best = chooseTools(found, server.major)
  if (best === undefined) throw noneSuitable(found, server.major, where)
  return best
}

/** Pure: which of the clients found suits a server of this major. */
export function chooseTools(found: readonly ClientTools[], serverMajor: number): ClientTools | undefined {
  const newestFirst = found
    .filter(({ major }) => major >= serverMajor)
    .toSorted(byVersion)
    .reverse()
  return newestFirst.find(({ major }) => major === serverMajor) ?? newestFirst[0]
}

function byVersion(a: ClientTools, b: ClientTools): number {
  return a.version.localeCompare(b.version, 'en', { numeric: true })
}

async function installedTools(where: WhereToLook): Promise<ClientTools[]> {
  const folders =
    where.clientPath === undefined ? await usualFolders(where.path) : [await folderOf(where.clientPath)]
  const found = await Promise.all(folders.map(inspect))
  return found.filter((tools) => tools !== undefined)
}

async function folderOf(clientPath: string): Promise<string> {
  const found = await stat(clientPath).catch(() => undefined)
  if (found === undefined) {
    throw new PgdrillError(`cannot use client-path ${clientPath}: there is no such file or folder`)
  }
  return found.isDirectory() ? clientPath : dirname(clientPath)
}

async function usualFolders(path: string): Promise<string[]> {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  for (const pattern of usualPlaces) {
    for await (const folder of glob(pattern)) folders.push(folder)
  }
  return [...new Set(folders)]
}

/** The tools in a folder, or undefined when it has no pg_dump that runs. */
async function inspect(folder: string): Promise<ClientTools | undefined> {
  const pgDump = join(folder, 'pg_dump')
  try {
    await access(pgDump, constants.X_OK)
    // Debian's wrapper picks a version by its own rules; what it picks from is among the usual places.
    if ((await realpath(pgDump)).endsWith('/pg_wrapper')) return undefined
    const { stdout } = await promisify(execFile)(pgDump, ['--version'], {
      env: { LC_ALL: 'C' },
      timeout: 10_000,
    })
    const version = /\(PostgreSQL\) (\S+)/.exec(stdout)?.[1]
    return version === undefined ? undefined : { folder, version, major: Number.parseInt(version, 10) }
  } catch {
    // Not there, not executable, or for another machine: then it is no client to choose.
    return undefined
  }
}

function noneSuitable(
  found: readonly ClientTools[],
  major: number,
  { clientPath }: WhereToLook,
): PgdrillError {
  const install = `install postgresql-client-${major} (Debian, Ubuntu) or libpq (Homebrew), or set client-path to a newer one`
  const place = clientPath === undefined ? '' : ` in ${clientPath}`
  const newest = found.toSorted(byVersion).at(-1)
  if (newest === undefined) return new PgdrillError(`cannot find pg_dump${place}`, { cure: install })
  return new PgdrillError(
    `cannot dump server ${major} with pg_dump ${newest.version}, the newest found${place} (${newest.folder}): pg_dump refuses a server newer than itself`,
    { cure: install },
  )
}
