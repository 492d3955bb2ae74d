import type { Seen } from '../../servers/s3-proxy.ts'
import { Random } from '../postgres/random.ts'
import type { Outcome, Trial, TrialOptions } from '../trial.ts'
import { forGood, once, personalities, type S3Fault, silence } from './faults.ts'
import { type Operation, operations } from './operations.ts'
import { liveWas, Place } from './place.ts'

const shortTrials = 9
const shortOperations = 3

/**
 * Every request of a backup, a prune, a drill, a restore, a listing and a doctor's visit, one after the other, meets every
 * fault; and every run meets every odd server.
 */
export async function* trials({ seed, short, only }: TrialOptions): AsyncGenerator<Trial> {
  await using place = await Place.set()
  const random = new Random(seed)
  if (short) yield* sample(place, random)
  else
    for (const operation of operations)
      if (mayMean(only, operation))
        yield* shuffled(trialsOf(place, operation, await requestsOf(place, operation)), random)
}

/** So that a run that is broken off has tried a bit of everything. */
function shuffled(all: readonly Trial[], random: Random): Trial[] {
  const keyed = all.map((trial) => ({ trial, key: random.fraction() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ trial }) => trial)
}

/** Whether a trial of this operation can have the text in its name. */
function mayMean(only: string, { name }: Operation): boolean {
  const others = operations.some((other) => other.name !== name && only.startsWith(`${other.name}: `))
  return only.startsWith(`${name}: `) || !others
}

/** A few of what takes no long time, of a few operations. */
async function* sample(place: Place, random: Random): AsyncGenerator<Trial> {
  for (let left = shortOperations; left > 0; left -= 1) {
    const operation = random.of(operations)
    const all = trialsOf(place, operation, await requestsOf(place, operation))
    const quick = all.filter(({ name }) => !/silence|hang/.test(name))
    for (let more = shortTrials / shortOperations; more > 0; more -= 1) yield random.of(quick)
  }
}

/** The requests of a run to which nothing happens. @throws Error when it breaks something all the same */
async function requestsOf(place: Place, operation: Operation): Promise<Seen[]> {
  const quiet = { name: 'nothing', fault: () => undefined, names: /^$/ }
  const outcome = await run(place, operation, quiet, 0)
  if (outcome.fate !== 'survived')
    throw new Error(`${operation.name} without a fault: ${JSON.stringify(outcome)}`)
  return place.proxy.seen
}

function trialsOf(place: Place, operation: Operation, requests: readonly Seen[]): Trial[] {
  const made = (what: string, fault: () => S3Fault, at: number): Trial => ({
    group: 's3',
    name: `${operation.name}: ${what}`,
    run: () => run(place, operation, fault(), at),
  })
  const each = requests.flatMap((request, at) => {
    // Six tries of three seconds, for every request that is left: at a few places only.
    const silent = at % 4 === 0 ? [silence] : []
    const faults = [...once, ...forGood, ...silent].filter(({ fault }) => fault(request) !== undefined)
    return faults.map((fault) =>
      made(`${fault.name}, at request ${at + 1}, ${told(request)}`, () => fault, at),
    )
  })
  const odd = personalities.map((make) => made(make().name, make, 0))
  return [...each, ...odd]
}

function told({ method, path, query }: Seen): string {
  const name =
    path
      .split('/')
      .at(-1)
      ?.replaceAll(/\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d/g, 'TIME')
      // The doctor's own objects.
      .replaceAll(/-[0-9a-f]{16}\./g, '-ID.') ?? ''
  const parameters = [...query.keys()].filter((key) => !/^(x-id|prefix|max-keys|encoding-type)$/.test(key))
  return `${method} ${name}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`
}

