import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { PgdrillError } from '../../errors.ts'

/** A Debian or Ubuntu that packages can be unpacked for. */
export interface Platform {
  /** As apt calls it: `bookworm`, `noble`. */
  codename: string
  /** As apt calls it. */
  architecture: 'amd64' | 'arm64'
  /** The folder of libraries that are for this architecture. */
  triplet: string
  /** What starts programs here. */
  loader: string
}

const architectures: Readonly<Record<string, Omit<Platform, 'codename'>>> = {
  x64: { architecture: 'amd64', triplet: 'x86_64-linux-gnu', loader: '/lib64/ld-linux-x86-64.so.2' },
  arm64: { architecture: 'arm64', triplet: 'aarch64-linux-gnu', loader: '/lib/ld-linux-aarch64.so.1' },
}

/** What this machine is. @throws PgdrillError where no packages can be fetched, with the command that installs them */
export async function thisPlatform(major?: number): Promise<Platform> {
  const osRelease = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return platformOf({ system: process.platform, machine: process.arch, osRelease }, major)
}

/** Pure: what a machine is. @throws PgdrillError */
export function platformOf(
  { system, machine, osRelease }: { system: string; machine: string; osRelease: string },
  major?: number,
): Platform {
  if (system === 'darwin') throw unfit('macOS', brewed(major))
  const facts = parseEnv(osRelease)
  const family = [facts.ID, ...(facts.ID_LIKE ?? '').split(' ')]
  const isDebian = family.includes('debian') || family.includes('ubuntu')
  if (system !== 'linux' || !isDebian) throw unfit(facts.PRETTY_NAME ?? system, commandFor(family, major))
  const own = architectures[machine]
  const command = `run: apt-get install postgresql-client${major === undefined ? '' : `-${major}`}`
  if (own === undefined) throw unfit(`a processor of type ${machine}`, command)
  // Mint and its kin have names of their own, and say whose packages they use.
  const codename = facts.UBUNTU_CODENAME ?? facts.DEBIAN_CODENAME ?? facts.VERSION_CODENAME
  if (codename === undefined) throw unfit(`${facts.PRETTY_NAME}, which has no code name`, command)
  return { codename, ...own }
}

function brewed(major: number | undefined): string {
  return major === undefined ? 'run: brew install libpq' : `run: brew install postgresql@${major}`
}

function commandFor(family: readonly (string | undefined)[], major: number | undefined): string {
  if (family.includes('alpine')) return `run: apk add postgresql${major ?? ''}-client`
  if (family.some((id) => id === 'fedora' || id === 'rhel'))
    return `run: dnf install postgresql${major ?? ''}`
  return `install the client programs of PostgreSQL${major === undefined ? '' : ` ${major}`}`
}

function unfit(what: string, cure: string): PgdrillError {
  return new PgdrillError(
    `PostgreSQL is fetched for Debian and Ubuntu on x64 and arm64 only, not for ${what}`,
    { cure },
  )
}
