import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compareFingerprints } from '../../src/fingerprint/compare.ts'
import type { DatabaseObject, Fingerprint } from '../../src/fingerprint/fingerprint.ts'
import { encodeFingerprint, parseFingerprint } from '../../src/fingerprint/format.ts'

const digests = fc.constantFrom('a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32))
const names = fc.constantFrom('a', 'b', 'orders', 'o"r')
const schemas = fc.constantFrom('public', 's', null)
const unnamed = { schema: schemas, name: names }
const key = ({ schema, name }: { schema: string | null; name: string }) => JSON.stringify([schema, name])

const fingerprints: fc.Arbitrary<Fingerprint> = fc.record({
  complete: fc.constant(true),
  encoding: fc.constantFrom('UTF8', 'LATIN1'),
  serverVersion: fc.constantFrom('17.2', '17.3'),
  clientVersion: fc.constantFrom('17.2', '18.1'),
  rules: fc.constant(1),
  tables: fc.uniqueArray(
    fc.record({
      ...unnamed,
      rows: fc.nat(3),
      bytes: fc.nat(9),
      digest: digests,
      columnsByName: fc.boolean(),
      partitionOf: fc.constant(null),
    }),
    { selector: key, maxLength: 5 },
  ),
  // Names that are there twice, on purpose.
  objects: fc.array(
    fc.record({
      type: fc.constantFrom('TABLE', 'INDEX', 'ACL'),
      ...unnamed,
      owner: fc.constantFrom('me', 'you', null),
      digest: digests,
      tablespace: fc.constantFrom('fast', null),
      accessMethod: fc.constantFrom('heap', null),
    }),
    { maxLength: 8 },
  ),
  sequences: fc.uniqueArray(
    fc.record({ ...unnamed, lastValue: fc.constantFrom('1', '-7'), isCalled: fc.boolean() }),
    { selector: key, maxLength: 4 },
  ),
  largeObjects: fc.uniqueArray(fc.record({ oid: fc.nat(9), bytes: fc.nat(4), digest: digests }), {
    selector: ({ oid }) => oid,
    maxLength: 4,
  }),
})

function shuffled(fingerprint: Fingerprint): Fingerprint {
  const { tables, objects, sequences, largeObjects } = fingerprint
  return {
    ...fingerprint,
    tables: tables.toReversed(),
    objects: objects.toReversed(),
    sequences: sequences.toReversed(),
    largeObjects: largeObjects.toReversed(),
  }
}

function isExact({ objects }: Fingerprint): boolean {
  return new Set(objects.map((each) => each.type + key(each))).size === objects.length
}

function holds(name: string, property: (one: Fingerprint, other: Fingerprint) => void): void {
  test(name, () => fc.assert(fc.property(fingerprints, fingerprints, property), { numRuns: 400 }))
}

describe('two fingerprints', () => {
  holds('do not differ when they are one, in any order, written and read again', (one) => {
    expect(compareFingerprints(one, shuffled(parseFingerprint(encodeFingerprint(one))))).toEqual([])
  })

  holds('differ alike in whatever order they list things', (one, other) => {
    const inOrder = compareFingerprints(one, other)
    const turned = compareFingerprints(shuffled(one), shuffled(other))
    const sorted = (found: typeof inOrder) => found.map((each) => JSON.stringify(each)).sort()
    // Of several things of one key it is open which is told in a pair with which.
    if (isExact(one) && isExact(other)) expect(sorted(turned)).toEqual(sorted(inOrder))
    expect(turned.length === 0).toBe(inOrder.length === 0)
  })

  holds('miss one way what they have too much the other way', (one, other) => {
    const count = (found: ReturnType<typeof compareFingerprints>, kind: string) =>
      found.filter((each) => each.kind === kind).length
    expect(count(compareFingerprints(one, other), 'missing')).toBe(
      count(compareFingerprints(other, one), 'extra'),
    )
  })

  holds('do not differ by versions, or by the owners of what follows its table', (one) => {
    const other = {
      ...one,
      serverVersion: '17.9',
      clientVersion: null,
      objects: one.objects.map((each) => (each.type === 'TABLE' ? each : { ...each, owner: 'another' })),
    }
    expect(compareFingerprints(one, other)).toEqual([])
  })
})

const nothing: Fingerprint = {
  complete: true,
  encoding: 'UTF8',
  serverVersion: '17.2',
  clientVersion: '17.2',
  rules: 1,
  tables: [],
  objects: [],
  sequences: [],
  largeObjects: [],
}
const named = { schema: 'public', name: 'orders' }
const table = {
  ...named,
  rows: 10,
  bytes: 100,
  digest: 'a'.repeat(32),
  columnsByName: false,
  partitionOf: null,
}
const index: DatabaseObject = {
  ...named,
  type: 'INDEX',
  owner: 'shop',
  digest: 'a'.repeat(32),
  tablespace: null,
  accessMethod: null,
}

function compare(original: Partial<Fingerprint>, restored: Partial<Fingerprint>) {
  return compareFingerprints({ ...nothing, ...original }, { ...nothing, ...restored })
}

describe('what differs', () => {
  test.each([
    [{ rows: 9 }, { kind: 'rows', expected: 10, found: 9 }],
    [{ rows: 11 }, { kind: 'rows', expected: 10, found: 11 }],
    [{ digest: 'b'.repeat(32) }, { kind: 'changed', expected: 10, found: 10 }],
  ])('in a table %j', (change, expected) => {
    expect(compare({ tables: [table] }, { tables: [{ ...table, ...change }] })).toEqual([
      { type: 'TABLE DATA', ...named, ...expected },
    ])
  })

  test('rows that come as INSERT statements are compared by their bytes', () => {
    const inserts = { ...table, rows: null, digest: null }
    expect(compare({ tables: [inserts] }, { tables: [inserts] })).toEqual([])
    expect(compare({ tables: [inserts] }, { tables: [{ ...inserts, bytes: 101 }] })).toMatchObject([
      { kind: 'changed', expected: null },
    ])
  })

  test('of two things that have one name, the one that changed is told and the other is not', () => {
    const other = { ...index, digest: 'b'.repeat(32) }
    const changed = { ...index, digest: 'c'.repeat(32) }
    expect(compare({ objects: [index, other] }, { objects: [changed, index] })).toMatchObject([
      { kind: 'changed', type: 'INDEX' },
    ])
    expect(compare({ objects: [index, index] }, { objects: [index] })).toMatchObject([{ kind: 'missing' }])
    expect(compare({ objects: [index] }, { objects: [other, index] })).toMatchObject([{ kind: 'extra' }])
  })

  test('of 20,000 things that have one name, as operators may, likewise, in a second or two', () => {
    const digestOf = (number: number) => number.toString(16).padStart(32, '0')
    const overloads = (from: number) =>
      Array.from({ length: 20_000 }, (_, at) => ({ ...index, digest: digestOf(from + at) }))
    const started = performance.now()
    expect(compare({ objects: overloads(0) }, { objects: overloads(1).reverse() })).toHaveLength(1)
    // 68 s when each was held against each.
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('an object with several changes has each told', () => {
    const view = { ...index, type: 'MATERIALIZED VIEW' }
    const other = { ...view, owner: 'bob', digest: 'b'.repeat(32), tablespace: 'fast', accessMethod: 'heap' }
    expect(compare({ objects: [view] }, { objects: [other] }).map(({ kind }) => kind)).toEqual([
      'changed',
      'owner',
      'tablespace',
      'access-method',
    ])
  })

  test('a sequence that was not used yet differs from one that was', () => {
    const sequence = { ...named, lastValue: '1', isCalled: true }
    expect(compare({ sequences: [sequence] }, { sequences: [{ ...sequence, isCalled: false }] })).toEqual([
      { kind: 'position', type: 'SEQUENCE SET', ...named, expected: '1', found: '1, not used yet' },
    ])
  })
})
