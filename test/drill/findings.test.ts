import { describe, expect, test } from '@jest/globals'
import type { Manifest } from '../../src/catalog/manifest.ts'
import { findingOf, textFindings } from '../../src/drill/findings.ts'
import type { DatabaseObject, Fingerprint, TableContent } from '../../src/fingerprint/fingerprint.ts'
import { LoadError } from '../../src/postgres/load-errors.ts'

const object: DatabaseObject = {
  ...{ type: 'INDEX', schema: 'public', name: 'orders_placed_at', owner: 'app' },
  ...{ digest: 'a'.repeat(32), tablespace: null, accessMethod: null },
}
const table: TableContent = {
  ...{
    schema: 'public',
    name: 'orders',
    rows: 2,
    bytes: 11,
    digest: 'b'.repeat(32),
    columnsByName: false,
    partitionOf: null,
  },
}
const fingerprint: Fingerprint = {
  ...{ complete: true, encoding: 'UTF8', serverVersion: '17.2', clientVersion: '17.2', rules: 2 },
  ...{ tables: [table], objects: [object], sequences: [], largeObjects: [] },
}
const manifest = { plain: null, tables: 1, rows: 2 } as Manifest

function findingsWith(stored: Fingerprint) {
  return textFindings({ bytes: 11, sha256: 'c', fingerprint }, manifest, stored).map(({ kind }) => kind)
}

describe('a stored fingerprint', () => {
  test('by the same rules has to be the dump’s own', () => {
    expect(findingsWith(fingerprint)).toEqual([])
    expect(findingsWith({ ...fingerprint, objects: [{ ...object, digest: 'd'.repeat(32) }] })).toEqual([
      'fingerprint',
    ])
  })

  test('by older rules is held against the contents of the tables alone', () => {
    const older = { ...fingerprint, rules: 1, objects: [] }
    expect(findingsWith(older)).toEqual([])
    expect(findingsWith({ ...older, tables: [{ ...table, rows: 3 }] })).toEqual(['fingerprint'])
  })
})

test.each([
  ['ICU is not supported in this build', undefined],
  ['relation "orders" does not exist', 'load'],
])('a load that failed with %j is a finding of kind %j', (message, kind) => {
  const failure = { message, line: 7, statement: '' }
  expect(findingOf(new LoadError(failure, undefined))?.kind).toBe(kind)
})
