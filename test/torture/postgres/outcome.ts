import type { Outcome } from '../trial.ts'
import { attempt } from './attempt.ts'
import type { Aimed } from './faults.ts'
import { lastLine, type Operation, type Scene } from './operations.ts'

/** What became of an operation with a fault, and at which moment. */
export async function outcomeOf(scene: Scene, operation: Operation, fault: Aimed): Promise<Outcome> {
  const { broken, ended } = await attempt(scene, operation, fault)
  if (broken.length > 0) return { fate: 'broken', broken: broken.map((each) => `${each} [at ${fault.hit}]`) }
  const at = fault.hit === '' ? 'not reached' : `at ${fault.hit}`
  if (ended.code === 0) return { fate: 'survived', detail: at }
  return { fate: 'failed cleanly', detail: `${at}: ${lastLine(ended.stderr)}` }
}
