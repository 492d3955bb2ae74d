import type {
  DatabaseObject,
  Fingerprint,
  LargeObject,
  SequencePosition,
  TableContent,
} from './fingerprint.ts'

/**
 * What one thing is in the original and is not in the restored database. `report/difference-text.ts` words it.
 * - missing, extra: there is no such thing, or it should not be there
 * - changed: its definition, or the content of as many rows or bytes
 * - rows, bytes: how many there are
 * - owner, tablespace, access-method, position, encoding: which one it is
 */
export interface Difference {
  kind:
    | 'missing'
    | 'extra'
    | 'changed'
    | 'rows'
    | 'bytes'
    | 'owner'
    | 'tablespace'
    | 'access-method'
    | 'position'
    | 'encoding'
  /** pg_dump's word: `INDEX`, `TABLE DATA`, `SEQUENCE SET`, `BLOBS` for a large object's content, `DATABASE` for all of it. */
  type: string
  schema: string | null
  name: string
  /** As in the original; null where there is nothing to say. */
  expected: string | number | null
  /** As in the restored database. */
  found: string | number | null
}

/**
 * How the restored database differs from the original; empty when both mean the same. Both dumps must be of servers of one
 * major, made by one pg_dump with the same options. Always in the same order: data first, then definitions, by name.
 */
export function compareFingerprints(original: Fingerprint, restored: Fingerprint): Difference[] {
  return [
    ...encodingDifferences(original, restored),
    ...compareAll(original.tables, restored.tables, named, compareRows),
    ...compareAll(original.sequences, restored.sequences, named, comparePositions),
    ...compareAll(original.largeObjects, restored.largeObjects, ({ oid }) => [oid], compareContents),
    ...compareAll(original.objects, restored.objects, typed, compareObjects),
  ]
}

type Named = Pick<TableContent, 'schema' | 'name'>
type About = Pick<Difference, 'type' | 'schema' | 'name'>

const named = ({ schema, name }: Named) => [schema ?? '', name]
const typed = ({ type, schema, name }: DatabaseObject) => [type, schema ?? '', name]

/** How two things of one key differ, at least one of which is there. */
type Compare<T> = (original: T | undefined, restored: T | undefined) => Difference[]

function compareAll<T extends object>(
  original: readonly T[],
  restored: readonly T[],
  keyOf: (item: T) => (string | number)[],
  compare: Compare<T>,
): Difference[] {
  const groups = new Map<string, { original: T[]; restored: T[] }>()
  const groupOf = (item: T) => {
    const key = keyOf(item).join('\u0000')
    const group = groups.get(key) ?? { original: [], restored: [] }
    groups.set(key, group)
    return group
  }
  for (const item of original) groupOf(item).original.push(item)
  for (const item of restored) groupOf(item).restored.push(item)
  // By code units: the same on every machine, whatever its locale.
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .flatMap(([, group]) => compareGroup(group.original, group.restored, compare))
}

/** Several may have one key: pg_dump's names are not exact. What is the same cancels out; the rest is told in pairs. */
function compareGroup<T extends object>(
  original: readonly T[],
  restored: readonly T[],
  compare: Compare<T>,
): Difference[] {
  const [changed, unmatched] =
    original.length > 1 || restored.length > 1 ? unlike(original, restored, compare) : [original, restored]
  return Array.from({ length: Math.max(changed.length, unmatched.length) }, (_, at) =>
    compare(changed[at], unmatched[at]),
  ).flat()
}

/** What of both has no equal in the other. Only what has one digest can be equal, so only that is held against each other. */
function unlike<T extends object>(
  original: readonly T[],
  restored: readonly T[],
  compare: Compare<T>,
): [T[], T[]] {
  const byDigest = Map.groupBy(restored, digestOf)
  const changed = original.filter((item) => {
    const alike = byDigest.get(digestOf(item)) ?? []
    const same = alike.findIndex((other) => compare(item, other).length === 0)
    if (same !== -1) alike.splice(same, 1)
    return same === -1
  })
  const left = new Set([...byDigest.values()].flat())
  return [changed, restored.filter((item) => left.has(item))]
}

