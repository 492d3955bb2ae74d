import { execFile } from 'node:child_process'
import { glob, realpath, stat } from 'node:fs/promises'
import { basename, delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { messageOf, PgdrillError, StoppedError } from '../errors.ts'
import type { ServerFacts } from './server.ts'
import { unrestrictable } from './unrestrictable.ts'

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
  /** Nothing but programs of this major will do. */
  clientMajor?: number
  /** Fetches what the machine lacks; without it nothing is fetched. @throws PgdrillError */
  install?: Install
}

/** Gets programs of a major onto this machine: those that connect, or a server's. @throws PgdrillError */
export type Install = (kind: 'client' | 'server', major: number) => Promise<ClientTools>

// Debian and Ubuntu; Homebrew on both kinds of Mac; Postgres.app; Red Hat; Nix puts them on the PATH.
const usualPlaces = [
  '/usr/lib/postgresql/*/bin',
  '/opt/homebrew/opt/{libpq,postgresql@*}/bin',
  '/usr/local/opt/{libpq,postgresql@*}/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
  '/usr/pgsql-*/bin',
]

/** What the tools are wanted for: pg_dump alone, or psql and pg_restore. */
export type Purpose = 'dump' | 'restore' | 'drill'

/**
 * The client for a server of this major: at least as new as it, of the same major where there is one, else the newest.
 * `installed` is what is there, where somebody has begun to look.
 * @throws PgdrillError that says what was found and what to install
 */
export async function findClientTools(
  server: Pick<ServerFacts, 'major'>,
  where: WhereToLook,
  purpose: Purpose = 'dump',
  installed = installedTools(where),
): Promise<ClientTools> {
  const found = await installed
  const { clientMajor = server.major } = where
  if (clientMajor < server.major) throw tooOld(clientMajor, server.major)
  const candidates =
    where.clientMajor === undefined ? found : found.filter(({ major }) => major === clientMajor)
  const best = chooseTools(candidates, clientMajor)
  if (best !== undefined) {
    if (suits(best, purpose)) return best
    return (await fetchedInstead(where, clientMajor)) ?? newerThan(best, candidates, clientMajor)
  }
  const problem = noneSuitable(candidates, clientMajor, where, purpose)
  if (where.install === undefined || where.clientPath !== undefined) throw problem
  return await fetched(where.install, clientMajor, problem)
}

// A psql of before \restrict loads no plain dump; archives it loads, and whoever has a plain one tells why it cannot be.
function suits(tools: ClientTools, purpose: Purpose): boolean {
  return purpose === 'dump' || unrestrictable(tools) === undefined
}

async function fetchedInstead({ install, clientPath }: WhereToLook, major: number) {
  if (install === undefined || clientPath !== undefined) return undefined
  try {
    return await install('client', major)
  } catch (error) {
    if (!(error instanceof PgdrillError) || error instanceof StoppedError) throw error
    return undefined
  }
}

function newerThan(best: ClientTools, found: readonly ClientTools[], major: number): ClientTools {
  const safe = found.filter((tools) => suits(tools, 'restore'))
  return chooseTools(safe, major) ?? best
}

async function fetched(install: Install, major: number, problem: PgdrillError): Promise<ClientTools> {
  try {
    return await install('client', major)
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    throw new PgdrillError(`${problem.what}, and no other could be fetched: ${error.what}`, {
      cause: error,
      ...(error.cure !== undefined && { cure: error.cure }),
    })
  }
}

function tooOld(client: number, needed: number): PgdrillError {
  return new PgdrillError(
    `cannot use client-version ${client}: the server, or the archive, is of version ${needed}`,
    {
      cure: `set client-version to ${needed}, to a newer one, or to auto`,
    },
  )
}

