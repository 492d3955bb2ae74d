import { boolean, choice, secretText, text, wholeNumber } from '../kinds.ts'
import type { Option } from '../option.ts'

const restore = ['restore'] as const
const drilled = ['restore', 'verify'] as const
const named = [...drilled, 'list', 'keys check'] as const

export const restoreOptions = {
  what: {
    group: 'restore',
    commands: named,
    kind: text('WHAT'),
    otherwise: 'latest; for list every backup there is',
    meaning:
      "What to restore, to drill or to show: latest, a backup's name, the name of one of its objects, a time (the newest backup at or before it, such as 2026-11-22 or 2026-11-22T14:30Z), or the path of a dump, which can be restored only.",
  },
  'target-url': {
    group: 'restore',
    commands: drilled,
    kind: secretText('URL'),
    environment: ['TARGET_DATABASE_URL'],
    otherwise: 'the database that database-url and its like name; for verify a scratch server',
    secret: true,
    meaning:
      'The database to restore into, as postgresql://user:password@host:5432/database. For verify the server to make a scratch database on, such as a service container.',
  },
  mode: {
    group: 'restore',
    commands: restore,
    kind: choice('into-empty', 'swap', 'replace', 'in-place'),
    default: 'into-empty',
    meaning:
      'into-empty fills an empty database, or makes it. swap restores beside the live database, then both change names, and the old one is kept. replace is swap that drops the old one. in-place drops the database first, for servers without room for two: when it fails the database is gone.',
  },
  confirm: {
    group: 'restore',
    commands: restore,
    kind: text('NAME'),
    meaning: "The target database's name once more: needed by swap, replace, in-place and undo.",
  },
  undo: {
    group: 'restore',
    commands: restore,
    kind: boolean(),
    default: 'false',
    meaning: 'Take the last swap back: what it kept is live again, and what was live is kept.',
  },
  jobs: {
    group: 'restore',
    commands: restore,
    kind: wholeNumber(1, 64),
    default: '1',
    meaning:
      'How many jobs load an archive of the custom format, which several need room for in the folder for temporary files; into an empty database that is there already, one always does.',
  },
  'create-roles': {
    group: 'restore',
    commands: restore,
    kind: boolean(),
    default: 'false',
    meaning: 'Create the roles that the backup knows and the server lacks, without passwords.',
  },
  owner: {
    group: 'restore',
    commands: restore,
    kind: boolean(),
    default: 'true',
    meaning: 'Restore who owned what. If not, whoever restores owns everything.',
  },
  privileges: {
    group: 'restore',
    commands: restore,
    kind: boolean(),
    default: 'true',
    meaning: 'Restore what was granted and revoked.',
  },
  'before-command': {
    group: 'restore',
    commands: restore,
    kind: text('COMMAND'),
    meaning:
      'A shell command to run before the target is changed, such as one that stops the application. When it fails nothing is changed.',
  },
  'after-command': {
    group: 'restore',
    commands: restore,
    kind: text('COMMAND'),
    meaning:
      'A shell command to run afterwards, also when the restore fails; PGDRILL_RESULT is restored or failed.',
  },
} as const satisfies Record<string, Option>
