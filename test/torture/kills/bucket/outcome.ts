import { setTimeout as sleep } from 'node:timers/promises'
import type { Seen } from '../../../servers/s3-proxy.ts'
import { lastLine } from '../../postgres/operations.ts'
import type { Random } from '../../postgres/random.ts'
import type { Ended, Running } from '../../postgres/stage.ts'
import { lookAt } from '../../s3/look.ts'
import type { Operation } from '../../s3/operations.ts'
import { liveWas, type Place } from '../../s3/place.ts'
import { errorsOf, told } from '../../s3/run.ts'
import type { Outcome } from '../../trial.ts'
import { codes, killOne, type Signal } from '../killing.ts'

const hour = 3_600_000
// Uploads and partial files may be a running backup's for 48 hours (src/retention/leftovers.ts).
const laterMs = 49 * hour
const limitMs = 60_000

/** How a run that is not killed went: its requests, and how long it took. */
export interface Quiet {
  requests: readonly Seen[]
  milliseconds: number
}

/** Runs the operation to its end. @throws Error when it fails */
export async function quietRun(place: Place, operation: Operation): Promise<Quiet> {
  await place.goBack(operation.name === 'restore')
  const { code, stderr, milliseconds } = await startOf(place, operation).ended
  if (code !== 0) throw new Error(`${operation.name} fails without a kill: ${stderr}`)
  return { requests: place.proxy.seen, milliseconds }
}

function startOf(place: Place, operation: Operation, more: Record<string, string> = {}): Running {
  return place.start(operation.args(place), operation.database, { ...operation.more?.(place), ...more })
}

/** Begins a kill, and tells in the end when it struck; empty where the run was over before. */
type Aim = (place: Place, running: Running) => () => Promise<string>

/**
 * Kills pgdrill at one of its requests, or up to 40 ms later; the server sees that request, or never does. Or after a part of
 * its time, for what it does between them.
 */
export function killing(signal: Signal, { requests, milliseconds }: Quiet, random: Random): Aim {
  const isTimed = random.fraction() < 0.2
  const afterMs = (0.25 + 0.75 * random.fraction()) * milliseconds
  const number = requestIn(requests, random)
  const delayMs = random.fraction() < 0.5 ? 0 : 40 * random.fraction()
  const passes = random.fraction() < 0.6 ? undefined : ('reset' as const)
  return (place, { child, ended }) => {
    let struck = ''
    const kill = (when: string) => {
      if (child.exitCode === null && child.signalCode === null && child.kill(signal)) struck = when
    }
    if (isTimed) {
      const timer = setTimeout(() => kill(`after ${Math.round(afterMs)} ms`), afterMs)
      void ended.then(() => clearTimeout(timer))
    } else {
      let hit = false
      place.proxy.fault = (seen) => {
        if (hit || place.proxy.seen.length - 1 < number) return undefined
        hit = true
        const when = `${Math.round(delayMs)} ms after ${told(seen)}`
        if (delayMs === 0) kill(when)
        else setTimeout(() => kill(when), delayMs)
        return passes
      }
    }
    return async () => struck
  }
}

/** The number of a request: every second time one that writes, which are the fewest. */
function requestIn(requests: readonly Seen[], random: Random): number {
  const all = [...requests.keys()]
  const writing = all.filter((at) => !/^(GET|HEAD)$/.test(requests[at]?.method ?? ''))
  return random.of(random.fraction() < 0.5 && writing.length > 0 ? writing : all)
}

/** Kills one of PostgreSQL's programs that pgdrill has started. */
export function killingChild(signal: Signal, { milliseconds }: Quiet, random: Random): Aim {
  const aim = { afterMs: random.fraction() * milliseconds * 0.5, pick: random.fraction() }
  return ({ stage }, running) => {
    const killed = killOne(stage, running, signal, aim)
    return () => killed
  }
}

/** Tries a kill; after a SIGKILL also what the next run makes of it. One that came too late is tried again. */
export async function outcomeOf(
  place: Place,
  operation: Operation,
  signal: Signal,
  aimed: () => Aim,
  tries = 4,
): Promise<Outcome> {
  await place.goBack(operation.name === 'restore')
  await place.checker.watch(place.stage.path('home'))
  const running = startOf(place, operation)
  const strike = aimed()(place, running)
  const late = setTimeout(() => running.child.kill('SIGKILL'), limitMs)
  const ended = await running.ended
  clearTimeout(late)
  const struck = await strike()
  place.proxy.fault = () => undefined
  const broken = [
    ...judgeEnd(operation, ended, signal, struck),
    ...(await lookAt(place, operation, ended, {
      live: liveAfter(operation, ended),
      pruned: operation.mayPrune(ended.stderr),
      // What nobody could clear away; the next run has to.
      ...(ended.signal !== null && { leftovers: true, cluttered: true }),
    })),
  ]
  if (ended.signal !== null && broken.length === 0) broken.push(...(await afterNext(place, operation)))
  if (broken.length > 0) return { fate: 'broken', broken: broken.map((each) => `${each} [${struck}]`) }
  if (struck === '' && tries > 1) return await outcomeOf(place, operation, signal, aimed, tries - 1)
  if (ended.code === 0) return { fate: 'survived', detail: struck }
  const why = ended.signal === null ? lastLine(ended.stderr) : 'killed'
  return { fate: 'failed cleanly', detail: `${struck}: ${why}` }
}

function liveAfter({ name }: Operation, { code, signal }: Ended): string[] {
  if (name !== 'restore') return [liveWas.old]
  if (signal !== null) return [liveWas.old, liveWas.new]
  return [code === 0 ? liveWas.new : liveWas.old]
}

function judgeEnd(operation: Operation, ended: Ended, signal: Signal, struck: string): string[] {
  const { code, stderr } = ended
  if (/this is a fault of pgdrill's|^ {4}at /m.test(stderr)) return ['it ends with a stack']
  if (ended.signal !== null)
    return struck === '' ? [`it did not end within ${limitMs / 1000} s, and was killed`] : []
  const errors = errorsOf(stderr)
  if (code === 0) return errors === '' ? [] : [`exit code 0 with an error: ${errors}`]
  const allowed: readonly number[] = [...codes[signal], ...operation.codes]
  if (!allowed.includes(code ?? -1)) return [`it ends with ${code}: ${errors}`]
  const causes = /stopped by SIG(TERM|INT)|pg_dump|psql|server|connection|terminat/i
  return causes.test(errors) ? [] : [`the error does not name the cause: ${errors}`]
}

/**
 * What does not hold after the same is run again, and after a prune so much later that nothing of the killed run can be taken
 * for a running one.
 */
async function afterNext(place: Place, operation: Operation): Promise<string[]> {
  // A name holds its second, and two backups of one second are refused.
  if (isBackup(operation)) await sleep(1_100)
  const next = await startOf(place, operation).ended
  const later = new Date(Date.now() + laterMs).toISOString()
  const stores = [place.store, place.folder].flatMap((store) => ['--store', store])
  const prune = ['prune', '--name', operation.database, ...stores]
  const pruned = await place.start(prune, operation.database, { STOPPED_AT: later }).ended
  const failed = [next, pruned].filter(({ code }) => code !== 0)
  const found = await lookAt(place, operation, pruned, {
    live: liveAfter(operation, next),
    pruned: true,
    uncommitted: true,
  })
  return [
    ...failed.map(({ stderr }) => `the next run fails: ${lastLine(stderr)}`),
    ...found.map((each) => `after the next run: ${each}`),
  ]
}

function isBackup({ name }: Operation): boolean {
  return name.startsWith('backup')
}
