import type { RawText } from './client-encoding.ts'
import type { EntryHeader } from './entry-header.ts'
import { added, digestOf, type RowsContent } from './row-digest.ts'
import { keyOf, type QualifiedName, qualifiedNameAt } from './sql-names.ts'
import { tokensOf } from './sql-tokens.ts'

/** A table whose data the dump holds; without content when its rows could not be counted. */
export interface TableTally {
  name: QualifiedName
  content: RowsContent | undefined
  insertedBytes: number
  columnsByName: boolean
}

const INTO = /^insert\s+into\s*(?:"(?:[^"]|"")*"|[^\s("])+/i

const NOTHING: RowsContent = { rows: 0n, bytes: 0n, sums: [0n, 0n] }

/**
 * The data of every table. One table may have several stretches of data (--load-via-partition-root), which add up.
 * Names come from COPY and INSERT, which are exact; from the entry's header only where a dump has neither.
 */
export class TableContents {
  readonly #tables = new Map<string, TableTally>()
  /** The table whose data entry has begun and shown no data yet. */
  #awaited: QualifiedName | undefined
  #inserting: { into: RawText; table: TableTally } | undefined

  beginEntry({ schema, name }: EntryHeader): void {
    this.endEntry()
    this.#awaited = { schema, name }
  }

  endEntry(): void {
    if (this.#awaited) this.#tally(this.#awaited).content = undefined
    this.#awaited = undefined
    this.#inserting = undefined
  }

  /** `content` is undefined where the rows cannot be told from the lines. */
  copied(name: QualifiedName, content: RowsContent | undefined, columnsByName: boolean): void {
    this.#awaited = undefined
    const table = this.#tally(name)
    table.content = table.content && content && added(table.content, content)
    table.columnsByName = columnsByName
  }

  /** An INSERT statement, of `bytes` bytes, whose beginning is `head`. */
  inserted(head: Buffer, bytes: number): void {
    const text = head.toString('latin1', 0, 600)
    const [into] = INTO.exec(text) ?? []
    if (into === undefined) return
    // One after the other they go into the same table, whose name needs reading once.
    const table = this.#inserting?.into === into ? this.#inserting.table : this.#insertTarget(text)
    if (!table) return
    table.insertedBytes += bytes
    this.#inserting = { into, table }
  }

  #insertTarget(text: RawText): TableTally | undefined {
    const found = qualifiedNameAt(tokensOf(text), 2)
    if (!found) return undefined
    this.#awaited = undefined
    const table = this.#tally(found.name)
    table.content = undefined
    return table
  }

  #tally(name: QualifiedName): TableTally {
    const key = keyOf(name)
    const table = this.#tables.get(key) ?? { name, content: NOTHING, insertedBytes: 0, columnsByName: false }
    this.#tables.set(key, table)
    return table
  }

  get all(): TableTally[] {
    return [...this.#tables.values()]
  }
}

/** The counts of a table as the fingerprint shows them. */
export function contentOf({ content, insertedBytes }: TableTally) {
  if (!content) return { rows: null, bytes: insertedBytes, digest: null }
  return { rows: Number(content.rows), bytes: Number(content.bytes), digest: digestOf(content) }
}
