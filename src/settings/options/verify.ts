import { duration, minRows, wholeNumber } from '../kinds.ts'
import type { Option } from '../option.ts'

const verify = ['verify'] as const

export const verifyOptions = {
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
  'min-rows': {
    group: 'verify',
    commands: verify,
    kind: minRows(),
    meaning:
      'How many rows a table must have at least, such as public.users>=1000. The drill fails when it has fewer.',
  },
} as const satisfies Record<string, Option>
