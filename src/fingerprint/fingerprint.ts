/** What a database contains, as its dump tells. Written and read by format.ts; docs/fingerprint.md says what it proves. */
export interface Fingerprint {
  /** The dump ended where pg_dump ends one. False: it was cut, and what follows is only what came before the cut. */
  complete: boolean
  /** `SET client_encoding`, as PostgreSQL names it; null when the dump does not say. */
  encoding: string | null
  /** As the dump's own comments say: `15.18 (Debian 15.18-0+deb12u1)`. */
  serverVersion: string | null
  clientVersion: string | null
  /** By which edition of our rules the objects' digests were made; those of another edition cannot be compared. */
  rules: number
  tables: TableContent[]
  objects: DatabaseObject[]
  sequences: SequencePosition[]
  largeObjects: LargeObject[]
}

/** A table as the catalog names it. */
export interface TableName {
  schema: string | null
  name: string
}

/** The rows of a table whose data the dump holds. A table without data in the dump is among the objects only. */
export interface TableContent extends TableName {
  /** Null when the dump holds INSERT statements instead of COPY data: these are not counted. */
  rows: number | null
  /** Of its data as it stands in the dump: COPY rows with their newlines, or INSERT statements. */
  bytes: number
  /** 128 bits over the rows in any order, 32 hex digits; null when `rows` is. */
  digest: string | null
  /** The digest does not depend on the order of the columns either: a child of an inheritance hierarchy. */
  columnsByName: boolean
  /** The partitioned table it is a part of, the topmost one; null when it is no partition, or the dump does not say. */
  partitionOf: TableName | null
}

/** An entry of the dump: a table, an index, a comment, a grant. Two objects may have the same type, schema and name. */
export interface DatabaseObject {
  /** pg_dump's word: `TABLE`, `FK CONSTRAINT`, `ACL`. */
  type: string
  schema: string | null
  /** pg_dump's tag, such as `orders orders_pkey` or `add(integer, integer)`; a line break in a name is a space. */
  name: string
  /** Its own, or for what has none (an index, a comment) its table's; null when the dump does not say. */
  owner: string | null
  /** 128 bits over its statements, those apart that set the owner, 32 hex digits. */
  digest: string
  /** Null for the database's default, and for what has none. */
  tablespace: string | null
  /** Of tables and materialised views, when the dump says. */
  accessMethod: string | null
}

export interface SequencePosition {
  schema: string | null
  name: string
  /** Decimal: a bigint. */
  lastValue: string
  isCalled: boolean
}

export interface LargeObject {
  oid: number
  /** Null when the dump writes the content in a way that is not known; none since PostgreSQL 9.0 does. */
  bytes: number | null
  /** The first 128 bits of the content's sha256, 32 hex digits; null when `bytes` is. */
  digest: string | null
}

/** How many tables the dump holds data of, and how many rows in all: null when that is unknown for any of them. */
export function totals({ tables }: Pick<Fingerprint, 'tables'>): { tables: number; rows: number | null } {
  const rows = tables.reduce<number | null>(
    (sum, table) => (sum === null || table.rows === null ? null : sum + table.rows),
    0,
  )
  return { tables: tables.length, rows }
}
