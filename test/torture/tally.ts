import type { Group, Outcome, Trial } from './trial.ts'

/** How many trials of one kind ended in which way. */
interface Count {
  survived: number
  'failed cleanly': number
  broken: number
}

/** What became of the trials so far, by group and by what was run. */
export class Tally {
  readonly #rows = new Map<string, { group: Group; operation: string; count: Count }>()

  add({ group, name }: Pick<Trial, 'group' | 'name'>, { fate }: Pick<Outcome, 'fate'>): void {
    // A trial is called `operation: fault`.
    const [operation = name] = name.split(': ')
    const key = `${group} ${operation}`
    const row = this.#rows.get(key) ?? { group, operation, count: none() }
    row.count[fate] += 1
    this.#rows.set(key, row)
  }

  get broken(): number {
    return this.total().broken
  }

  total(): Count {
    const sum = none()
    for (const { count } of this.#rows.values()) {
      sum.survived += count.survived
      sum['failed cleanly'] += count['failed cleanly']
      sum.broken += count.broken
    }
    return sum
  }

  /** As a table of Markdown. */
  table(): string {
    const rows = [...this.#rows.values()].map(({ group, operation, count }) =>
      line(`${faultsOf[group]}`, operation, count),
    )
    return [
      '| faults of | while | injected | survived | failed cleanly | invariants broken |',
      '| --- | --- | ---: | ---: | ---: | ---: |',
      ...rows,
      line('all', '', this.total()),
    ].join('\n')
  }
}

const faultsOf = {
  s3: 'the S3 server',
  postgres: 'PostgreSQL',
  kill: 'the process: killed',
} as const

function line(group: string, operation: string, count: Count): string {
  const injected = count.survived + count['failed cleanly'] + count.broken
  const cells = [group, operation, injected, count.survived, count['failed cleanly'], count.broken]
  return `| ${cells.join(' | ')} |`
}

function none(): Count {
  return { survived: 0, 'failed cleanly': 0, broken: 0 }
}
