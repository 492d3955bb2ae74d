import { type Operation, operations, Scene, scratchOperations } from '../postgres/operations.ts'
import { Random } from '../postgres/random.ts'
import { Stage } from '../postgres/stage.ts'
import type { Trial, TrialOptions } from '../trial.ts'
import { trials as trialsInBucket } from './bucket/index.ts'
import { type Kill, killing, killingChild, outcomeOf } from './killing.ts'

const all = [...operations, ...scratchOperations]

/** pgdrill and what it starts, killed at 400 and more moments that the seed chooses. */
export async function* trials(options: TrialOptions): AsyncGenerator<Trial> {
  yield* trialsInFolders(options)
  yield* trialsInBucket(options)
}

async function* trialsInFolders({ seed, short }: TrialOptions): AsyncGenerator<Trial> {
  const random = new Random(seed)
  await using stage = await Stage.set()
  const scene = await Scene.set(stage)
  yield* short ? sample(scene, random) : every(scene, random)
}

/** How often each, per operation: SIGKILL leaves most to the next run. */
const often: readonly (Kill & { times: number })[] = [
  { signal: 'SIGKILL', ofChild: false, times: 8 },
  { signal: 'SIGTERM', ofChild: false, times: 4 },
  { signal: 'SIGINT', ofChild: false, times: 3 },
  { signal: 'SIGKILL', ofChild: true, times: 2 },
  { signal: 'SIGTERM', ofChild: true, times: 1 },
]

function* every(scene: Scene, random: Random): Generator<Trial> {
  for (const operation of all)
    for (const { times, ...kill } of often.filter(({ ofChild }) => !ofChild || operation.next !== 'prune'))
      for (let count = 0; count < times; count += 1) yield trialOf(scene, operation, kill, random)
}

function* sample(scene: Scene, random: Random): Generator<Trial> {
  for (const signal of ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const)
    yield trialOf(scene, random.of(all), { signal, ofChild: false }, random)
  yield trialOf(scene, random.of(operations), { signal: 'SIGKILL', ofChild: true }, random)
}

function trialOf(scene: Scene, operation: Operation, { signal, ofChild }: Kill, random: Random): Trial {
  const seed = random.below(2 ** 31)
  const kill = ofChild ? killingChild : killing
  return {
    group: 'kill',
    name: `${operation.name}: ${signal} of ${ofChild ? 'a child' : 'pgdrill'} (${seed})`,
    // Each try goes on with the same numbers, so that it is another moment.
    run: async () => {
      const moments = new Random(seed)
      return await outcomeOf(scene, operation, (course) => kill(signal, course, moments))
    },
  }
}
