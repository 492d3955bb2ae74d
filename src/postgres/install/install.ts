import { createHash } from 'node:crypto'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, PgdrillError } from '../../errors.ts'
import { lacks, makeLaunchers, programFolder } from './launchers.ts'
import { type Index, librariesOf, newestMajor, type Package, upstreamVersion } from './package-index.ts'
import { type Platform, thisPlatform } from './platform.ts'
import { fetchPackage, type Reach, type Repository, readIndex } from './repository.ts'
import { run } from './run.ts'
import type { Kept, Kind, Shelf } from './shelf.ts'

export interface Installer {
  repository: Repository
  shelf: Shelf
  proxy: Readonly<Record<string, string>>
  now: Date
  signal: AbortSignal
  info(text: string): void
  warning(text: string): void
}

/** Programs that were fetched, now or by an earlier run. */
export interface Installed {
  /** Of the programs. */
  folder: string
  /** As `18.1`. */
  version: string
  major: number
}

// A minor release comes every three months; a machine that runs every night is to have it within days.
const freshMs = 3 * 86_400_000

/**
 * The programs of a major from the repository's packages, unpacked where no root is needed and nothing of the system is
 * touched. What an earlier run has unpacked is used without asking anybody, for three days, and beyond when nobody answers.
 * @throws PgdrillError
 */
export async function installPrograms(kind: Kind, major: number, installer: Installer): Promise<Installed> {
  const platform = await thisPlatform(major)
  const kept = await installer.shelf.find({ kind, major, origin: originOf(platform, installer.repository) })
  const answer = (folder: string, version: string) => ({
    folder: programFolder(folder, major),
    version,
    major,
  })
  const { now, signal } = installer
  if (kept !== undefined && isFresh(kept, now)) return answer(kept.folder, kept.version)
  try {
    const { folder, version } = await fetchNewest(kind, major, platform, installer, kept)
    return answer(folder, version)
  } catch (error) {
    signal.throwIfAborted()
    const told = understood(error, major)
    if (kept === undefined) throw told
    installer.warning(
      `going on with PostgreSQL ${kept.version}, which an earlier run fetched: ${told.message}`,
    )
    return answer(kept.folder, kept.version)
  }
}

/** The newest major of which there is a client: in the repository, or kept from a run not long ago. @throws PgdrillError */
export async function newestClientMajor(installer: Installer): Promise<number> {
  const { repository, shelf, now } = installer
  const platform = await thisPlatform()
  const wanted = { kind: 'client', origin: originOf(platform, installer.repository) } as const
  for (const major of await shelf.majors(wanted)) {
    const kept = await shelf.find({ ...wanted, major })
    if (kept !== undefined && isFresh(kept, now)) return major
  }
  const major = newestMajor(await readIndex(repository, platform, reachOf(installer), now))
  if (major !== undefined) return major
  throw new PgdrillError(`the repository ${repository.url} has no client of PostgreSQL`, {
    cure: 'check client-repository',
  })
}

async function fetchNewest(
  kind: Kind,
  major: number,
  platform: Platform,
  installer: Installer,
  kept: Kept | undefined,
): Promise<{ folder: string; version: string }> {
  const index = await readIndex(installer.repository, platform, reachOf(installer), installer.now)
  const packages = packagesOf(index, kind, major)
  const version = upstreamVersion(packages[0] as Package)
  if (kept?.version === version) {
    await installer.shelf.refresh(kept, installer.now)
    return kept
  }
  const item = { kind, major, version, origin: originOf(platform, installer.repository) }
  const unpacking = { index, packages, major, platform, program: kind === 'client' ? 'psql' : 'postgres' }
  const folder = await installer.shelf.put(item, {
    fill: (empty) => unpack(empty, unpacking, installer),
    works: async (found) =>
      (await failureOf(join(programFolder(found, major), unpacking.program), major)) === undefined,
  })
  return { folder, version }
}

