import { boolean, text, wholeNumber } from '../kinds.ts'
import { commands, type Option } from '../option.ts'

export const generalOptions = {
  limit: {
    group: 'listing',
    commands: ['list'],
    kind: wholeNumber(0),
    default: '20',
    meaning: 'Show only the newest so many of each name; 0 shows all.',
  },
  'env-file': {
    group: 'general',
    commands,
    kind: text('FILE'),
    otherwise: '.env in the current folder, where there is one',
    commandLineOnly: true,
    meaning: 'A file of environment variables; the environment wins over it.',
  },
  json: {
    group: 'general',
    commands,
    kind: boolean(),
    default: 'false',
    commandLineOnly: true,
    meaning: 'Write one JSON document to stdout. Logs go to stderr either way.',
  },
  help: {
    group: 'general',
    commands,
    kind: boolean(),
    default: 'false',
    commandLineOnly: true,
    meaning: 'Show this help.',
  },
  version: {
    group: 'general',
    commands,
    kind: boolean(),
    default: 'false',
    commandLineOnly: true,
    meaning: 'Show the version.',
  },
} as const satisfies Record<string, Option>
