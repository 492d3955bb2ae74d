import { parseRecord, type RecordKind } from '../catalog/record.ts'
import { count, listOf, mismatch, nullOr, object, oneOf, type Read, text } from '../catalog/shape.ts'
import type {
  DatabaseObject,
  Fingerprint,
  LargeObject,
  SequencePosition,
  TableContent,
  TableName,
} from './fingerprint.ts'

/** The fingerprint as JSON, in one line: the content of `<stem>.fingerprint.json.gz`. */
export function encodeFingerprint(fingerprint: Fingerprint): string {
  return `${JSON.stringify({ schema: 1, ...fingerprint })}\n`
}

/**
 * Reads what `encodeFingerprint` wrote; `where` is what an error calls it. Keys it does not know are left out.
 * @throws UnreadableRecordError when it is of a newer version, or no fingerprint
 */
export function parseFingerprint(json: string, where = 'this text'): Fingerprint {
  return parseRecord(kind, json, where)
}

const truth: Read<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw mismatch(at, value, 'true or false')
  return value
}

const digest = matching(/^[0-9a-f]{32}$/, '32 hex digits in lower case')

const named = { schema: nullOr(text), name: text }

const tableName = object<TableName>(named)

const table = object<TableContent>({
  ...named,
  rows: nullOr(count),
  bytes: count,
  digest: nullOr(digest),
  columnsByName: truth,
  // Fingerprints of early versions have none.
  partitionOf: (value, at) => nullOr(tableName)(value ?? null, at),
})

const databaseObject = object<DatabaseObject>({
  type: text,
  ...named,
  owner: nullOr(text),
  digest,
  tablespace: nullOr(text),
  accessMethod: nullOr(text),
})

const sequence = object<SequencePosition>({
  ...named,
  lastValue: matching(/^-?\d{1,19}$/, 'a bigint in decimal'),
  isCalled: truth,
})

const largeObject = object<LargeObject>({ oid, bytes: nullOr(count), digest: nullOr(digest) })

const version = object({ schema: oneOf(1) })

const fingerprint = object<Fingerprint>({
  complete: truth,
  encoding: nullOr(text),
  serverVersion: nullOr(text),
  clientVersion: nullOr(text),
  rules: count,
  tables: listOf(table),
  objects: listOf(databaseObject),
  sequences: listOf(sequence),
  largeObjects: listOf(largeObject),
})

const kind: RecordKind<Fingerprint> = {
  noun: 'fingerprint',
  schema: 1,
  read: (value) => {
    version(value, '')
    return fingerprint(value, '')
  },
}

function oid(value: unknown, at: string): number {
  const number = count(value, at)
  if (number > 0xffff_ffff) throw mismatch(at, value, 'an oid')
  return number
}

function matching(pattern: RegExp, expected: string): Read<string> {
  return (value, at) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw mismatch(at, value, expected)
    return value
  }
}
