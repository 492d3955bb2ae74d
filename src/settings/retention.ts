import type { Policy } from '../retention/policy.ts'
import type { Problems } from './problems.ts'
import { read, type Sources } from './sources.ts'

export function readPolicy(sources: Sources, problems: Problems): Policy {
  return {
    keepDays: read(sources, 'keep-days', problems),
    keepLast: read(sources, 'keep-last', problems),
    keepHourly: read(sources, 'keep-hourly', problems),
    keepDaily: read(sources, 'keep-daily', problems),
    keepWeekly: read(sources, 'keep-weekly', problems),
    keepMonthly: read(sources, 'keep-monthly', problems),
    keepYearly: read(sources, 'keep-yearly', problems),
    keepMin: read(sources, 'keep-min', problems),
  }
}
