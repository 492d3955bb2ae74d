import type { Difference } from '../fingerprint/compare.ts'
import { formatCount } from './human.ts'

/** A difference as a person can act on it: `missing index public.orders_customer_id_idx`. */
export function differenceText(difference: Difference): string {
  switch (difference.type) {
    case 'DATABASE':
      return databaseText(difference)
    case 'TABLE DATA':
      return contentText(difference, `table ${qualified(difference)}`, 'row')
    case 'BLOBS':
      return contentText(difference, `large object ${difference.name}`, 'byte')
    case 'SEQUENCE SET':
      return positionText(difference)
    default:
      return objectText(difference)
  }
}

function databaseText({ kind, name, expected, found }: Difference): string {
  if (kind === 'encoding') return `the database is encoded as ${found}, not as ${expected}`
  return `${kind} database ${name}`
}

function contentText({ kind, expected, found }: Difference, what: string, unit: 'row' | 'byte'): string {
  switch (kind) {
    case 'missing':
      return `missing content of ${what}${amount(expected, unit)}`
    case 'extra':
      return `unexpected content of ${what}${amount(found, unit)}`
    case 'changed':
      return `changed content of ${what}${sameAmount(expected, unit)}`
    default:
      return numberText(what, expected, found, unit)
  }
}

function numberText(
  what: string,
  expected: Difference['expected'],
  found: Difference['found'],
  unit: string,
): string {
  if (typeof expected !== 'number' || typeof found !== 'number') {
    return `${what} has ${found ?? 'uncounted'} ${unit}s, not ${expected ?? 'uncounted'}`
  }
  const by = Math.abs(expected - found)
  const fewer = found < expected ? 'fewer' : 'more'
  const those = `${formatCount(found)} ${found < expected ? 'of' : 'instead of'} ${formatCount(expected)}`
  return `${what} has ${formatCount(by)} ${by === 1 ? unit : `${unit}s`} ${fewer}: ${those}`
}

function amount(count: string | number | null, unit: string): string {
  return typeof count === 'number' ? `: ${formatCount(count)} ${count === 1 ? unit : `${unit}s`}` : ''
}

function sameAmount(count: string | number | null, unit: string): string {
  return typeof count === 'number'
    ? `, though it has the same ${formatCount(count)} ${count === 1 ? unit : `${unit}s`}`
    : ''
}

function positionText(difference: Difference): string {
  const { kind, expected, found } = difference
  const sequence = `sequence ${qualified(difference)}`
  if (kind === 'position') return `${sequence} stands at ${found}, not at ${expected}`
  return `${kind === 'missing' ? 'missing' : 'unexpected'} position of ${sequence}`
}

function objectText(difference: Difference): string {
  const { kind, expected, found } = difference
  const object = objectName(difference)
  switch (kind) {
    case 'missing':
    case 'changed':
      return `${kind} ${object}`
    case 'extra':
      return `unexpected ${object}`
    default:
      return `${object} has ${kind.replace('-', ' ')} ${shown(found)}, not ${shown(expected)}`
  }
}

function shown(name: string | number | null): string {
  return name === null ? '(the default)' : String(name)
}

// pg_dump's words that are not those of SQL.
const words: Readonly<Record<string, string>> = {
  'FK CONSTRAINT': 'foreign key',
  'ROW SECURITY': 'row-level security of',
  'SEQUENCE OWNED BY': 'owning column of sequence',
  'TABLE ATTACH': 'attachment of partition',
  'INDEX ATTACH': 'attachment of index',
  'MATERIALIZED VIEW DATA': 'data of materialized view',
  BLOB: 'large object',
}
const ofTables = new Set([
  'CONSTRAINT',
  'FK CONSTRAINT',
  'CHECK CONSTRAINT',
  'TRIGGER',
  'RULE',
  'POLICY',
  'DEFAULT',
])
const ofAnything: Readonly<Record<string, string>> = {
  ACL: 'privileges on',
  COMMENT: 'comment on',
  'SECURITY LABEL': 'security label on',
}

function objectName({ type, schema, name }: Difference): string {
  const about = ofAnything[type]
  if (about !== undefined) {
    // The tag begins with the type of what it is about: `TABLE orders`, `FUNCTION add(integer)`.
    const [, subject, rest] = /^([A-Z ]*[A-Z]) (.*)$/s.exec(name) ?? [undefined, '', name]
    return `${about} ${subject.toLowerCase()} ${qualified({ schema, name: rest ?? name })}`.replace('  ', ' ')
  }
  // The tag is `DEFAULT PRIVILEGES FOR TABLES`.
  if (type === 'DEFAULT ACL') return `${name.toLowerCase()}${schema === null ? '' : ` in schema ${schema}`}`
  const word = words[type] ?? type.toLowerCase()
  const [table, own, more] = name.split(' ')
  // The tag is `table name`; with more spaces than that nobody knows which of the two has them.
  if (ofTables.has(type) && own !== undefined && more === undefined) {
    return `${word} ${own} of table ${qualified({ schema, name: table ?? '' })}`
  }
  return `${word} ${qualified({ schema, name })}`
}

function qualified({ schema, name }: Pick<Difference, 'schema' | 'name'>): string {
  return schema === null ? name : `${schema}.${name}`
}
