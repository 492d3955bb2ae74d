import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { UnreadableRecordError } from '../../src/catalog/record.ts'
import type { Fingerprint } from '../../src/fingerprint/fingerprint.ts'
import { encodeFingerprint, parseFingerprint } from '../../src/fingerprint/format.ts'

const schemaFile = new URL('../../docs/fingerprint.schema.json', import.meta.url)
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')),
)

const digest = '0123456789abcdef'.repeat(2)

const whole: Fingerprint = {
  complete: true,
  encoding: 'UTF8',
  serverVersion: '15.18',
  clientVersion: '18.1',
  rules: 1,
  tables: [
    {
      schema: 'public',
      name: '__proto__',
      rows: 2 ** 53 - 1,
      bytes: 2 ** 53 - 1,
      digest,
      columnsByName: true,
      partitionOf: { schema: null, name: 'p' },
    },
    {
      schema: null,
      name: 'a\n"b"',
      rows: null,
      bytes: 0,
      digest: null,
      columnsByName: false,
      partitionOf: null,
    },
  ],
  objects: [
    {
      type: 'TABLE',
      schema: 'public',
      name: 't',
      owner: 'app',
      digest,
      tablespace: 'fast',
      accessMethod: 'heap',
    },
    {
      type: 'SCHEMA',
      schema: null,
      name: 'caf\u00e9',
      owner: null,
      digest,
      tablespace: null,
      accessMethod: null,
    },
  ],
  sequences: [{ schema: 'public', name: 's', lastValue: '-9223372036854775808', isCalled: false }],
  largeObjects: [
    { oid: 4294967295, bytes: 1, digest },
    { oid: 1, bytes: null, digest: null },
  ],
}

const empty: Fingerprint = {
  ...{ complete: false, encoding: null, serverVersion: null, clientVersion: null, rules: 1 },
  ...{ tables: [], objects: [], sequences: [], largeObjects: [] },
}

type Json = Record<string, unknown>

/** The encoded fingerprint with one place changed. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const document = JSON.parse(encodeFingerprint(whole)) as Json
  const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, document)
  parent[path.at(-1) as string] = value
  return JSON.stringify(document)
}

describe('a fingerprint', () => {
  test.each([whole, empty])('is read as it was written, and is what the JSON Schema says', (fingerprint) => {
    const json = encodeFingerprint(fingerprint)
    expect(parseFingerprint(json)).toEqual(fingerprint)
    expect(validate(JSON.parse(json))).toBe(true)
  })

  test('may have keys of a later version', () => {
    expect(parseFingerprint(changed(['more'], 1))).toEqual(whole)
    expect(parseFingerprint(changed(['tables', 0, 'more'], 1))).toEqual(whole)
    expect(validate(JSON.parse(changed(['objects', 0, 'more'], {})))).toBe(true)
  })

  test('of an early version says of no table whether it is a partition', () => {
    const json = changed(['tables', 0, 'partitionOf'], undefined)
    expect(json).not.toMatch(/"columnsByName":true,"partitionOf"/)
    expect(parseFingerprint(json).tables[0]?.partitionOf).toBeNull()
    expect(validate(JSON.parse(json))).toBe(true)
  })

  test('with a __proto__ of its own changes no object', () => {
    const json = changed(['tables', 0, 'name'], 't').replace(
      '"tables":[{',
      '"tables":[{"__proto__":{"rows":7},',
    )
    const [table] = parseFingerprint(json).tables
    expect(Object.getPrototypeOf(table)).toBe(Object.prototype)
    expect(table?.rows).toBe(2 ** 53 - 1)
    expect('rows' in {}).toBe(false)
  })

  test('of a newer version is refused with a cure', () => {
    expect(() => parseFingerprint(changed(['schema'], 2), 's3://b/app.fingerprint.json.gz')).toThrow(
      'cannot read s3://b/app.fingerprint.json.gz: fingerprint schema 2 is newer than this pgdrill reads (1); update pgdrill',
    )
  })

  test('of a newer version is refused for that, whatever else it holds', () => {
    expect(() => parseFingerprint('{"schema":2}')).toThrow('is newer than this pgdrill reads')
  })

  test('that is none is refused by an error that says where', () => {
    expect(() => parseFingerprint(changed(['tables', 1, 'rows'], '7'))).toThrow(
      'cannot read this text as a fingerprint: tables[1].rows is "7", not a count',
    )
  })

  test.each(['', 'null', '[]', '1', '"x"', '{}', '{"schema":"1"}', '{"schema":0}', `${'['.repeat(100_000)}`])(
    'is not %j',
    (json) => {
      expect(() => parseFingerprint(json)).toThrow(UnreadableRecordError)
    },
  )
})

const paths: (string | number)[][] = [
  ['schema'],
  ['complete'],
  ['encoding'],
  ['tables'],
  ['tables', 0],
  ['tables', 0, 'schema'],
  ['tables', 0, 'name'],
  ['tables', 0, 'rows'],
  ['tables', 0, 'bytes'],
  ['tables', 0, 'digest'],
  ['tables', 0, 'columnsByName'],
  ['tables', 0, 'partitionOf'],
  ['tables', 0, 'partitionOf', 'name'],
  ['objects', 1, 'type'],
  ['objects', 1, 'owner'],
  ['objects', 1, 'digest'],
  ['objects', 1, 'tablespace'],
  ['sequences', 0, 'lastValue'],
  ['sequences', 0, 'isCalled'],
  ['largeObjects', 0, 'oid'],
  ['largeObjects', 0, 'bytes'],
  ['largeObjects', 0, 'digest'],
]

const values = [
  null,
  true,
  'x',
  '',
  digest,
  digest.toUpperCase(),
  '1',
  -1,
  0,
  1,
  1.5,
  2 ** 32,
  1e300,
  [],
  {},
  [1],
  undefined,
]

test('the reader takes what the JSON Schema takes, and nothing else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.constantFrom(...values), (path, value) => {
      const json = changed(path, value)
      const read = () => parseFingerprint(json)
      if (validate(JSON.parse(json))) expect(read).not.toThrow()
      else expect(read).toThrow(UnreadableRecordError)
    }),
    { numRuns: 2000 },
  )
})
