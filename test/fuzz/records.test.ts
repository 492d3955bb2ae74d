import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseDrill } from '../../src/catalog/drill.ts'
import { encodeManifest, parseManifest } from '../../src/catalog/manifest.ts'
import { parseKey, parseStem } from '../../src/catalog/names.ts'
import { UnreadableRecordError } from '../../src/catalog/record.ts'
import { PgdrillError } from '../../src/errors.ts'
import { parseFingerprint } from '../../src/fingerprint/format.ts'
import { checkKey } from '../../src/store/store.ts'
import { manifestOf } from '../catalog/made.ts'

const seeded = { seed: 5, numRuns: 2000 }
const stem = 'app_backup_2026-11-03_02-00-07'
const good = manifestOf(stem)

const drill = { schema: 1, backup: stem, verdict: 'verified', drilledAt: '2026-11-03T02:00:07.000Z' }
const fingerprint = {
  schema: 1,
  complete: true,
  encoding: 'UTF8',
  serverVersion: '15.1',
  clientVersion: '15.1',
  rules: 1,
  tables: [{ schema: 'public', name: 't', rows: 1, bytes: 2, digest: '0'.repeat(32), columnsByName: false }],
  objects: [],
  sequences: [],
  largeObjects: [{ oid: 1, bytes: 2, digest: null }],
}
const kinds = [
  {
    name: 'a manifest',
    text: encodeManifest(good),
    read: (text: string) => parseManifest(text, `${stem}.manifest.json`),
  },
  {
    name: 'a drill record',
    text: JSON.stringify(drill),
    read: (text: string) => parseDrill(text, `${stem}.drill.json`),
  },
  {
    name: 'a fingerprint',
    text: JSON.stringify(fingerprint),
    read: (text: string) => parseFingerprint(text),
  },
]

/** Read, or refused by an error for people; anything else is thrown on. */
function readOrRefused(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text)
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
    expect(error.message.length).toBeLessThan(1000)
    return undefined
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    '../../etc/passwd',
    '/etc/passwd',
    `${stem}.x/../../y`,
    `${stem}.\u0000`,
    `${stem}.\u202egz`,
    '::error::x\n\u001b[2J',
    'x'.repeat(100_000),
  ),
  fc.constantFrom<unknown>(
    -1,
    1e308,
    2 ** 53,
    0.5,
    null,
    true,
    [],
    {},
    JSON.parse('{"__proto__":{"polluted":1}}'),
  ),
  fc.jsonValue(),
)

/** The JSON with one of its values, chosen by `at`, replaced. */
function withReplaced(text: string, at: number, value: unknown): string {
  let count = 0
  let values = 0
  JSON.parse(text, (_, each) => {
    values += 1
    return each
  })
  return JSON.stringify(JSON.parse(text, (_, each) => (count++ === at % values ? value : each))) ?? 'null'
}

describe.each(kinds)('$name', ({ text, read }) => {
  test('as it is made can be read', () => {
    expect(read(text)).toBeDefined()
  })

  test('with any value replaced is read, or refused by an error for people', () => {
    fc.assert(
      fc.property(fc.nat(), odd, (at, value) => void readOrRefused(read, withReplaced(text, at, value))),
      seeded,
    )
  })

  test('cut anywhere, or of any bytes, is refused by an error for people', () => {
    fc.assert(
      fc.property(fc.nat(text.trimEnd().length - 1), fc.string({ unit: 'binary' }), (end, more) => {
        expect(readOrRefused(read, text.slice(0, end))).toBeUndefined()
        readOrRefused(read, text.slice(0, end) + more)
        readOrRefused(read, more)
      }),
      { ...seeded, numRuns: 500 },
    )
  })

  test('with __proto__ anywhere leaves every object of the program as it is', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const planted = text
        .replaceAll('{', `{"${key}": {"polluted": true, "prototype": {"polluted": true}},`)
        .replaceAll(',}', '}')
      const found = readOrRefused(read, planted) as Record<string, unknown>
      expect(found).toBeDefined()
      expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      expect(found.polluted).toBeUndefined()
    }
  })

  test('nested a hundred thousand deep is refused by an error for people', () => {
    expect(readOrRefused(read, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined()
    expect(readOrRefused(read, `${'{"schema":'.repeat(20_000)}1${'}'.repeat(20_000)}`)).toBeUndefined()
  })
})

test('a manifest that is read leads to objects of its backup only, wherever its keys try to go', () => {
  const segments = fc.constantFrom(
    '..',
    '.',
    '',
    stem,
    `${stem}.sql.gz`,
    `${stem}.dir`,
    'etc',
    'a\\b',
    '\u0000',
    '\n',
    '\u202e',
    '%2e%2e',
    'x'.repeat(300),
  )
  const keys = fc.array(segments, { minLength: 1, maxLength: 5 }).map((each) => each.join('/'))
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 3 }), (odd) => {
      const objects = [...good.objects, ...odd.map((key) => ({ key, bytes: 1, sha256: '0'.repeat(64) }))]
      const text = JSON.stringify({ ...good, objects })
      const found = readOrRefused((each) => parseManifest(each, `${stem}.manifest.json`), text) as
        | typeof good
        | undefined
      for (const { key } of found?.objects ?? []) {
        expect(key.startsWith(`${stem}.`)).toBe(true)
        expect(key.split('/')).not.toContain('..')
        expect(() => checkKey(key)).not.toThrow()
      }
    }),
    seeded,
  )
})

test('no key of any letters is taken for a backup unless it is written exactly so, or leaves the store', () => {
  const pieces = fc.constantFrom(
    'app',
    '_backup_',
    '2026-11-03_02-00-07',
    '.sql.gz',
    '.dir/',
    '..',
    '/',
    '\u0000',
    '\n',
    '\u0661',
    'é',
    'e\u0301',
    '.age',
    '\u202e',
    'x'.repeat(500),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const key = parts.join('')
      const parsed = parseKey(key)
      if (parsed) {
        expect(parsed.key).toBe(key)
        expect(parsed.name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
        expect(parseStem(parsed.stem)?.stem).toBe(parsed.stem)
      }
      try {
        checkKey(key)
      } catch (error) {
        expect(error).toBeInstanceOf(PgdrillError)
        return
      }
      expect(key.split('/').filter((each) => ['', '.', '..'].includes(each))).toEqual([])
    }),
    { ...seeded, numRuns: 5000 },
  )
})
