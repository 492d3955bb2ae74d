import { choice, wholeNumber } from '../kinds.ts'
import type { Option } from '../option.ts'

const commands = ['backup', 'prune', 'doctor'] as const

export const retentionOptions = {
  prune: {
    group: 'retention',
    commands,
    kind: { ...choice('true', 'false', 'dry-run'), bare: 'true' },
    default: 'true',
    meaning: 'Remove the backups that no rule keeps. dry-run shows the plan and deletes nothing.',
  },
  'keep-days': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '30',
    environment: ['RETENTION_DAYS'],
    meaning:
      'Keep every backup that is not older than this many days. 0 turns this rule off, as it does each of the next.',
  },
  'keep-last': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '0',
    meaning: 'Keep the newest so many.',
  },
  'keep-hourly': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '0',
    meaning:
      'Keep the newest of each hour, for the last so many hours that have one. Hours, days and so on are in UTC.',
  },
  'keep-daily': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '0',
    meaning: 'Keep the newest of each day, for the last so many days that have one.',
  },
  'keep-weekly': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '0',
    meaning: 'Keep the newest of each week, from Monday on, for the last so many weeks that have one.',
  },
  'keep-monthly': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '0',
    meaning: 'Keep the newest of each month, for the last so many months that have one.',
  },
  'keep-yearly': {
    group: 'retention',
    commands,
    kind: wholeNumber(0),
    default: '0',
    meaning: 'Keep the newest of each year, for the last so many years that have one.',
  },
  'keep-min': {
    group: 'retention',
    commands,
    kind: wholeNumber(1),
    default: '1',
    meaning: 'Keep the newest so many whatever the rules say.',
  },
} as const satisfies Record<string, Option>
