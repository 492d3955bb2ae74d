import { compressionKind } from '../compression.ts'
import { boolean, choice, duration, lines, text } from '../kinds.ts'
import type { Option } from '../option.ts'
import { pgDumpArgumentsKind } from '../pg-dump-arguments.ts'

// A doctor takes whatever a backup takes: it looks whether that backup would work.
const dump = ['backup', 'doctor'] as const

export const backupOptions = {
  name: {
    group: 'backup',
    commands: ['backup', 'restore', 'verify', 'prune', 'list', 'doctor', 'keys check'],
    kind: text('NAME'),
    otherwise: "the database's name",
    meaning: 'What the backups are called. Databases of the same name need different ones within a store.',
  },
  format: {
    group: 'backup',
    commands: dump,
    kind: choice('plain', 'custom'),
    default: 'plain',
    meaning: "plain is SQL text for psql; custom is pg_dump's own archive for pg_restore.",
  },
  compression: {
    group: 'backup',
    commands: dump,
    kind: compressionKind(),
    default: 'gzip:6',
    meaning:
      'How the dump is compressed. zstd alone is zstd:3; in the custom format it needs pg_dump 16 or newer.',
  },
  globals: {
    group: 'backup',
    commands: dump,
    kind: boolean(),
    default: 'true',
    meaning: 'Save the roles and tablespaces that the dump refers to, without passwords.',
  },
  schema: {
    group: 'backup',
    commands: dump,
    kind: lines('PATTERN'),
    meaning: 'Only schemas that match. A pattern as pg_dump understands it.',
  },
  'exclude-schema': {
    group: 'backup',
    commands: dump,
    kind: lines('PATTERN'),
    meaning: 'No schemas that match.',
  },
  table: {
    group: 'backup',
    commands: dump,
    kind: lines('PATTERN'),
    meaning: 'Only tables, views and sequences that match.',
  },
  'exclude-table': {
    group: 'backup',
    commands: dump,
    kind: lines('PATTERN'),
    meaning: 'No tables that match.',
  },
  'exclude-table-data': {
    group: 'backup',
    commands: dump,
    kind: lines('PATTERN'),
    meaning: 'The definition but not the rows of tables that match.',
  },
  'pg-dump-args': {
    group: 'backup',
    commands: dump,
    kind: pgDumpArgumentsKind(),
    meaning: 'Further arguments for pg_dump, quoted as for a shell; none is started.',
  },
  'lock-wait-timeout': {
    group: 'backup',
    commands: dump,
    kind: duration(),
    default: '5min',
    meaning: 'How long pg_dump may wait for a table that another session has locked.',
  },
} as const satisfies Record<string, Option>
