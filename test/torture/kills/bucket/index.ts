import { Random } from '../../postgres/random.ts'
import { type Operation, operations } from '../../s3/operations.ts'
import { Place } from '../../s3/place.ts'
import type { Trial, TrialOptions } from '../../trial.ts'
import type { Kill } from '../killing.ts'
import { killing, killingChild, outcomeOf, type Quiet, quietRun } from './outcome.ts'

/** How often each, per operation: SIGKILL leaves most to the next run. */
const often: readonly (Kill & { times: number })[] = [
  { signal: 'SIGKILL', ofChild: false, times: 16 },
  { signal: 'SIGTERM', ofChild: false, times: 6 },
  { signal: 'SIGINT', ofChild: false, times: 4 },
  { signal: 'SIGKILL', ofChild: true, times: 3 },
  { signal: 'SIGTERM', ofChild: true, times: 1 },
]

/** Those that change a bucket, or something else. */
const killed = operations.filter(({ name }) => !/^(list|doctor)$/.test(name))

/** pgdrill and what it starts, killed while they talk to an S3 server. */
export async function* trials({ seed, short }: TrialOptions): AsyncGenerator<Trial> {
  const random = new Random(seed)
  await using place = await Place.set()
  const quiet = new Map<Operation, Promise<Quiet>>()
  const trialOf = (operation: Operation, { signal, ofChild }: Kill): Trial => {
    const seed = random.below(2 ** 31)
    return {
      group: 'kill',
      name: `${operation.name}, S3: ${signal} of ${ofChild ? 'a child' : 'pgdrill'} (${seed})`,
      // Each try goes on with the same numbers, so that it is another moment.
      run: async () => {
        if (!quiet.has(operation)) quiet.set(operation, quietRun(place, operation))
        const course = await (quiet.get(operation) as Promise<Quiet>)
        const moments = new Random(seed)
        const aim = ofChild ? killingChild : killing
        return await outcomeOf(place, operation, signal, () => aim(signal, course, moments))
      },
    }
  }
  if (short) {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const)
      yield trialOf(random.of(killed), { signal, ofChild: false })
    return
  }
  for (const operation of killed)
    for (const { times, ...kill } of often.filter(({ ofChild }) => !ofChild || startsPrograms(operation)))
      for (let count = 0; count < times; count += 1) yield trialOf(operation, kill)
}

function startsPrograms({ name }: Operation): boolean {
  return name !== 'prune'
}
