import type { Seen } from '../../servers/s3-proxy.ts'
import type { Outcome } from '../trial.ts'
import type { S3Fault } from './faults.ts'
import { lookAt } from './look.ts'
import type { Operation } from './operations.ts'
import { liveWas, type Place } from './place.ts'

/** The requests of a run to which nothing happens. @throws Error when it breaks something all the same */
export async function requestsOf(place: Place, operation: Operation): Promise<Seen[]> {
  const quiet = { name: 'nothing', fault: () => undefined, names: /^$/ }
  const outcome = await run(place, operation, quiet, 0)
  if (outcome.fate !== 'survived')
    throw new Error(`${operation.name} without a fault: ${JSON.stringify(outcome)}`)
  return place.proxy.seen
}

/** A request, in a trial's name: the same for every time and doctor's visit. */
export function told({ method, path, query }: Seen): string {
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
export async function run(place: Place, operation: Operation, fault: S3Fault, at: number): Promise<Outcome> {
  const { stage, checker } = place
  await place.goBack(operation.name === 'restore')
  place.proxy.fault = (seen) => {
    const number = place.proxy.seen.length - 1
    const isHit = fault.forGood === true || isOdd(fault) ? number >= at : number === at
    return isHit ? fault.fault(seen) : undefined
  }
  await checker.watch(stage.path('home'))
  const ended = await place.start(operation.args(place), operation.database, operation.more?.(place)).ended
  const { code, signal, stdout, stderr } = ended
  place.proxy.fault = () => undefined
  // What the doctor finds stands in its table; the error counts it up.
  const told = operation.name === 'doctor' && code !== 0 ? `${errorsOf(stderr)}\n${stdout}` : errorsOf(stderr)
  const broken = [
    ...judgeEnd(operation, fault, code, signal, stderr, told),
    ...(await lookAt(place, operation, ended, {
      live: [operation.name === 'restore' && code === 0 ? liveWas.new : liveWas.old],
      pruned: operation.mayPrune(stderr),
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

export function errorsOf(stderr: string): string {
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
