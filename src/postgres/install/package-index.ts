import { PgdrillError } from '../../errors.ts'

/** A package that a repository has. */
export interface Package {
  name: string
  /** Debian's, as `18.1-1.pgdg12+1`. */
  version: string
  /** Relative to the repository's URL. */
  path: string
  bytes: number
  sha256: string
  /** For each need the packages that would do. */
  needs: readonly (readonly string[])[]
}

export type Index = ReadonlyMap<string, Package>

/** A file that a Release lists. */
export interface Listed {
  path: string
  bytes: number
  sha256: string
}

/** Pure: what a Release says of one list of packages. https://wiki.debian.org/DebianRepository/Format @throws PgdrillError */
export function readRelease(
  text: string,
  { suite, component, architecture }: { suite: string; component: string; architecture: string },
  now: Date,
): { listed: Listed; byHash: boolean } {
  const fields = fieldsOf(text)
  const names = [fields.get('Suite'), fields.get('Codename')]
  if (!names.includes(suite))
    throw new PgdrillError(`it is signed for suite ${names.join(' or ')}, not for ${suite}`, {
      cure: 'check the suite in client-repository',
    })
  const until = fields.get('Valid-Until')
  if (until !== undefined && now.getTime() > Date.parse(until))
    throw new PgdrillError(`it was valid until ${until} only`, {
      cure: 'check the clock of this machine, or use a mirror that is up to date',
    })
  const path = `${component}/binary-${architecture}/Packages.gz`
  const line = new RegExp(`^ ([0-9a-f]{64}) +(\\d+) ${path.replaceAll(/[.+]/g, '\\$&')}$`, 'm')
  const [, sha256, bytes] = line.exec(fields.get('SHA256') ?? '') ?? []
  if (sha256 === undefined)
    throw new PgdrillError(`it has no ${path} for this machine`, {
      cure: 'check the suite and the component in client-repository',
    })
  return { listed: { path, bytes: Number(bytes), sha256 }, byHash: fields.get('Acquire-By-Hash') === 'yes' }
}

/** Pure: the packages of a list, of each its newest version. */
export function readPackages(text: string): Index {
  const index = new Map<string, Package>()
  for (const paragraph of text.split(/\n\n+/)) {
    const found = packageOf(fieldsOf(paragraph))
    if (found === undefined) continue
    const known = index.get(found.name)
    if (known === undefined || isNewer(found.version, known.version)) index.set(found.name, found)
  }
  return index
}

function packageOf(fields: ReadonlyMap<string, string>): Package | undefined {
  const [name, version, path] = ['Package', 'Version', 'Filename'].map((field) => fields.get(field))
  const sha256 = fields.get('SHA256')
  const bytes = Number(fields.get('Size'))
  // A name out of the folder would be fetched from somewhere else than what was signed; there are no such.
  if (!name || !version || !path || !sha256 || !Number.isInteger(bytes) || path.includes('..'))
    return undefined
  const needs = [fields.get('Pre-Depends'), fields.get('Depends')].flatMap((field) => field?.split(',') ?? [])
  return { name, version, path, bytes, sha256, needs: needs.map(namesIn) }
}

/** `a (>= 1) | b:any` as `a`, `b`. */
function namesIn(need: string): string[] {
  return need.split('|').map((each) => each.trim().replace(/[\s:(].*$/s, ''))
}

function isNewer(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) > 0
}

function fieldsOf(paragraph: string): Map<string, string> {
  const fields = paragraph.matchAll(/^([A-Za-z0-9-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)
  return new Map([...fields].map(([, name = '', value = '']) => [name, value]))
}

/** `18.1` of `18.1-1.pgdg12+1`. */
export function upstreamVersion({ version }: Package): string {
  return version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replaceAll('~', '')
}

/** The newest major that an index has a client of; undefined when it has none. */
export function newestMajor(index: Index): number | undefined {
  const majors = [...index.keys()].flatMap((name) => /^postgresql-client-(\d+)$/.exec(name)?.[1] ?? [])
  return majors.map(Number).toSorted((a, b) => b - a)[0]
}

/** The libraries that packages need, as far as the index has them, and what those need. */
export function librariesOf(index: Index, packages: readonly Package[]): Package[] {
  const found = new Map<string, Package>()
  const rest = [...packages]
  for (let each = rest.pop(); each !== undefined; each = rest.pop()) {
    for (const need of each.needs) {
      const library = need
        .filter(isLibrary)
        .map((name) => index.get(name))
        .find((one) => one !== undefined)
      if (library === undefined || found.has(library.name) || packages.includes(library)) continue
      found.set(library.name, library)
      rest.push(library)
    }
  }
  return [...found.values()]
}

// LLVM is 30 MB that only just-in-time compilation loads, which a scratch server has turned off.
function isLibrary(name: string): boolean {
  return /^(lib|zlib1g)/.test(name) && !name.startsWith('libllvm') && name !== 'libc-bin'
}
