import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Tally } from './tally.ts'
import type { Group, Outcome, Trial } from './trial.ts'

type Line = Pick<Trial, 'group' | 'name'> & { outcome: Outcome }

/** What became of trials, a line of JSON each, so that a run of hours can be broken off and gone on with. */
export class Kept {
  readonly #file: string | undefined
  readonly #lines: ReadonlyMap<string, Line>

  constructor(file: string | undefined) {
    this.#file = file
    const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    const parsed = lines.filter(Boolean).map((line) => JSON.parse(line) as Line)
    // The last try of a trial counts.
    this.#lines = new Map(parsed.map((line) => [keyOf(line), line]))
  }

  /** A broken one is as one that was not tried: so it is tried again once it is mended. */
  of(trial: Trial): Outcome | undefined {
    const outcome = this.#lines.get(keyOf(trial))?.outcome
    return outcome?.fate === 'broken' ? undefined : outcome
  }

  add({ group, name }: Trial, outcome: Outcome): void {
    if (this.#file === undefined) return
    appendFileSync(this.#file, `${JSON.stringify({ group, name, outcome } satisfies Line)}\n`)
  }

  count(tally: Tally, groups: readonly Group[]): void {
    for (const group of groups)
      for (const line of this.#lines.values()) if (line.group === group) tally.add(line, line.outcome)
  }
}

function keyOf({ group, name }: Pick<Trial, 'group' | 'name'>): string {
  return `${group} ${name}`
}