/** @throws PgdrillError where the repository lacks one */
function packagesOf(index: Index, kind: Kind, major: number): Package[] {
  const names =
    kind === 'client' ? [`postgresql-client-${major}`, 'libpq5'] : [`postgresql-${major}`, 'libpq5']
  return names.map((name) => {
    const found = index.get(name)
    if (found !== undefined) return found
    throw new PgdrillError(`the repository has no package ${name} for this machine`, {
      cure: `check that PostgreSQL ${major} is still supported there, or set client-repository to one that has it`,
    })
  })
}

interface Unpacking {
  index: Index
  packages: readonly Package[]
  major: number
  platform: Platform
  /** To try: needs as much as any of the others. */
  program: string
}

async function unpack(root: string, unpacking: Unpacking, installer: Installer): Promise<void> {
  const { index, packages, major, platform, program } = unpacking
  const path = join(programFolder(root, major), program)
  await chmod(root, 0o755)
  await addAll(root, packages, installer)
  if ((await lacks(path, root, platform)).length > 0) {
    // A whole set rather than single ones: libraries of one release are made for one another.
    await addAll(root, librariesOf(index, packages), installer)
  }
  const missing = await lacks(path, root, platform)
  if (missing.length > 0) throw lacking(missing, packages[0] as Package)
  await makeLaunchers(root, major, platform)
  const failure = await failureOf(path, major)
  if (failure === undefined) return
  throw new PgdrillError(`what was fetched does not run: ${failure}`, {
    cure: 'check that the suite in client-repository is for this machine',
  })
}

async function addAll(folder: string, packages: readonly Package[], installer: Installer): Promise<void> {
  if (packages.length === 0) return
  const bytes = packages.reduce((sum, each) => sum + each.bytes, 0)
  const [first, ...others] = packages.map(({ name, version }) => `${name} ${version}`)
  const more =
    others.length > 1 ? ` and ${others.length} more` : others.map((each) => ` and ${each}`).join('')
  installer.info(`fetching ${first}${more} (${(bytes / 1e6).toFixed(1)} MB) from ${installer.repository.url}`)
  for (const each of packages) await add(folder, each, installer)
}

async function add(folder: string, each: Package, installer: Installer): Promise<void> {
  const content = await fetchPackage(installer.repository, each, reachOf(installer))
  const file = join(folder, 'package.deb')
  await writeFile(file, content)
  const ran = await run('dpkg-deb', ['--extract', file, folder])
  await rm(file)
  if (ran?.code === 0) return
  throw new PgdrillError(
    `cannot unpack ${each.name}: ${ran === undefined ? 'there is no dpkg-deb' : ran.stderr.trim()}`,
    { cure: 'check the room and the rights in the cache folder' },
  )
}

/** What a program that was unpacked says instead of its version; undefined when it is right. */
async function failureOf(program: string, major: number): Promise<string | undefined> {
  const ran = await run(program, ['--version'])
  if (ran?.code === 0 && ran.stdout.includes(`(PostgreSQL) ${major}`)) return undefined
  return `${program} --version says ${JSON.stringify((ran?.stderr || ran?.stdout || '').slice(0, 300))}`
}

function lacking(missing: readonly string[], { name }: Package): PgdrillError {
  return new PgdrillError(
    `${name} was fetched, but this machine lacks ${missing.join(', ')}, which the repository does not have either`,
    { cure: `install what it depends on, or all of it: apt-get install ${name}` },
  )
}

/** @throws what is a fault of ours */
function understood(error: unknown, major: number): PgdrillError {
  if (error instanceof PgdrillError) return error
  // Of the system's, about a file: a full disk, a folder that is not ours.
  if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
  return new PgdrillError(`cannot keep PostgreSQL ${major}: ${messageOf(error)}`, {
    cause: error,
    cure: 'check the room and the rights there, or set XDG_CACHE_HOME to another folder',
  })
}

function isFresh({ checkedAt }: Kept, now: Date): boolean {
  return now.getTime() - checkedAt.getTime() < freshMs
}

function reachOf({ proxy, signal }: Installer): Reach {
  return { proxy, signal }
}

/** What was built for one machine, or comes from one repository, is not for another. */
function originOf({ codename, architecture }: Platform, { url, suite, component }: Repository): string {
  const repository = createHash('sha256').update(`${url} ${suite} ${component}`).digest('hex')
  return `${codename}-${architecture}-${repository.slice(0, 8)}`
}
