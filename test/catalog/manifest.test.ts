import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import {
  dumpKeyOf,
  encodeManifest,
  type Manifest,
  parseManifest,
  readManifest,
} from '../../src/catalog/manifest.ts'
import { maxRecordBytes, UnreadableRecordError } from '../../src/catalog/record.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { manifestOf, place, placeBackup } from './made.ts'

const stem = 'app_backup_2026-11-03_02-00-07'
const key = `${stem}.manifest.json`
const sha256 = 'd'.repeat(64)
const { signal } = new AbortController()

const whole: [string, Partial<Manifest>][] = [
  ['plain gzip', {}],
  [
    'plain zstd, encrypted',
    {
      compression: { kind: 'zstd', level: 3 },
      encryption: { kind: 'recipients', recipients: ['age1qqq'] },
      objects: [{ key: `${stem}.sql.zst.age`, bytes: 10, sha256 }],
    },
  ],
  [
    'plain, not compressed, by passphrase',
    {
      compression: { kind: 'none' },
      encryption: { kind: 'passphrase' },
      objects: [{ key: `${stem}.sql.age`, bytes: 10, sha256 }],
    },
  ],
  [
    'custom, whose text nobody saw',
    {
      dump: { format: 'custom', client: '17.2', arguments: [] },
      plain: null,
      tables: null,
      rows: null,
      objects: [{ key: `${stem}.dump`, bytes: 10, sha256 }],
    },
  ],
  [
    'directory',
    {
      dump: { format: 'directory', client: '17.2', arguments: ['-j', '4'] },
      plain: null,
      objects: [
        { key: `${stem}.dir/3077.dat.gz`, bytes: 10, sha256 },
        { key: `${stem}.dir/toc.dat`, bytes: 10, sha256 },
      ],
    },
  ],
  [
    'ICU locale and no extension',
    {
      source: {
        serverVersion: '18.1 (Debian 18.1-1.pgdg13+1)',
        database: 'naïve "db"',
        sizeBytes: 0,
        encoding: 'UTF8',
        locale: { provider: 'icu', collate: 'C', ctype: 'C', name: 'de-DE', icuRules: '&a < g' },
        extensions: [],
      },
    },
  ],
]

/** The manifest as JSON with other values; undefined leaves a field out. */
function altered(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(encodeManifest(manifestOf(stem))), ...changes })
}

const objects = (...keys: string[]) => keys.map((each) => ({ key: each, bytes: 1, sha256 }))

const dropped = Object.keys(manifestOf(stem)).map((field): [string, string, string] => [
  `without ${field}`,
  altered({ [field]: undefined }),
  `${field} is missing`,
])

const broken: [string, string, string][] = [
  ...dropped,
  ['of another kind', '[]', 'the document is a list, not an object'],
  ['whose schema is a word', altered({ schema: '1' }), 'schema is "1", not a count'],
  ['of schema 0', altered({ schema: 0 }), 'schema is 0, not 1'],
  ['with half a byte', altered({ plain: { bytes: 0.5, sha256 } }), 'plain.bytes is 0.5, not a count'],
  ['with less than nothing', altered({ rows: -1 }), 'rows is -1, not a count'],
  ['with a count no number holds', altered({ rows: 2 ** 53 }), 'rows is 9007199254740992, not'],
  [
    'with half a checksum',
    altered({ plain: { bytes: 1, sha256: 'ab' } }),
    'plain.sha256 is "ab", not a SHA-256 in lower-case hex',
  ],
  [
    'with a local time',
    altered({ finishedAt: '2026-11-03 02:00' }),
    'finishedAt is "2026-11-03 02:00", not a time like',
  ],
  [
    'of an unknown format',
    altered({ dump: { format: 'tar', client: '17.2', arguments: [] } }),
    'dump.format is "tar", not "plain" or "custom" or "directory"',
  ],
  [
    'of an unknown compression',
    altered({ compression: { kind: 'lz4' } }),
    'compression.kind is "lz4", not "gzip" or "zstd" or "none"',
  ],
  ['with no object', altered({ objects: [] }), 'objects do not name the dump'],
]

