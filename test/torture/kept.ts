import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Outcome, Trial } from './trial.ts'

type Line = Pick<Trial, 'group' | 'name'> & { outcome: Outcome }

/**
 * What became of trials, a line of JSON each, so that a run of an hour can be broken off and gone on with. A broken one
 * is not kept: it is tried again.
 */
export class Kept {
  readonly #file: string | undefined
  readonly #known: ReadonlyMap<string, Outcome>

  constructor(file: string | undefined) {
    this.#file = file
    const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    const parsed = lines.filter(Boolean).map((line) => JSON.parse(line) as Line)
    this.#known = new Map(parsed.map((line) => [keyOf(line), line.outcome]))
  }

  of(trial: Trial): Outcome | undefined {
    return this.#known.get(keyOf(trial))
  }

  add({ group, name }: Trial, outcome: Outcome): void {
    if (this.#file === undefined || outcome.fate === 'broken') return
    appendFileSync(this.#file, `${JSON.stringify({ group, name, outcome } satisfies Line)}\n`)
  }
}

function keyOf({ group, name }: Pick<Trial, 'group' | 'name'>): string {
  return `${group} ${name}`
}
