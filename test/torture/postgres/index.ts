import type { Act } from '../../servers/postgres-proxy.ts'
import type { Trial, TrialOptions } from '../trial.ts'
import { type Aimed, atMessage, crash, hog, serverAt, stallUntilStopped } from './faults.ts'
import { type Course, courseOf, messageIn } from './moments.ts'
import { type Operation, operations, Scene } from './operations.ts'
import { outcomeOf } from './outcome.ts'
import { Random } from './random.ts'
import { limited } from './roles.ts'
import { special } from './special.ts'
import { Stage } from './stage.ts'

/** Makes a fault, for a run that goes this way. */
type Making = (course: Course, random: Random) => Aimed

const cut = (act: Act): Making => {
  return (course, random) => atMessage(messageIn(course, random), act)
}

const faults: readonly (readonly [string, Making])[] = [
  ['the connection is reset', cut('reset')],
  ['the connection is closed', cut('end')],
  ['the connection is reset, and an answer lost', cut('lose the answer')],
  ['the connection is reset within a message', cut({ resetAfterBytes: 1 })],
  ['the connection stalls for 3 s', cut({ stallMs: 3_000 })],
  ['the connection is slow from then on', cut({ bytesPerSecond: 400_000 })],
  [
    'the server stalls until pgdrill is stopped',
    (course, random) => stallUntilStopped(messageIn(course, random)),
  ],
  ['the server crashes', (course, random) => serverAt(messageIn(course, random), crash)],
  [
    'no connection is left for 3 s',
    (course, random) => serverAt(messageIn(course, random), hog, /connection|clients/i),
  ],
  ['the role has time limits of 40 ms', () => limited()],
]

function trialOf(scene: Scene, operation: Operation, what: string, seed: number, making: Making): Trial {
  const run = async () =>
    await outcomeOf(scene, operation, making(await courseOf(scene, operation), new Random(seed)))
  return { group: 'postgres', name: `${operation.name}: ${what} (${seed})`, run }
}

/** Faults of the PostgreSQL server and of the connection to it, at moments that the seed chooses. */
export async function* trials({ seed, short }: TrialOptions): AsyncGenerator<Trial> {
  const random = new Random(seed)
  await using stage = await Stage.set()
  const scene = await Scene.set(stage)
  yield* short ? sample(scene, random) : every(scene, random)
  if (!short) yield* special(random)
}

function* every(scene: Scene, random: Random): Generator<Trial> {
  for (const operation of operations)
    for (const [what, making] of faults) yield trialOf(scene, operation, what, seedFrom(random), making)
}

/** What takes no long time. */
function* sample(scene: Scene, random: Random): Generator<Trial> {
  const quick = faults.filter(([what]) => !/ 3 s|slow/.test(what))
  for (let count = 0; count < 6; count += 1) {
    const [what, making] = random.of(quick)
    yield trialOf(scene, random.of(operations), what, seedFrom(random), making)
  }
}

function seedFrom(random: Random): number {
  return random.below(2 ** 31)
}
