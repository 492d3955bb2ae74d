import { lines, secretLines, secretText } from '../kinds.ts'
import type { Option } from '../option.ts'

const reading = ['restore', 'verify', 'keys check'] as const

export const encryptionOptions = {
  'encrypt-to': {
    group: 'encryption',
    commands: ['backup', 'doctor'],
    kind: lines('RECIPIENT|FILE'),
    environment: ['PGDRILL_ENCRYPT_TO'],
    otherwise: 'not encrypted',
    meaning:
      'Encrypt the backup with age to this public key (age1..., as age-keygen shows it), or to those in a file, one a line. Any one of their secret keys decrypts it.',
  },
  'encrypt-passphrase': {
    group: 'encryption',
    commands: ['backup', 'doctor', ...reading],
    kind: secretText('PASSPHRASE'),
    environment: ['PGDRILL_PASSPHRASE'],
    secret: true,
    meaning:
      'Encrypt the backup with age by a passphrase, or decrypt one that was. Whoever backs up can read the backups then; encrypt-to keeps that apart.',
  },
  identity: {
    group: 'encryption',
    commands: reading,
    kind: secretLines('KEY'),
    environment: ['PGDRILL_IDENTITY'],
    secret: true,
    meaning:
      'The secret key to decrypt with (AGE-SECRET-KEY-...), or all of a file that age-keygen wrote. It is kept in memory only.',
  },
  'identity-file': {
    group: 'encryption',
    commands: reading,
    kind: lines('FILE'),
    environment: ['PGDRILL_IDENTITY_FILE'],
    meaning: 'A file with the secret key to decrypt with, as age-keygen wrote it.',
  },
} as const satisfies Record<string, Option>
