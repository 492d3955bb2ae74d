import { sslModes } from '../../postgres/connection.ts'
import { choice, host, secretText, text, wholeNumber } from '../kinds.ts'
import type { Option } from '../option.ts'

const dump = ['backup', 'restore', 'doctor'] as const
// Verify and prune need no database of their own, but take the backups' name from its.
const named = ['backup', 'restore', 'verify', 'prune', 'doctor'] as const

export const connectionOptions = {
  'database-url': {
    group: 'connection',
    commands: named,
    kind: secretText('URL'),
    environment: ['DATABASE_URL'],
    secret: true,
    meaning:
      'The database, as postgresql://user:password@host:5432/database?sslmode=require. Percent-encode odd characters.',
  },
  'database-host': {
    group: 'connection',
    commands: dump,
    kind: host(),
    environment: ['DATABASE_HOST'],
    alsoReads: ['PGHOST'],
    otherwise: 'the unix socket in /var/run/postgresql where there is one, else localhost',
    meaning: "A host's name or address, or the folder of a unix socket.",
  },
  'database-port': {
    group: 'connection',
    commands: dump,
    kind: wholeNumber(1, 65_535, 'PORT'),
    environment: ['DATABASE_PORT'],
    alsoReads: ['PGPORT'],
    otherwise: '5432',
    meaning: "The server's port.",
  },
  'database-name': {
    group: 'connection',
    commands: named,
    kind: text('NAME'),
    environment: ['DATABASE_NAME'],
    alsoReads: ['PGDATABASE'],
    meaning: "The database's name.",
  },
  'database-user': {
    group: 'connection',
    commands: dump,
    kind: text('USER'),
    environment: ['DATABASE_USER'],
    alsoReads: ['PGUSER'],
    otherwise: 'whoever runs this',
    meaning: 'The role to connect as.',
  },
  'database-password': {
    group: 'connection',
    commands: dump,
    kind: secretText('PASSWORD'),
    environment: ['DATABASE_PASSWORD'],
    alsoReads: ['PGPASSWORD'],
    otherwise: '~/.pgpass, or none',
    secret: true,
    meaning: 'Its password. On a command line others can see it: DATABASE_PASSWORD hides it.',
  },
  sslmode: {
    group: 'connection',
    commands: dump,
    kind: choice(...sslModes),
    alsoReads: ['PGSSLMODE'],
    otherwise: 'prefer, or verify-full with sslrootcert "system"',
    meaning: 'What libpq means by it: whether to encrypt, and whether to verify the server.',
  },
  sslrootcert: {
    group: 'connection',
    commands: dump,
    kind: text('FILE'),
    alsoReads: ['PGSSLROOTCERT'],
    otherwise: '~/.postgresql/root.crt, where there is one',
    meaning:
      'The certificate authorities to verify the server with: a file, or "system" for the public ones.',
  },
} as const satisfies Record<string, Option>
