import type { Kind } from './kinds.ts'

export const commands = [
  'backup',
  'restore',
  'verify',
  'prune',
  'list',
  'doctor',
  'keys check',
  'setup-client',
] as const
export type Command = (typeof commands)[number]

/** The headings that options are shown under, in this order. */
export const groups = {
  connection: 'Connection',
  store: 'Stores',
  backup: 'What is backed up, and how',
  client: "PostgreSQL's programs",
  restore: 'What is restored, and how',
  verify: 'What a drill demands',
  encryption: 'Encryption',
  retention: 'Retention',
  listing: 'Listing',
  doctor: 'What a doctor holds it against',
  general: 'General',
} as const
export type Group = keyof typeof groups

/** One option: everything that flags, inputs, help and docs say about it. */
export interface Option<T = unknown> {
  readonly group: Group
  readonly commands: readonly Command[]
  readonly kind: Kind<T>
  /** One or two sentences; with no word that only flags or only inputs know. */
  readonly meaning: string
  /** As a person would write it. */
  readonly default?: string
  /** What happens without it, where that is no fixed value. */
  readonly otherwise?: string
  /** The variables that give it, the first one that is set. */
  readonly environment?: readonly string[]
  /** Further variables that play a part when it is not given, for help and docs. */
  readonly alsoReads?: readonly string[]
  /** Its value is masked wherever it turns up. */
  readonly secret?: true
  /** No input of an action. */
  readonly commandLineOnly?: true
}
