import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { messageOf, PgdrillError } from '../../errors.ts'
import { type DownloadOptions, download, downloadExactly } from './download.ts'
import { type Index, type Package, readPackages, readRelease } from './package-index.ts'
import type { Platform } from './platform.ts'
import { postgresqlKey } from './postgresql-key.ts'
import { signedText } from './signature.ts'

/** An apt repository. */
export interface Repository {
  /** Without a slash at its end. */
  url: string
  /** `{codename}` in it stands for the machine's. */
  suite: string
  component: string
  /** A file with the public key that signs it, armored or not; left out, it is PostgreSQL's. */
  keyFile?: string
}

/** PostgreSQL's own: every supported major for every supported Debian and Ubuntu. */
export const postgresqlRepository: Repository = {
  url: 'https://apt.postgresql.org/pub/repos/apt',
  suite: '{codename}-pgdg',
  component: 'main',
}

export type Reach = Pick<DownloadOptions, 'proxy' | 'signal'>

const maxReleaseBytes = 5_000_000
// Debian's own list is 10 MB, and 50 MB unpacked.
const maxIndexBytes = 300_000_000

/** What a repository has for a machine; every byte is signed for. @throws PgdrillError that names the repository */
export async function readIndex(
  repository: Repository,
  { codename, architecture }: Platform,
  reach: Reach,
  now: Date,
): Promise<Index> {
  const { url, component } = repository
  const suite = repository.suite.replaceAll('{codename}', codename)
  const folder = `${url}/dists/${suite}`
  try {
    const inRelease = await download(`${folder}/InRelease`, { ...reach, maxBytes: maxReleaseBytes })
    const text = await signedText(inRelease.toString('utf8'), await keyOf(repository))
    const { listed, byHash } = readRelease(text, { suite, component, architecture }, now)
    const within = listed.path.slice(0, listed.path.lastIndexOf('/'))
    const path = byHash ? `${within}/by-hash/SHA256/${listed.sha256}` : listed.path
    const packed = await downloadExactly(`${folder}/${path}`, listed, reach)
    return readPackages((await promisify(gunzip)(packed, { maxOutputLength: maxIndexBytes })).toString())
  } catch (error) {
    reach.signal.throwIfAborted()
    if (!(error instanceof PgdrillError)) throw error
    const { what, cure } = error
    throw new PgdrillError(
      `cannot use the repository ${url.replace(/\/\/[^/]*@/, '//***@')} ${suite}: ${what}`,
      {
        cause: error,
        ...(cure !== undefined && { cure }),
      },
    )
  }
}

async function keyOf({ keyFile }: Repository): Promise<Buffer> {
  if (keyFile === undefined) return Buffer.from(postgresqlKey)
  try {
    return await readFile(keyFile)
  } catch (error) {
    throw new PgdrillError(`its key cannot be read: ${messageOf(error)}`, {
      cause: error,
      cure: 'check client-repository-key',
    })
  }
}

/** A package's file. @throws PgdrillError */
export async function fetchPackage(
  { url }: Repository,
  { path, ...listed }: Package,
  reach: Reach,
): Promise<Buffer> {
  return await downloadExactly(`${url}/${path}`, listed, reach)
}