describe('a manifest', () => {
  test.each(whole)('%s comes back as it was written, and keeps to the schema in docs', (_, changes) => {
    const manifest = manifestOf(stem, changes)
    const encoded = encodeManifest(manifest)
    expect(parseManifest(encoded, key)).toEqual(manifest)
    expect(schemaErrors(encoded)).toEqual([])
    expect(manifest.objects.map((object) => object.key)).toContain(dumpKeyOf(manifest))
  })

  test.each(broken)('%s is refused, by the reader and by the schema', (_, text, why) => {
    expect(() => parseManifest(text, key)).toThrow(UnreadableRecordError)
    expect(() => parseManifest(text, key)).toThrow(`cannot read ${key} as a manifest: ${why}`)
    expect(schemaErrors(text)).not.toEqual([])
  })

  test.each([
    ['another backup', { backup: 'app_backup_2026-11-04_02-00-07' }, 'backup is "app_backup_2026-11-04'],
    ['another name', { name: 'app_staging' }, 'name is "app_staging", not "app"'],
    ['another time', { takenAt: '2026-11-03T02:00:08.000Z' }, 'takenAt is "2026-11-03T02:00:08'],
    ['a key outside the store', { objects: objects(`${stem}.dir/../../x`) }, 'objects[0].key is'],
    ['an absolute key', { objects: objects('/etc/passwd') }, 'objects[0].key is "/etc/passwd"'],
    [
      "another backup's dump",
      { objects: objects(`${stem}.sql.gz`, 'app_backup_2020-01-01_00-00-00.sql.gz') },
      'objects[1].key is "app_backup_2020-01-01_00-00-00.sql.gz", not a key of app_backup_2026-11-03_02-00-07',
    ],
    ['one key twice', { objects: objects(`${stem}.sql.gz`, `${stem}.sql.gz`) }, 'not a key named once'],
    [
      'a dump in another format than it says',
      { objects: objects(`${stem}.dump`) },
      `objects do not name the dump, ${stem}.sql.gz`,
    ],
    [
      'a dump encrypted when it says it is not',
      { objects: objects(`${stem}.sql.gz.age`) },
      `objects do not name the dump, ${stem}.sql.gz`,
    ],
  ] satisfies [string, Record<string, unknown>, string][])('that names %s is refused', (_, changes, why) => {
    expect(() => parseManifest(altered(changes), key)).toThrow(why)
  })

  test('of a newer schema asks for a newer pgdrill, whatever else it holds', () => {
    expect(() => parseManifest('{ "schema": 2, "parts": {} }', key)).toThrow(
      `cannot read ${key}: manifest schema 2 is newer than this pgdrill reads (1); update pgdrill`,
    )
  })

  test.each(['', '{', '{"schema": 1', 'null', '7'])('is not %j', (text) => {
    expect(() => parseManifest(text, key)).toThrow(UnreadableRecordError)
  })

  test('with fields this version does not know is read without them', () => {
    const text = altered({ colour: 'blue' })
    expect(parseManifest(text, key)).toEqual(manifestOf(stem))
  })

  test('cannot reach the prototype of anything', () => {
    const text = encodeManifest(manifestOf(stem)).replace('{', '{ "__proto__": { "admin": true }, ')
    const manifest = parseManifest(text, key)
    expect((manifest as unknown as { admin?: boolean }).admin).toBeUndefined()
    expect(Object.getPrototypeOf(manifest)).toBe(Object.prototype)
    expect(() => parseManifest('{ "schema": 1, "backup": "x", "__proto__": { "name": "y" } }', key)).toThrow(
      'name is missing',
    )
  })

  test('shows only the start of a strange value, and nothing a terminal would obey', () => {
    const text = altered({ rows: `\u001b[2J\u009b\u202e${'x'.repeat(1000)}` })
    expect(() => parseManifest(text, key)).toThrow(/^[ -~]{1,250}$/)
  })

  test('nested without end is refused like any other', () => {
    const deep = 100_000
    const text = altered({ rows: 'DEEP' }).replace('"DEEP"', '['.repeat(deep) + ']'.repeat(deep))
    expect(() => parseManifest(text, key)).toThrow('rows is a list, not a count')
  })

  test('that could not be read back is never written', () => {
    expect(() => encodeManifest(manifestOf(stem, { rows: Number.NaN, tables: -1 }))).toThrow('tables is -1')
    expect(() => encodeManifest(manifestOf(stem, { objects: [] }))).toThrow('objects do not name the dump')
  })
})

describe('a manifest in a store', () => {
  test('is read by its stem', async () => {
    const store = new MemoryStore()
    placeBackup(store, 'app', new Date('2026-11-03T02:00:07Z'))
    expect(await readManifest(store, stem, { signal })).toEqual(manifestOf(stem))
  })

  test('names its store when it cannot be understood', async () => {
    const store = new MemoryStore('s3://bucket/prefix')
    place(store, key, '{', new Date())
    await expect(readManifest(store, stem, { signal })).rejects.toThrow(
      `cannot read s3://bucket/prefix/${key} as a manifest: it is not whole JSON`,
    )
  })

  test('that is larger than any manifest is not read to its end', async () => {
    const store = new MemoryStore()
    place(store, key, maxRecordBytes + 1, new Date())
    await expect(readManifest(store, stem, { signal })).rejects.toThrow('it is larger than 67108864 bytes')
  })

  test('that is not there is missing, not broken', async () => {
    await expect(readManifest(new MemoryStore(), stem, { signal })).rejects.toThrow('there is no such object')
  })
})

test('the example in docs/manifest.md is one', () => {
  const page = readFileSync(new URL('../../docs/manifest.md', import.meta.url), 'utf8')
  const example = /```json\n(?<text>.*?)```/s.exec(page)?.groups?.text ?? ''
  expect(parseManifest(example, 'shop_backup_2026-11-03_02-00-07.manifest.json').tables).toBe(23)
  expect(schemaErrors(example)).toEqual([])
})

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../docs/manifest.schema.json', import.meta.url), 'utf8')),
)

function schemaErrors(text: string): unknown[] {
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? [])
}
