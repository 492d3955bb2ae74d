import { duration } from '../kinds.ts'
import type { Option } from '../option.ts'

export const doctorOptions = {
  'job-limit': {
    group: 'doctor',
    commands: ['doctor'],
    kind: duration(),
    alsoReads: ['GITHUB_ACTIONS', 'RUNNER_ENVIRONMENT'],
    otherwise: "6h in a job on one of GitHub's runners, 120h in a job on one of your own, elsewhere none",
    meaning: 'How long a backup may take before whatever runs it ends it.',
  },
} as const satisfies Record<string, Option>
