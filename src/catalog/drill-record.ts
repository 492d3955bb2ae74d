import type { DrillVerdict } from './drill.ts'

/** Something a drill found wrong. */
export interface Finding {
  /** What is wrong with an object (`missing`, `rows` ...), or `load`, `damaged`, `manifest`, `empty`, `limit`. */
  kind: string
  /** For people. */
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
  /** From the backup's first byte read to the last statement done; null when it did not get there. */
  restoreSeconds: number | null
  /** From the moment the backup was taken to the drill. */
  ageSeconds: number
}

export function encodeDrill(record: DrillRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}
