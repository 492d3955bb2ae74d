import { boolean, duration, minRows, percent, text, wholeNumber } from '../kinds.ts'
import type { Option } from '../option.ts'

const verify = ['verify'] as const

export const verifyOptions = {
  checks: {
    group: 'verify',
    commands: ['restore', 'verify'],
    kind: text('FILE'),
    meaning:
      'A file of SQL to run against the restored database, up to the first statement that fails, which fails the drill; a restore then leaves the target as it was. DO $$ BEGIN ASSERT ...; END $$ states an expectation.',
  },
  'min-rows': {
    group: 'verify',
    commands: verify,
    kind: minRows(),
    meaning:
      'How many rows a table must have at least, such as public.users>=1000. The drill fails when it has fewer.',
  },
  'max-shrink': {
    group: 'verify',
    commands: verify,
    kind: percent(),
    meaning:
      'How many per cent of its rows a table may have lost since the backup before this one. The drill fails when a table lost more, or is gone; a partitioned table counts as one. Losses of fewer than ten rows do not count.',
  },
  'max-age': {
    group: 'verify',
    commands: verify,
    kind: duration(),
    meaning: 'The drill fails when the backup is older.',
  },
  'max-restore-seconds': {
    group: 'verify',
    commands: verify,
    kind: wholeNumber(1, 1_000_000, 'SECONDS'),
    meaning: 'The drill fails when the restore takes longer.',
  },
  amcheck: {
    group: 'verify',
    commands: verify,
    kind: boolean(),
    default: 'true',
    meaning:
      "Have PostgreSQL's amcheck look through every B-tree index of the restored database, where the scratch server has that extension.",
  },
  'after-restore-command': {
    group: 'verify',
    commands: verify,
    kind: text('COMMAND'),
    meaning:
      'A shell command to run last, such as one that migrates the restored database, which DATABASE_URL, DATABASE_* and PG* name to it. The drill fails when it does.',
  },
  report: {
    group: 'verify',
    commands: verify,
    kind: text('FILE'),
    otherwise: 'a file in RUNNER_TEMP, where that is set',
    meaning: 'Where to write the drill record (JSON) on this machine, besides the store.',
  },
  junit: {
    group: 'verify',
    commands: verify,
    kind: text('FILE'),
    meaning: 'Where to write the result as JUnit XML.',
  },
} as const satisfies Record<string, Option>
