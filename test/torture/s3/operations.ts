import { answers, bulkAnswers, type Place } from './place.ts'

/** A command that talks to the S3 server, and what it may do there. */
export interface Operation {
  name: string
  args: (place: Place) => string[]
  database: 'app' | 'bulk'
  /** Besides 0. */
  codes: readonly number[]
  /** Whether it may delete the backups that are past their days, given what it has said. */
  mayPrune: (stderr: string) => boolean
  answers?: Record<string, string>
  more?: (place: Place) => Record<string, string>
}

const into = (place: Place) => ['--store', place.store]
const never = () => false

const hasSaved = (stderr: string) => /^saved /m.test(stderr)

export const operations: readonly Operation[] = [
  {
    name: 'backup',
    args: (place) => ['backup', ...into(place)],
    database: 'app',
    codes: [1],
    mayPrune: hasSaved,
    answers,
  },
  {
    name: 'backup in parts',
    args: (place) => ['backup', '--compression', 'none', ...into(place)],
    database: 'bulk',
    codes: [1],
    mayPrune: never,
    answers: bulkAnswers,
  },
  {
    name: 'backup into S3 and a folder',
    args: (place) => ['backup', '--compression', 'zstd:1', ...into(place), '--store', place.folder],
    database: 'app',
    codes: [1],
    mayPrune: hasSaved,
    answers,
  },
  {
    name: 'prune',
    args: (place) => ['prune', '--name', 'app', ...into(place)],
    database: 'app',
    codes: [1],
    mayPrune: () => true,
  },
  {
    name: 'verify',
    args: (place) => ['verify', '--name', 'app', ...into(place)],
    database: 'app',
    codes: [3],
    mayPrune: never,
  },
  {
    name: 'restore',
    args: (place) => ['restore', '--name', 'app', '--mode', 'replace', '--confirm', 'live', ...into(place)],
    database: 'app',
    codes: [1],
    mayPrune: never,
    more: ({ stage }) => ({ TARGET_DATABASE_URL: stage.url('live') }),
  },
  {
    name: 'list',
    args: (place) => ['list', '--name', 'app', ...into(place)],
    database: 'app',
    codes: [1],
    mayPrune: never,
  },
  {
    name: 'doctor',
    args: (place) => ['doctor', ...into(place)],
    database: 'app',
    codes: [1, 3],
    mayPrune: never,
  },
]
