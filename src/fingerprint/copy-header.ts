import type { RawText } from './client-encoding.ts'
import { nameListAt, type QualifiedName, qualifiedNameAt } from './sql-names.ts'

/** Where the rows that follow `COPY ... FROM stdin;` go. */
export interface CopyHeader {
  table: QualifiedName
  /** None for a table without columns, whose rows are empty lines. */
  columns: RawText[]
  /** Nothing is said of the rows' format: each is a line. */
  isPlain: boolean
}

/** Reads `COPY schema.table (a, b) FROM stdin;`, or undefined when no rows follow the statement. */
export function copyHeader(tokens: readonly string[]): CopyHeader | undefined {
  const table = /^copy$/i.test(tokens[0] ?? '') ? qualifiedNameAt(tokens, 1) : undefined
  if (!table) return undefined
  const { names, end } = nameListAt(tokens, table.end)
  const source = `${tokens[end]} ${tokens[end + 1]}`
  if (!/^from stdin$/i.test(source)) return undefined
  return { table: table.name, columns: names, isPlain: tokens[end + 2] === ';' && tokens.length === end + 3 }
}
