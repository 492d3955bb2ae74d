import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkName, keyOf, type Part, parseKey, parseStem, stemOf } from '../../src/catalog/names.ts'
import { checkKey } from '../../src/store/store.ts'

const stem = 'app_backup_2026-11-03_02-00-07'
const takenAt = new Date('2026-11-03T02:00:07Z')

const names = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/),
  fc.constantFrom(
    'app',
    'app_staging',
    'app_backup_',
    'app_backup_2026-01-01_00-00-00',
    'app_backup_2026-01-01_00-00-00.sql.gz',
    'app_backup_2026-01-01_00-00-00.dir',
    '_backup_',
  ),
)

const times = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000))

const encrypted = fc.boolean()
const parts: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ part: fc.constantFrom('manifest' as const, 'drill' as const) }),
  fc.record({ part: fc.constantFrom('globals' as const, 'fingerprint' as const), encrypted }),
  fc.record({ part: fc.constant('dump' as const), format: fc.constant('custom' as const), encrypted }),
  fc.record({
    part: fc.constant('dump' as const),
    format: fc.constant('plain' as const),
    compression: fc.constantFrom('gzip' as const, 'zstd' as const, 'none' as const),
    encrypted,
  }),
  fc.record({
    part: fc.constant('dump' as const),
    format: fc.constant('directory' as const),
    entry: fc.stringMatching(/^(toc\.dat|blobs\.toc|[0-9]{1,6}\.dat(\.gz|\.zst)?)$/),
    encrypted,
  }),
)

describe('a stem', () => {
  test('holds the name and the second, in UTC', () => {
    expect(stemOf('app', new Date('2026-11-03T02:00:07.999Z'))).toBe(stem)
    expect(parseStem(stem)).toEqual({ stem, name: 'app', takenAt })
  })

  test.each([
    ['a day that does not exist', 'app_backup_2026-02-30_00-00-00'],
    ['29 February outside a leap year', 'app_backup_2100-02-29_00-00-00'],
    ['month 13', 'app_backup_2026-13-01_00-00-00'],
    ['hour 24', 'app_backup_2026-01-01_24-00-00'],
    ['second 60', 'app_backup_2026-01-01_00-00-60'],
    ['no time', 'app_backup_2026-01-01'],
    ['a word instead of a time', 'app_backup_old'],
    ['no name', '_backup_2026-01-01_00-00-00'],
    ['something after the time', `${stem}_1`],
    ['a file name', `${stem}.sql.gz`],
    ['a line end', `${stem}\n`],
  ])('is not made of %s', (_, text) => {
    expect(parseStem(text)).toBeUndefined()
  })

  test('29 February of a leap year is a day', () => {
    expect(parseStem('app_backup_2028-02-29_23-59-59')?.takenAt).toEqual(new Date('2028-02-29T23:59:59Z'))
  })

  test('cannot hold a year of five digits', () => {
    expect(() => stemOf('app', new Date('+010000-01-01T00:00:00Z'))).toThrow(RangeError)
  })
})

