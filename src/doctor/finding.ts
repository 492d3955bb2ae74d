import { PgdrillError } from '../errors.ts'

/**
 * - ok: as a backup needs it
 * - warning: a backup works, and a person should know
 * - problem: a backup will fail, or cannot be relied on
 * - skipped: not tried, for a reason that is told
 */
export type Verdict = 'ok' | 'warning' | 'problem' | 'skipped'

/** What came of one check; JSON as it is. */
export interface Finding {
  /** `readable`, `write`: the same words in every run. */
  check: string
  /** The store it is about; null for what is about the database or this machine. */
  store: string | null
  verdict: Verdict
  /** What was found, and why that is bad where it is. */
  says: string
  /** What to do about it. */
  cure: string | null
}

export type Told = Omit<Finding, 'check' | 'store'>

export function ok(says: string): Told {
  return { verdict: 'ok', says, cure: null }
}

export function skipped(says: string): Told {
  return { verdict: 'skipped', says, cure: null }
}

export function warning(says: string, cure: string | null = null): Told {
  return { verdict: 'warning', says, cure }
}

export function problem(says: string, cure: string | null = null): Told {
  return { verdict: 'problem', says, cure }
}

/** A check that failed, in the error's own words. A bug stays a bug. */
export function failure(error: unknown): Told {
  if (!(error instanceof PgdrillError)) throw error
  return problem(error.what, error.cure ?? null)
}
