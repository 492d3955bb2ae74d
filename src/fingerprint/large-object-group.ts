import type { EntryHeader } from './entry-header.ts'
import { ObjectEntry } from './object-entry.ts'
import { literalValue } from './sql-names.ts'

/**
 * Up to a thousand large objects of one owner and the same privileges, which pg_dump 17 and newer put into one entry
 * (`4001..4010; Type: BLOB METADATA`, and an ACL of `LARGE OBJECTS 4001..4010`). Older ones write an entry for each
 * (`4001; Type: BLOB`): that is what this makes of it.
 */
export class LargeObjectGroup {
  readonly #header: EntryHeader
  readonly #objects: ObjectEntry[]
  readonly #made = new Map<string, ObjectEntry>()

  /** What it makes goes into `objects`. */
  constructor(header: EntryHeader, objects: ObjectEntry[]) {
    this.#header = header
    this.#objects = objects
  }

  static isOne({ type, name }: EntryHeader): boolean {
    return type === 'BLOB METADATA' || (type === 'ACL' && name.startsWith('LARGE OBJECTS '))
  }

  /** The entry of the large object that the statement is about. */
  entryOf(tokens: readonly string[]): ObjectEntry | undefined {
    const oid = literalValue(tokens[5]) ?? tokens[tokens.indexOf('OBJECT') + 1]
    if (oid === undefined) return undefined
    const entry = this.#made.get(oid) ?? this.#make(oid)
    this.#made.set(oid, entry)
    return entry
  }

  #make(oid: string): ObjectEntry {
    const own = this.#header.type === 'ACL' ? { name: `LARGE OBJECT ${oid}` } : { type: 'BLOB', name: oid }
    const entry = new ObjectEntry({ ...this.#header, ...own }, null)
    this.#objects.push(entry)
    return entry
  }
}