describe('a key', () => {
  test.each([
    ['.manifest.json', { part: 'manifest' }],
    ['.drill.json', { part: 'drill' }],
    ['.sql.gz', { part: 'dump', format: 'plain', compression: 'gzip', encrypted: false }],
    ['.sql.zst', { part: 'dump', format: 'plain', compression: 'zstd', encrypted: false }],
    ['.sql', { part: 'dump', format: 'plain', compression: 'none', encrypted: false }],
    ['.sql.gz.age', { part: 'dump', format: 'plain', compression: 'gzip', encrypted: true }],
    ['.sql.zst.age', { part: 'dump', format: 'plain', compression: 'zstd', encrypted: true }],
    ['.sql.age', { part: 'dump', format: 'plain', compression: 'none', encrypted: true }],
    ['.dump', { part: 'dump', format: 'custom', encrypted: false }],
    ['.dump.age', { part: 'dump', format: 'custom', encrypted: true }],
    ['.dir/toc.dat', { part: 'dump', format: 'directory', entry: 'toc.dat', encrypted: false }],
    ['.dir/3077.dat.gz.age', { part: 'dump', format: 'directory', entry: '3077.dat.gz', encrypted: true }],
    ['.fingerprint.json.gz', { part: 'fingerprint', encrypted: false }],
    ['.fingerprint.json.gz.age', { part: 'fingerprint', encrypted: true }],
    ['.globals.sql.gz', { part: 'globals', encrypted: false }],
    ['.globals.sql.gz.age', { part: 'globals', encrypted: true }],
  ])('ending in %s is understood', (ending, part) => {
    expect(parseKey(`${stem}${ending}`)).toEqual({
      key: `${stem}${ending}`,
      stem,
      name: 'app',
      takenAt,
      ...part,
    })
  })

  test.each([
    'README',
    stem,
    `${stem}.`,
    `${stem}.txt`,
    `${stem}.sql.gz.bak`,
    `${stem}.sql.gz `,
    `${stem}.SQL.GZ`,
    `${stem}.sql.bz2`,
    `${stem}.manifest.json.age`,
    `${stem}.drill.json.age`,
    `${stem}.dir`,
    `${stem}.dir/`,
    `${stem}.dir/deeper/toc.dat`,
    `${stem}-copy.sql.gz`,
    `copy of ${stem}.sql.gz`,
    `old/${stem}.sql.gz`,
    `.${stem}.sql.gz`,
    'nexnum_backup_old.sql.gz',
    'app_backup_2026-02-30_00-00-00.sql.gz',
    'app-backup-2026-11-03_02-00-07.sql.gz',
  ])('of somebody else is not ours: %j', (key) => {
    expect(parseKey(key)).toBeUndefined()
  })

  test.each([
    ['app_staging', 'app_staging_backup_2026-11-03_02-00-07.sql.gz'],
    ['app_backup_staging', 'app_backup_staging_backup_2026-11-03_02-00-07.sql.gz'],
    ['app_backup_2026-01-01_00-00-00', 'app_backup_2026-01-01_00-00-00_backup_2026-11-03_02-00-07.sql.gz'],
    [
      'app_backup_2026-01-01_00-00-00.sql',
      'app_backup_2026-01-01_00-00-00.sql_backup_2026-11-03_02-00-07.sql.gz',
    ],
  ])('belongs to the name before the last time: %s', (name, key) => {
    expect(parseKey(key)?.name).toBe(name)
  })

  test('inside a directory archive belongs to the directory, whatever it is called', () => {
    expect(parseKey(`${stem}.dir/other_backup_2020-01-01_00-00-00.sql.gz`)).toMatchObject({
      stem,
      format: 'directory',
    })
  })

  test('of any name, time and part comes back as it was made, and every store takes it', () => {
    fc.assert(
      fc.property(names, times, parts, (name, time, part) => {
        const made = stemOf(name, time)
        const key = keyOf(made, part)
        expect(parseKey(key)).toEqual({ key, stem: made, name, takenAt: time, ...part })
        checkKey(key)
      }),
    )
  })
})

describe('a backup name', () => {
  test.each(['a', 'app', 'App_2.x-y', '_private', '9lives', 'a'.repeat(100)])('may be %s', (name) => {
    expect(() => checkName(name)).not.toThrow()
  })

  test.each(['', '.hidden', '-rf', 'a b', 'a/b', '..', 'naïve', 'a\n', 'a\u0000', 'a'.repeat(101), 'a*'])(
    'may not be %j',
    (name) => {
      expect(() => checkName(name)).toThrow(/^cannot name a backup ".*"; use at most 100 of the letters/)
      expect(() => stemOf(name, takenAt)).toThrow('cannot name a backup')
    },
  )
})
