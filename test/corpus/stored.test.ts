import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Manifest } from '../../src/catalog/manifest.ts'
import type { MemoryStore } from '../fakes/memory-store.ts'
import {
  changeManifest,
  contentOf,
  dumpKeys,
  findingsOf,
  formats,
  put,
  replaceVouched,
  sha256,
  startGoodScene,
  stem,
} from './good.ts'
import type { DrillScene } from './scene.ts'

let scene: DrillScene
beforeAll(async () => {
  scene = await startGoodScene()
  await scene.create('other', 'CREATE TABLE other (a int)')
  await scene.create('empty', '')
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

const manifestKey = `${stem}.manifest.json`
const fingerprintKey = `${stem}.fingerprint.json.gz`
const otherStem = 'other_backup_2026-11-22_02-00-00'

describe.each(formats)('%s: bytes that are not those of the manifest', (format) => {
  const key = dumpKeys[format]
  const flipped = (from: number) => (bytes: Buffer) =>
    Buffer.from(bytes.map((byte, at) => (at === (from < 0 ? bytes.length : 0) + from ? byte ^ 1 : byte)))

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['a file without its end', (bytes) => bytes.subarray(0, bytes.length - 100)],
    ['a file without its last byte', (bytes) => bytes.subarray(0, -1)],
    ['half a file', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['a file of no bytes', () => Buffer.alloc(0)],
    ['a flipped bit at the beginning', flipped(20)],
    ['a flipped bit in the middle', flipped(2_000)],
    ['a flipped bit at the end', flipped(-30)],
    ['bytes added', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['the file twice', (bytes) => Buffer.concat([bytes, bytes])],
    ['nothing but zeros', (bytes) => Buffer.alloc(bytes.length)],
  ])('%s', async (_, change) => {
    const store = await scene.backUp('good', { format })
    put(store, key, change(contentOf(store, key)))
    expect((await findingsOf(scene, store)).join()).toMatch(/cannot trust|cannot decompress/)
  })

  test.each(['other', 'empty'])('the dump of a database "%s"', async (database) => {
    const store = await scene.backUp('good', { format })
    const another = await scene.backUp(database, { format })
    put(store, key, contentOf(another, key.replace('good', database)))
    expect((await findingsOf(scene, store)).join()).toMatch(/^cannot trust memory:\/good_backup/)
  })

  test('the dump of the same database with one row less', async () => {
    await scene.source.query('postgres', 'DROP DATABASE IF EXISTS fewer')
    await scene.source.query('postgres', 'CREATE DATABASE fewer TEMPLATE good')
    await scene.source.psql('fewer', 'DELETE FROM orders WHERE id = 7')
    const store = await scene.backUp('good', { format })
    put(store, key, contentOf(await scene.backUp('fewer', { format }), key.replace('good', 'fewer')))
    expect((await findingsOf(scene, store)).join()).toMatch(/^cannot trust memory:\/good_backup/)
  })

  test('a dump that is gone', async () => {
    const store = await scene.backUp('good', { format })
    store.objects.delete(key)
    expect((await findingsOf(scene, store)).join()).toMatch(/there is no such object/)
  })

  test('roles that were cut', async () => {
    const store = await scene.backUp('good', { format })
    const globals = `${stem}.globals.sql.gz`
    put(store, globals, contentOf(store, globals).subarray(0, 50))
    expect((await findingsOf(scene, store)).join()).toMatch(/cannot trust .*globals/)
  })
})

test('plain: a text that psql might read in another way is damaged all the same', async () => {
  const store = await scene.backUp('good', { format: 'plain' })
  const text = gunzipSync(contentOf(store, dumpKeys.plain))
  text[2_000] = 0
  put(store, dumpKeys.plain, gzipSync(text))
  expect((await findingsOf(scene, store)).join()).toMatch(/cannot trust/)
})

describe('a manifest that is not the one of its backup', () => {
  const withManifest = async (text: string) => {
    const store = await scene.backUp('good')
    put(store, manifestKey, Buffer.from(text))
    return (await findingsOf(scene, store)).join()
  }
  const textOf = (store: MemoryStore, key: string) => contentOf(store, key).toString()

  test('but of another name', async () => {
    const another = textOf(await scene.backUp('other'), `${otherStem}.manifest.json`)
    expect(await withManifest(another)).toContain(`backup is "${otherStem}"`)
  })

  test('but of another time', async () => {
    const own = textOf(await scene.backUp('good'), manifestKey)
    const earlier = own.replaceAll('11-22_02', '11-21_02').replaceAll('11-22T02', '11-21T02')
    expect(await withManifest(earlier)).toContain('backup is "good_backup_2026-11-21_02-00-00"')
  })

  test('but of another backup, under this name', async () => {
    const another = textOf(await scene.backUp('other'), `${otherStem}.manifest.json`)
    expect(await withManifest(another.replaceAll(otherStem, stem).replace('"other"', '"good"'))).toMatch(
      /^cannot trust memory:\/good_backup.*it is longer than \d+ bytes/,
    )
  })

  test.each<[string, (text: string) => string, RegExp]>([
    ['cut', (text) => text.slice(0, 200), /it is not whole JSON/],
    ['empty', () => '', /it is not whole JSON/],
    ['without its objects', (text) => text.replace('"objects"', '"things"'), /objects/],
  ])('%s', async (_, change, finding) => {
    expect(await withManifest(change(textOf(await scene.backUp('good'), manifestKey)))).toMatch(finding)
  })

  test('that counted other rows', async () => {
    const store = await scene.backUp('good')
    changeManifest(store, (manifest) => ({ ...manifest, rows: 1, tables: 1 }))
    expect(await findingsOf(scene, store)).toEqual([
      expect.stringMatching(/^the dump holds 8 tables and \d+ rows, its manifest says 1 tables and 1 rows$/),
    ])
  })

  test('that names another text', async () => {
    const store = await scene.backUp('good')
    const plain = { bytes: 1, sha256: 'a'.repeat(64) }
    changeManifest(store, (manifest) => ({ ...manifest, plain }))
    expect(await findingsOf(scene, store)).toEqual([
      'the dump is another text than its manifest says: bytes or sha256 differ',
    ])
  })
})

// Wrong already when it was stored: the manifest vouches for the bytes.
describe('a plain dump that is well stored and wrong', () => {
  const rowOf7 = '7\t8\t7\t\\N\n'

  test.each<[string, (text: string) => string, RegExp]>([
    ['one row missing', (text) => text.replace(rowOf7, ''), /stored fingerprint is of: 1 /],
    ['one byte changed', (text) => text.replace('customer 7\t', 'customer X\t'), /fingerprint is of: 1 /],
    ['a row twice', (text) => text.replace('b\t2026-01-02\n', '$&$&'), /stored fingerprint is of: 1 /],
    ['a row twice that is unique', (text) => text.replace(rowOf7, '$&$&'), /could not create unique index/],
    ['an index missing', (text) => text.replace(/CREATE INDEX .*;/, ''), /stored fingerprint is of: 1 /],
    ['an enum value missing', (text) => text.replace("    'unsure',\n", ''), /fingerprint is of: 1 /],
    ['an enum value changed', (text) => text.replace("'unsure'", "'UNSURE'"), /fingerprint is of: 1 /],
    ['another owner', (text) => text.replaceAll('TO drill_ann', 'TO drill_bob'), /fingerprint is of/],
    [
      'a materialised view left empty',
      (text) => text.replace('REFRESH MATERIALIZED VIEW public.best;', ''),
      /stored fingerprint is of: 1 .*missing data of materialized view public.best/s,
    ],
    ['the end missing', (text) => text.slice(0, text.indexOf('CREATE INDEX')), /the dump is cut short/],
    ['the end of a row missing', (text) => text.slice(0, text.indexOf(rowOf7) + 2), /cut short|syntax/],
    ['nothing left', () => '', /the dump is empty/],
    [
      'nothing but comments',
      (text) => text.match(/^--.*$/gm)?.join('\n') ?? '',
      /missing table public.orders/,
    ],
    [
      'SQL that is none',
      (text) => text.replace('CREATE INDEX', 'CREATE INDEXX'),
      /syntax error.*CREATE INDEXX/s,
    ],
    ['a command for psql', (text) => `\\! true\n${text}`, /backslash commands are restricted/],
  ])('%s', async (_, change, finding) => {
    const store = await scene.backUp('good')
    const text = Buffer.from(change(gunzipSync(contentOf(store, dumpKeys.plain)).toString()))
    replaceVouched(store, dumpKeys.plain, gzipSync(text))
    changeManifest(store, (manifest: Manifest) => ({
      ...manifest,
      plain: { bytes: text.length, sha256: sha256(text) },
    }))
    expect((await findingsOf(scene, store)).join('\n')).toMatch(finding)
  })

  test('the dump of another database', async () => {
    const store = await scene.backUp('good')
    replaceVouched(store, dumpKeys.plain, contentOf(await scene.backUp('other'), `${otherStem}.sql.gz`))
    expect((await findingsOf(scene, store)).join('\n')).toMatch(/another text than its manifest/)
  })

  test('a fingerprint of another backup', async () => {
    const store = await scene.backUp('good')
    const another = contentOf(await scene.backUp('other'), `${otherStem}.fingerprint.json.gz`)
    put(store, fingerprintKey, another)
    expect((await findingsOf(scene, store)).join()).toMatch(/cannot trust .*fingerprint/)
    replaceVouched(store, fingerprintKey, another)
    expect((await findingsOf(scene, store)).join()).toMatch(/not the one its stored fingerprint is of/)
  })

  test('a fingerprint that is none', async () => {
    const store = await scene.backUp('good')
    for (const bytes of [Buffer.from('{}'), gzipSync('{}'), gzipSync('')]) {
      replaceVouched(store, fingerprintKey, bytes)
      expect((await findingsOf(scene, store)).join()).toMatch(/fingerprint|cannot decompress/)
    }
  })
})

describe('an archive that is well stored and wrong', () => {
  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['of no bytes', () => Buffer.alloc(0), /the archive cannot be read: .*input file is too short/s],
    ['that is none', (bytes) => Buffer.alloc(bytes.length, 'x'), /the archive cannot be read/],
    ['of half its bytes', (bytes) => bytes.subarray(0, bytes.length / 2), /the archive cannot be read/],
    ['without its last block', (bytes) => bytes.subarray(0, -60), /the archive cannot be read/],
    ['without its last byte', (bytes) => bytes.subarray(0, -1), /the archive cannot be read/],
    [
      'with a flipped bit in its data',
      (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 400 ? byte ^ 0x10 : byte))),
      /the archive cannot be read: .*could not uncompress data/s,
    ],
  ])('%s', async (_, change, finding) => {
    const store = await scene.backUp('good', { format: 'custom' })
    replaceVouched(store, dumpKeys.custom, change(contentOf(store, dumpKeys.custom)))
    expect((await findingsOf(scene, store)).join('\n')).toMatch(finding)
  })

  test('of an empty database', async () => {
    const store = await scene.backUp('good', { format: 'custom' })
    const empty = await scene.backUp('empty', { format: 'custom' })
    replaceVouched(store, dumpKeys.custom, contentOf(empty, dumpKeys.custom.replace('good', 'empty')))
    expect((await findingsOf(scene, store)).join('\n')).toContain('the dump is empty')
  })
})

// What pg_dump's own documentation warns of: columns that a restore puts in another order. pgdrill adds --column-inserts.
test.each(formats)(
  '%s: as INSERT statements, with columns in another order, it is verified',
  async (format) => {
    const store = await scene.backUp('good', { format, pgDumpArguments: ['--inserts'] })
    const { record } = await scene.drill(store, 'good')
    expect(record).toMatchObject({ verdict: 'verified', differences: [], reason: null })
  },
)

test.each(formats)('%s: untouched, it is verified', async (format) => {
  const { record } = await scene.drill(await scene.backUp('good', { format }), 'good')
  expect(record).toMatchObject({ verdict: 'verified', differences: [], reason: null })
})
