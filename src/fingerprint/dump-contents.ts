import { isInheritingTable } from './canonical.ts'
import type { RawText } from './client-encoding.ts'
import { type CopyHeader, copyHeader } from './copy-header.ts'
import type { DumpSink, RowsAhead } from './dump-reader.ts'
import { type EntryHeader, entryHeader } from './entry-header.ts'
import { LargeObjectGroup } from './large-object-group.ts'
import { LargeObjects } from './large-objects.ts'
import { NeedsOfStatements } from './needs.ts'
import { ObjectEntry } from './object-entry.ts'
import { Oddities } from './oddities.ts'
import { Partitions } from './partitions.ts'
import { type SequenceSet, sequenceSet } from './sequence-set.ts'
import { SessionState } from './session-state.ts'
import { keyOf, qualifiedNameAt } from './sql-names.ts'
import type { Statement } from './sql-splitter.ts'
import { tokensOf } from './sql-tokens.ts'
import { TableContents } from './table-contents.ts'

const LAST_COMMENT = '-- PostgreSQL database dump complete'
const INSERT = /^insert\s+into[\s"]/i
const VERSION = /^-- Dumped (from database|by pg_dump) version (.*)$/s

/** What a dump has told so far, names as they stand in it. */
export class DumpContents implements DumpSink {
  readonly session = new SessionState()
  readonly tables = new TableContents()
  readonly partitions = new Partitions()
  readonly largeObjects = new LargeObjects()
  readonly sequences: SequenceSet[] = []
  readonly objects: ObjectEntry[] = []
  readonly needs = new NeedsOfStatements()
  readonly oddities = new Oddities()
  serverVersion: RawText | null = null
  clientVersion: RawText | null = null
  /** The comment that ends a dump has come, and no entry after it. */
  isMarkedComplete = false

  /** The tables whose columns a restore may put in another order. */
  readonly #inheriting = new Set<string>()
  #object: ObjectEntry | undefined
  #group: LargeObjectGroup | undefined
  #rowsAhead: RowsAhead | undefined

  comment(text: Buffer): void {
    const comment = text.toString('latin1')
    const header = entryHeader(comment, this.session.tablespace)
    if (header) this.#beginEntry(header)
    else if (comment === LAST_COMMENT) this.isMarkedComplete = true
    else this.#noteVersion(comment)
  }

  statement(statement: Statement): void {
    const { text, bytes } = statement
    if (INSERT.test(text.toString('latin1', 0, 64))) this.tables.inserted(text, bytes)
    else if (!this.largeObjects.read(statement)) this.#parsed(statement)
  }

  lost(reason: string): void {
    this.oddities.lost ??= reason
  }

  get isLost(): boolean {
    return this.oddities.lost !== undefined
  }

  unfinished(text: Buffer): void {
    this.oddities.readUnfinished(tokensOf(text.toString('latin1'), this.session))
  }

  takeRowsAhead(): RowsAhead | undefined {
    const ahead = this.#rowsAhead
    this.#rowsAhead = undefined
    return ahead
  }

  end(): void {
    this.tables.endEntry()
    this.#object = undefined
    this.#group = undefined
  }

  #noteVersion(comment: RawText): void {
    const [, what, version] = VERSION.exec(comment) ?? []
    if (what === 'from database') this.serverVersion = version ?? null
    else if (what) this.clientVersion = version ?? null
  }

  #beginEntry(header: EntryHeader): void {
    this.end()
    this.isMarkedComplete = false
    // Before an entry it is the object's owner (--use-set-session-authorization), inside one another's grants follow.
    this.session.authorization = undefined
    if (header.type === 'TABLE DATA') this.tables.beginEntry(header)
    if (header.part !== 'definition' || header.type === 'SEQUENCE SET') return
    if (LargeObjectGroup.isOne(header)) {
      this.#group = new LargeObjectGroup(header, this.objects)
      return
    }
    this.#object = new ObjectEntry(header, this.session.accessMethod)
    this.objects.push(this.#object)
  }

  #parsed(statement: Statement): void {
    const tokens = tokensOf(statement.text.toString('latin1'), this.session)
    this.needs.read(tokens, (raw) => this.session.encoding.decode(raw))
    this.oddities.read(tokens)
    const copy = copyHeader(tokens)
    const sequence = sequenceSet(tokens)
    if (copy) this.#announceRows(copy)
    else if (sequence) this.sequences.push(sequence)
    else if (!this.session.apply(tokens)) this.#define(statement, tokens)
    if (this.session.unclear !== undefined) this.lost(this.session.unclear)
  }

  #announceRows({ table, columns, isPlain }: CopyHeader): void {
    const byName = this.#inheriting.has(keyOf(table))
    const take: RowsAhead['take'] = (content) =>
      this.tables.copied(table, isPlain ? content : undefined, byName)
    this.#rowsAhead = { columns, byName, take }
  }

  #define(statement: Statement, tokens: readonly string[]): void {
    const object = this.#group?.entryOf(tokens) ?? this.#object
    object?.add(statement, tokens, this.session.authorization)
    this.partitions.read(tokens)
    const name = isInheritingTable(tokens) ? qualifiedNameAt(tokens, tokens.indexOf('TABLE') + 1) : undefined
    if (name) this.#inheriting.add(keyOf(name.name))
  }
}
