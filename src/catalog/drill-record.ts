import type { DrillVerdict } from './drill.ts'

/** Something a drill found wrong. */
export interface Finding {
  /**
   * What is wrong with an object (`missing`, `rows` ...) or with the backup (`load`, `damaged`, `manifest`, `empty` ...);
   * of what was asked for besides: `check`, `limit`, `index`, `command`.
   */
  kind: string
  /** For people. */
  text: string
}

/** skipped: it was not run, or there was nothing to hold it against. */
export type Result = 'passed' | 'failed' | 'skipped'

/** What one statement of the user's own checks came to. */
export interface CheckResult {
  /** Where it begins in the file. */
  line: number
  /** On one line, its first 200 characters. */
  statement: string
  /** The first that fails ends the checks: those behind it are skipped. */
  result: Result
  /** What the server said; null unless it failed. */
  message: string | null
  /** null when it was skipped. */
  seconds: number | null
}

/** What was demanded of the restored database besides the round trip and the checks: a limit, sound indexes, a command. */
export interface Demand {
  /** As `max-age` or `min-rows public.users`. */
  name: string
  result: Result
  /** What was found, for people. */
  text: string
}

/** All of `<stem>.drill.json`: how a backup's last drill ended, and why. Specified in docs/drill.schema.json. */
export interface DrillRecord extends DrillVerdict {
  tool: { name: string; version: string }
  /** Where the backup was read from. */
  store: string
  /** Why it is inconclusive, with the cure; null for the other verdicts. */
  reason: string | null
  differences: Finding[]
  /** The scratch server's version; null when it came to none. */
  serverVersion: string | null
  /** Tables and rows that were compared; rows are null where they are not counted. */
  tablesCompared: number
  rowsCompared: number | null
  /** In the file's order; empty without a file. */
  checks: CheckResult[]
  demands: Demand[]
  /** From the backup's first byte read to the last statement done; null when it did not get there. */
  restoreSeconds: number | null
  /** From the moment the backup was taken to the drill. */
  ageSeconds: number
}

export function encodeDrill(record: DrillRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}
