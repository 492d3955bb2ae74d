import type { Seen } from '../../servers/s3-proxy.ts'
import { Random } from '../postgres/random.ts'
import type { Trial, TrialOptions } from '../trial.ts'
import { forGood, once, personalities, type S3Fault, silence } from './faults.ts'
import { type Operation, operations } from './operations.ts'
import { Place } from './place.ts'
import { requestsOf, run, told } from './run.ts'

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
