import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { parseConnectionUrl } from '../../src/settings/connection-url.ts'
import { Unacceptable } from '../../src/settings/kinds.ts'
import { type LibpqVariable, urlParameters } from '../../src/settings/libpq.ts'

/** How many URLs went which way. */
export interface UrlTally {
  bothRead: number
  bothRefuse: number
  /** pgdrill is the stricter one: several hosts, white space, a name that is none of libpq's. */
  refusedHere: number
  refusedByLibpq: string[]
  readOtherwise: { url: string; here: object; libpq: object }[]
}

// What decides how a URL is taken apart, and what looks like it.
const pieces = [
  ...[':', '@', '/', '?', '#', '&', '=', '[', ']', '%', ',', ' ', '+', ';', '\\', "'"],
  ...['%41', '%3A', '%40', '%2F', '%00', '%zz', '%C3%A9', '%25', 'é', 'a', 'b1', '5432', '0', '::1', '.'],
  ...['host=', 'port=', 'dbname=', 'user=', 'password=', 'sslmode=require', 'ssl=true', 'ssl=false'],
  ...['application_name=x', 'hostaddr=1.2.3.4', 'options=-c', 'Host=x', 'h', '/tmp', '%2Ftmp', '[::1]'],
]
const random = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((all) => all.join(''))
const part = fc.array(fc.constantFrom('a', 'B', '1', '%40', '%C3%A9', ':', '-', '_', '.', '~', '!', '%25'), {
  maxLength: 5,
})
const shaped = fc
  .tuple(part, part, part, fc.constantFrom('', ':', ':5433'), part, fc.array(fc.constantFrom(...pieces)))
  .map(([user, password, host, port, database, rest]) => {
    const [u, p, h, d] = [user, password, host, database].map((each) => each.join(''))
    return `${u}:${p}@${h?.replaceAll(':', '')}${port}/${d}?${rest.join('')}`
  })
const scheme = fc.constantFrom('postgresql://', 'postgres://')
const urls = fc.tuple(scheme, fc.oneof(random, shaped)).map((both) => both.join(''))

/** Holds pgdrill's reading of made-up URLs against that of libpq. */
export function urlsAgainstLibpq(seed: number, runs: number): UrlTally {
  const made = fc.sample(urls, { seed, numRuns: runs })
  const read = libpqReads(made)
  const tally: UrlTally = {
    bothRead: 0,
    bothRefuse: 0,
    refusedHere: 0,
    refusedByLibpq: [],
    readOtherwise: [],
  }
  for (const [at, url] of made.entries()) {
    const here = readHere(url)
    const libpq = read[at] ?? undefined
    if (here === undefined) tally[libpq === undefined ? 'bothRefuse' : 'refusedHere'] += 1
    else if (libpq === undefined) tally.refusedByLibpq.push(url)
    else if (JSON.stringify(sorted(here)) === JSON.stringify(sorted(libpq))) tally.bothRead += 1
    else tally.readOtherwise.push({ url, here, libpq })
  }
  return tally
}

function readHere(url: string): object | undefined {
  try {
    return parseConnectionUrl(url)
  } catch (error) {
    if (error instanceof Unacceptable) return undefined
    throw error
  }
}

type Read = Partial<Record<LibpqVariable, string>>

function libpqReads(made: readonly string[]): (Read | null)[] {
  const program = join(import.meta.dirname, 'conninfo.py')
  const input = JSON.stringify(made.map((url) => url.trim()))
  const output = execFileSync('python3', [program], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return JSON.parse(output).map((found: Record<string, string> | null) => found && variablesOf(found))
}

/** Those that pgdrill uses: it passes over what changes a session and not how it is reached. */
function variablesOf(found: Record<string, string>): Read {
  const known = Object.entries(found).filter(([keyword]) => keyword in urlParameters)
  return Object.fromEntries(
    known.map(([keyword, hex]) => [urlParameters[keyword], Buffer.from(hex, 'hex').toString()]),
  )
}

function sorted(read: object): object {
  return Object.fromEntries(Object.entries(read).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