/** One run, with a fault from or at the request of this number, and everything that must hold afterwards. */
async function run(place: Place, operation: Operation, fault: S3Fault, at: number): Promise<Outcome> {
  const { stage, checker } = place
  await place.goBack(operation.name === 'restore')
  place.proxy.fault = (seen) => {
    const number = place.proxy.seen.length - 1
    const isHit = fault.forGood === true || isOdd(fault) ? number >= at : number === at
    return isHit ? fault.fault(seen) : undefined
  }
  const home = stage.path('home')
  await checker.watch(home)
  const { code, signal, stdout, stderr } = await place.start(
    operation.args(place),
    operation.database,
    operation.more?.(place),
  ).ended
  place.proxy.fault = () => undefined
  // What the doctor finds stands in its table; the error counts it up.
  const told = operation.name === 'doctor' && code !== 0 ? `${errorsOf(stderr)}\n${stdout}` : errorsOf(stderr)
  const broken = [
    ...judgeEnd(operation, fault, code, signal, stderr, told),
    ...(await checker.look({
      stores: place.places,
      kept: place.kept,
      removable: operation.mayPrune(stderr) ? expired(place) : [],
      ...(operation.answers && { restore: { env: place.psql('postgres'), answers: operation.answers } }),
      databases: { env: place.psql('postgres'), names: ['postgres', 'app', 'bulk', 'live'] },
      target: {
        env: place.psql('live'),
        sql: liveWas.sql,
        answers: operation.name === 'restore' ? [code === 0 ? liveWas.new : liveWas.old] : [liveWas.old],
      },
      temporary: [stage.path('tmp')],
      home,
      secrets: place.secrets,
      output: stdout + stderr,
      // Whoever says that it stays, and who removes it, has done what can be done with a server that is gone.
      leftovers:
        (/stays|prune|stay there/.test(told + warningsOf(stderr)) &&
          (fault.forGood === true || code === 0 || operation.name === 'doctor')) ||
        isTakenForAnothers(fault, stderr),
    })),
  ]
  if (broken.length > 0)
    return { fate: 'broken', broken: [...broken, `exit code ${code}: ${stderr.trim()}${told}`] }
  return { fate: code === 0 ? 'survived' : 'failed cleanly', detail: errorsOf(stderr) }
}

/**
 * A write that something on the way repeats is refused the second time, as another run's write of the same name would be: it
 * stays as an uncommitted dump, since what may be another's is not deleted.
 */
function isTakenForAnothers({ name }: S3Fault, stderr: string): boolean {
  return name === 'delivered twice' && /it exists already/.test(errorsOf(stderr))
}

function isOdd({ names }: S3Fault): boolean {
  return names.source === '.'
}

/** Both that are older than thirty days, with all that belongs to them. */
function expired({ kept }: Place): string[] {
  const stems = [
    ...new Set(Object.keys(kept).map((name) => name.replace(/(_\d\d-\d\d-\d\d)\..*$/, '$1'))),
  ].sort()
  return Object.keys(kept).filter((name) => stems.slice(0, 2).some((stem) => name.startsWith(stem)))
}

function judgeEnd(
  { codes }: Operation,
  { names }: S3Fault,
  code: number | null,
  signal: string | null,
  stderr: string,
  told: string,
): string[] {
  const errors = errorsOf(stderr)
  if (/this is a fault of pgdrill's|^ {4}at /m.test(stderr)) return ['it ends with a stack']
  if (code === 0) return errors === '' ? [] : ['exit code 0 with an error']
  // A drill may end as failed where it read damaged bytes, and where a verified backup cannot be marked so.
  const fails =
    code === 1 &&
    /is verified, but cannot be marked so|^error: the drill of \S+ failed: .*(sha256|damaged|CRC|bytes)/.test(
      errors,
    )
  const isAllowed = codes.includes(code ?? -1) || fails
  if (!isAllowed) return [`it ends with ${code ?? signal}`]
  if (errors === '') return ['it fails without an error']
  return names.test(told) ? [] : ['the error does not name the cause']
}

function errorsOf(stderr: string): string {
  return linesOf(stderr, 'error: ')
}

function warningsOf(stderr: string): string {
  return linesOf(stderr, 'warning: ')
}

function linesOf(stderr: string, start: string): string {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith(start))
    .join('\n')
}