/** Pure: which of the clients found suits a server of this major; of equals, the one found first. */
export function chooseTools(found: readonly ClientTools[], serverMajor: number): ClientTools | undefined {
  const newestFirst = found.filter(({ major }) => major >= serverMajor).toSorted(newerFirst)
  return newestFirst.find(({ major }) => major === serverMajor) ?? newestFirst[0]
}

function newerFirst(a: ClientTools, b: ClientTools): number {
  return b.major - a.major || minorOf(b) - minorOf(a)
}

// `18beta1` and `18rc1` come before `18.0`.
function minorOf({ version }: ClientTools): number {
  return Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? -1)
}

/** Every client that is there; to be started early, since it takes as long as connecting. @throws PgdrillError */
export async function installedTools(where: WhereToLook): Promise<ClientTools[]> {
  const { clientPath, path } = where
  if (clientPath !== undefined) return [await givenTools(clientPath, path)]
  const found = await Promise.all((await usualFolders(path)).map((folder) => usualTools(folder, path)))
  return found.filter((tools) => tools !== undefined)
}

async function givenTools(clientPath: string, path: string): Promise<ClientTools> {
  try {
    const isFolder = (await stat(clientPath)).isDirectory()
    if (!isFolder && basename(clientPath) !== 'pg_dump') throw new Error('it is no folder, and not pg_dump')
    return await inspect(isFolder ? clientPath : dirname(clientPath), path)
  } catch (error) {
    throw new PgdrillError(`cannot use client-path ${clientPath}: ${messageOf(error)}`, {
      cause: error,
      cure: 'set it to the folder of pg_dump, or leave it out to let pgdrill look in the usual places',
    })
  }
}

/** The folders on PATH, then those where packages put PostgreSQL. */
export async function usualFolders(path: string): Promise<string[]> {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  for (const pattern of usualPlaces) {
    for await (const folder of glob(pattern)) folders.push(folder)
  }
  return [...new Set(folders)]
}

/** The tools in a folder, or undefined when it has no pg_dump that runs. */
async function usualTools(folder: string, path: string): Promise<ClientTools | undefined> {
  try {
    // Debian's wrapper picks a version by its own rules; what it picks from is among the usual places.
    if ((await realpath(join(folder, 'pg_dump'))).endsWith('/pg_wrapper')) return undefined
    return await inspect(folder, path)
  } catch {
    // Not there, not executable, or for another machine: then it is no client to choose.
    return undefined
  }
}

async function inspect(folder: string, path: string): Promise<ClientTools> {
  const { stdout } = await promisify(execFile)(join(folder, 'pg_dump'), ['--version'], {
    env: { LC_ALL: 'C', PATH: path },
    timeout: 10_000,
  })
  const version = /^pg_dump \(.*?\) (\d\S*)/.exec(stdout)?.[1]
  if (version === undefined) throw new Error(`pg_dump --version says ${JSON.stringify(stdout.slice(0, 200))}`)
  return { folder, version, major: Number.parseInt(version, 10) }
}

function noneSuitable(
  found: readonly ClientTools[],
  major: number,
  { clientPath }: WhereToLook,
  purpose: Purpose,
): PgdrillError {
  const cure = `install postgresql-client-${major} (Debian, Ubuntu: PGDG's repository has every major) or libpq (Homebrew), or set client-path to a newer one`
  const place = clientPath === undefined ? '' : ` in ${clientPath}`
  const [newest] = found.toSorted(newerFirst)
  const programs = purpose === 'dump' ? 'pg_dump' : 'psql and pg_restore'
  if (newest === undefined) return new PgdrillError(`cannot find ${programs}${place}`, { cure })
  const { version, folder } = newest
  const those = `${programs} ${version}, the newest found${place} (${folder})`
  return new PgdrillError(
    purpose === 'dump'
      ? `cannot dump server ${major} with ${those}: pg_dump refuses a server newer than itself`
      : `cannot ${purpose} with ${those}: they have to be as new as the server and as the pg_dump that made the backup, which is ${major}`,
    { cure },
  )
}
