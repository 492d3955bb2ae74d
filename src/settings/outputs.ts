/** What a backup gives back: an action's outputs, and the keys of the document that --json prints. */
export const outputs = {
  backup: "The backup's name in the stores, its stem: <name>_backup_YYYY-MM-DD_HH-MM-SS (UTC).",
  location: 'Where the dump is: s3://bucket/key, or a path. With several stores one a line.',
  bytes: 'The size of the dump as stored, in bytes.',
  sha256: 'The SHA-256 of the dump as stored, in hexadecimal.',
  tables: 'How many tables the dump holds; empty when not known, as in a custom archive.',
  rows: 'How many rows the dump holds; empty when not known.',
  'server-major': "The server's major version, such as 17.",
  'postgres-image': 'A Docker image that this backup restores in, such as postgres:17.',
  pruned: 'How many backups were removed from the stores.',
  manifest: 'Where the manifest is: s3://bucket/key, or a path. With several stores one a line.',
  'duration-seconds': 'How long it took, in seconds.',
} as const

/** What a restore gives back. */
export const restoreOutputs = {
  backup: 'The name of the backup that was restored; empty for a file.',
  location: 'Where its dump was read from: s3://bucket/key, or a path.',
  database: 'The database that was restored into.',
  mode: 'How: into-empty, swap, replace, in-place or undo.',
  kept: 'What the database that was live before is called now; empty when none was kept.',
  'sessions-ended': 'How many sessions on the live database were ended.',
  'unreachable-milliseconds':
    'For how long nobody could connect to the database; empty where no two changed names.',
  'duration-seconds': 'How long it took, in seconds.',
} as const

export type RestoreOutput = keyof typeof restoreOutputs

/** What a drill gives back. */
export const verifyOutputs = {
  backup: 'The name of the backup that was drilled.',
  verdict: 'verified, failed (a difference was proved) or inconclusive (it could not be tried).',
  differences: 'How many differences were found.',
  'tables-compared': 'How many tables were compared.',
  'rows-compared': 'How many rows were compared; empty when they are not counted.',
  'restore-seconds': 'How long the restore took; empty when it did not get to its end.',
  'age-seconds': 'How old the backup was.',
  report: 'The path of the drill record (JSON) on this machine; empty when it lies in a bucket alone.',
  record:
    'Where the drill record lies beside the backup: s3://bucket/key, or a path; empty when an inconclusive drill left an earlier one alone.',
} as const

export type VerifyOutput = keyof typeof verifyOutputs

/** What a list gives back, of the newest backup in it. */
export const listOutputs = {
  backup:
    'The name of the newest backup that is listed: with what the one that is meant; empty when there is none.',
  'age-seconds': 'How old it is.',
  'server-major': 'The major version of the server that it was taken from, such as 17; empty when not known.',
  'postgres-image': 'A Docker image that it restores in, such as postgres:17; empty when not known.',
  verdict: 'What its last drill came to: verified, failed or inconclusive; empty when there was none.',
  listing: 'All that is listed, as the JSON that pgdrill list --json prints.',
} as const

export type ListOutput = keyof typeof listOutputs

/** What a doctor gives back. */
export const doctorOutputs = {
  verdict:
    'The worst of what was found: ok, warning (a backup works, and you should know) or problem (it would fail).',
  problems: 'How many problems were found.',
  warnings: 'How many warnings there are.',
  findings:
    'What every check found, a JSON list of objects of check, store, verdict, says and cure; store and cure may be null.',
} as const

export type DoctorOutput = keyof typeof doctorOutputs

/** What setup-client gives back. */
export const setupClientOutputs = {
  path: 'The folder of pg_dump, psql and their kin; it is on PATH for the steps that follow.',
  version: 'Their version, such as 18.1.',
} as const

export type SetupClientOutput = keyof typeof setupClientOutputs

/** By the action. */
export const outputsOf = {
  backup: outputs,
  restore: restoreOutputs,
  verify: verifyOutputs,
  list: listOutputs,
  doctor: doctorOutputs,
  'setup-client': setupClientOutputs,
} as const

export type BackupOutput = keyof typeof outputs
