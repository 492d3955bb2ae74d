import { tmpdir } from 'node:os'
import { type BackupSettings, readBackupSettings } from './backup.ts'
import type { Facts } from './facts.ts'
import type { Problems } from './problems.ts'
import { findVariable, read, type Sources } from './sources.ts'

/** Those of the backup that is to be looked at, and what it is held against. */
export interface DoctorSettings extends BackupSettings {
  /** Undefined: nothing ends a backup that takes long. */
  jobLimitMs?: number
  /** Where restores and drills put what they cannot stream. */
  spoolFolder: string
}

/** @throws SettingsError with everything that is wrong */
export function readDoctorSettings(sources: Sources, facts: Facts, problems: Problems): DoctorSettings {
  const jobLimitMs = read(sources, 'job-limit', problems) ?? limitOfThisJob(sources)
  const settings = readBackupSettings(sources, facts, problems)
  return { ...settings, ...(jobLimitMs !== undefined && { jobLimitMs }), spoolFolder: tmpdir() }
}

const hourMs = 3_600_000

// https://docs.github.com/en/actions/reference/limits: 6 hours a job on GitHub's runners, 5 days on one's own.
function limitOfThisJob(sources: Sources): number | undefined {
  if (findVariable(sources, ['GITHUB_ACTIONS'])?.text !== 'true') return undefined
  return findVariable(sources, ['RUNNER_ENVIRONMENT'])?.text === 'self-hosted' ? 120 * hourMs : 6 * hourMs
}
