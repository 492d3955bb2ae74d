import { expect, test } from '@jest/globals'
import { trials as kills } from './kills/index.ts'
import { trials as postgres } from './postgres/index.ts'
import { trials as s3 } from './s3/index.ts'
import type { Trials } from './trial.ts'

// The whole of it is `npm run torture`; see docs/reliability.md.
const groups: readonly (readonly [string, Trials])[] = [
  ['S3 server', s3],
  ['PostgreSQL', postgres],
  ['process', kills],
]

test.each(groups)(
  'faults of the %s, a few of hundreds, break no invariant',
  async (_, trials) => {
    const broken: string[] = []
    let count = 0
    for await (const trial of trials({ seed: 1, short: true, only: '' })) {
      const outcome = await trial.run()
      count += 1
      if (outcome.fate === 'broken') broken.push(`${trial.name}: ${outcome.broken.join('; ')}`)
    }
    expect(broken).toEqual([])
    expect(count).toBeGreaterThan(3)
  },
  600_000,
)
