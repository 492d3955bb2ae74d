import { execFile } from 'node:child_process'
import { glob, realpath, stat } from 'node:fs/promises'
import { basename, delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { messageOf, PgdrillError } from '../errors.ts'
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
  const given = where.clientPath
  const folders = given === undefined ? await usualFolders(where.path) : [await folderOf(given)]
  const found = await Promise.all(
    folders.map(async (folder) => {
      try {
        return await inspect(folder)
      } catch (error) {
        // Not executable, or for another machine: then it is no client to choose, unless it was asked for.
        if (given !== undefined) throw error
        return undefined
      }
    }),
  )
  return found.filter((tools) => tools !== undefined)
}

async function folderOf(clientPath: string): Promise<string> {
  const found = await stat(clientPath).catch(() => undefined)
  if (found === undefined) {
    throw new PgdrillError(`cannot use client-path ${clientPath}: there is no such file or folder`)
  }
  if (found.isDirectory()) return clientPath
  if (basename(clientPath) === 'pg_dump') return dirname(clientPath)
  throw new PgdrillError(`cannot use client-path ${clientPath}: it is neither a folder nor a pg_dump`)
}

/** The folders on PATH, then those where packages put PostgreSQL. */
export async function usualFolders(path: string): Promise<string[]> {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  for (const pattern of usualPlaces) {
    for await (const folder of glob(pattern)) folders.push(folder)
  }
  return [...new Set(folders)]
}

/** The tools in a folder, or undefined when it holds no pg_dump. @throws PgdrillError when that does not run */
async function inspect(folder: string): Promise<ClientTools | undefined> {
  const pgDump = join(folder, 'pg_dump')
  const real = await realpath(pgDump).catch(() => undefined)
  if (real === undefined) return undefined
  if (real.endsWith('/pg_wrapper')) {
    // What it picks from is among the usual places.
    throw new PgdrillError(`cannot use ${pgDump}: Debian's wrapper picks a version by its own rules`, {
      cure: 'leave client-path out, or set it to a folder such as /usr/lib/postgresql/17/bin',
    })
  }
  const version = /\(PostgreSQL\) (\S+)/.exec(await versionText(pgDump))?.[1]
  if (version === undefined) throw unusable(pgDump, 'it does not tell its version')
  return { folder, version, major: Number.parseInt(version, 10) }
}

async function versionText(pgDump: string): Promise<string> {
  try {
    const options = { env: { LC_ALL: 'C' }, timeout: 10_000 }
    return (await promisify(execFile)(pgDump, ['--version'], options)).stdout
  } catch (error) {
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string }
    const said = stderr.trim().split('\n').at(-1)
    throw unusable(pgDump, startErrors[String(code)] ?? (said || messageOf(error)))
  }
}

const startErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied (is it executable?)',
  ENOENT: 'the interpreter or the loader that it names is missing',
}

function unusable(pgDump: string, why: string): PgdrillError {
  return new PgdrillError(`cannot run ${pgDump}: ${why}`, {
    cure: 'check client-path, and that the program is for this machine',
  })
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
