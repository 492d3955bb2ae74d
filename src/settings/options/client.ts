import { clientVersion, text } from '../kinds.ts'
import type { Option } from '../option.ts'

const running = ['backup', 'restore', 'verify', 'doctor'] as const
const fetching = [...running, 'setup-client'] as const

export const clientOptions = {
  'client-version': {
    group: 'client',
    commands: fetching,
    kind: clientVersion(),
    default: 'auto',
    meaning:
      'auto uses what is installed where that is new enough, and else fetches the programs of the major that is needed; a major uses exactly that one, installed or fetched; installed never fetches. Without a server to look at, auto means the newest.',
  },
  'client-path': {
    group: 'client',
    commands: running,
    kind: text('PATH'),
    otherwise: 'the best match among PATH and the usual places',
    meaning:
      'The folder with pg_dump, psql and the like, or pg_dump itself. Then nothing else is looked at or fetched.',
  },
  'client-repository': {
    group: 'client',
    commands: fetching,
    kind: text('URL [SUITE [COMPONENT]]'),
    otherwise: "PostgreSQL's own, with the suite {codename}-pgdg and the component main",
    meaning: 'The apt repository to fetch from; {codename} stands for what this Debian or Ubuntu is called.',
  },
  'client-repository-key': {
    group: 'client',
    commands: fetching,
    kind: text('FILE'),
    otherwise: "PostgreSQL's own, which is built in",
    meaning: 'The public key that the repository is signed with, armored or not.',
  },
} as const satisfies Record<string, Option>