function digestOf(item: object): unknown {
  return ('digest' in item && item.digest) || JSON.stringify(item)
}

function difference(
  { type, schema, name }: About,
  kind: Difference['kind'],
  expected: Difference['expected'] = null,
  found: Difference['found'] = null,
): Difference {
  return { kind, type, schema, name, expected, found }
}

function encodingDifferences(original: Fingerprint, restored: Fingerprint): Difference[] {
  if (original.encoding === restored.encoding) return []
  const about = { type: 'DATABASE', schema: null, name: '' }
  return [difference(about, 'encoding', original.encoding, restored.encoding)]
}

const compareRows: Compare<TableContent> = (original, restored) => {
  const about = { ...((original ?? restored) as TableContent), type: 'TABLE DATA' }
  if (restored === undefined) return [difference(about, 'missing', original?.rows)]
  if (original === undefined) return [difference(about, 'extra', null, restored.rows)]
  if (original.rows !== restored.rows) return [difference(about, 'rows', original.rows, restored.rows)]
  return hasSameRows(original, restored) ? [] : [difference(about, 'changed', original.rows, restored.rows)]
}

function hasSameRows(original: TableContent, restored: TableContent): boolean {
  // INSERT statements are not read; in another order they are as many bytes.
  if (original.digest === null) return original.bytes === restored.bytes
  // Digests by name and by place do not compare; a table that began or ceased to inherit is told as a changed one.
  return original.columnsByName !== restored.columnsByName || original.digest === restored.digest
}

const comparePositions: Compare<SequencePosition> = (original, restored) => {
  const about = { ...((original ?? restored) as SequencePosition), type: 'SEQUENCE SET' }
  if (restored === undefined) return [difference(about, 'missing')]
  if (original === undefined) return [difference(about, 'extra')]
  const [expected, found] = [positionOf(original), positionOf(restored)]
  return expected === found ? [] : [difference(about, 'position', expected, found)]
}

function positionOf({ lastValue, isCalled }: SequencePosition): string {
  return isCalled ? lastValue : `${lastValue}, not used yet`
}

const compareContents: Compare<LargeObject> = (original, restored) => {
  const about = { type: 'BLOBS', schema: null, name: String((original ?? restored)?.oid) }
  if (restored === undefined) return [difference(about, 'missing', original?.bytes)]
  if (original === undefined) return [difference(about, 'extra', null, restored.bytes)]
  if (original.bytes !== restored.bytes) return [difference(about, 'bytes', original.bytes, restored.bytes)]
  return original.digest === restored.digest
    ? []
    : [difference(about, 'changed', original.bytes, restored.bytes)]
}

const compareObjects: Compare<DatabaseObject> = (original, restored) => {
  const about = (original ?? restored) as DatabaseObject
  if (restored === undefined) return [difference(about, 'missing')]
  if (original === undefined) return [difference(about, 'extra')]
  const found = original.digest === restored.digest ? [] : [difference(about, 'changed')]
  if (ownsItself(about) && original.owner !== restored.owner)
    found.push(difference(about, 'owner', original.owner, restored.owner))
  if (original.tablespace !== restored.tablespace)
    found.push(difference(about, 'tablespace', original.tablespace, restored.tablespace))
  if (original.accessMethod !== restored.accessMethod)
    found.push(difference(about, 'access-method', original.accessMethod, restored.accessMethod))
  return found
}

// What pg_dump prints as the owner of these is their table's: one ALTER TABLE ... OWNER TO would be told twenty times.
const followers = new Set([
  'ACL',
  'CHECK CONSTRAINT',
  'COMMENT',
  'CONSTRAINT',
  'DEFAULT',
  'FK CONSTRAINT',
  'INDEX',
  'INDEX ATTACH',
  'MATERIALIZED VIEW DATA',
  'POLICY',
  'PUBLICATION TABLE',
  'ROW SECURITY',
  'RULE',
  'SECURITY LABEL',
  'SEQUENCE OWNED BY',
  'TABLE ATTACH',
  'TRIGGER',
])

function ownsItself({ type }: DatabaseObject): boolean {
  return !followers.has(type)
}
