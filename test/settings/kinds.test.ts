import { describe, expect, test } from '@jest/globals'
import { compressionKind } from '../../src/settings/compression.ts'
import {
  boolean,
  choice,
  duration,
  host,
  lines,
  secretText,
  size,
  wholeNumber,
} from '../../src/settings/kinds.ts'
import { refusalOf } from './made.ts'

const MiB = 1024 ** 2

describe('a whole number', () => {
  test.each([
    ['0', 0],
    ['30', 30],
    [' 7\n', 7],
    ['007', 7],
  ])('is %j', (text, value) => {
    expect(wholeNumber(0).parse(text)).toBe(value)
  })

  test.each(['', '-1', '+1', '1.5', '1e3', '0x10', 'thirty', '30 days', '9007199254740992'])(
    'is not %j',
    (text) => {
      expect(refusalOf(() => wholeNumber(0).parse(text))).toBe('use a whole number of at least 0')
    },
  )

  test('outside its range is refused with the range', () => {
    expect(wholeNumber(1, 65_535).parse('65535')).toBe(65_535)
    expect(refusalOf(() => wholeNumber(1, 65_535).parse('65536'))).toBe('use a whole number from 1 to 65535')
    expect(refusalOf(() => wholeNumber(1).parse('0'))).toBe('use a whole number of at least 1')
  })
})

test('a boolean is true or false in any case, and no other word', () => {
  expect(['true', 'True', 'FALSE'].map(boolean().parse)).toEqual([true, true, false])
  for (const text of ['yes', '1', 'on', '']) {
    expect(refusalOf(() => boolean().parse(text))).toBe('use true or false')
  }
})

test('a choice is found in any case, with underscores for dashes, as the AWS variables have it', () => {
  const kind = choice('when-supported', 'when-required')
  expect(kind.parse('WHEN_REQUIRED')).toBe('when-required')
  expect(refusalOf(() => kind.parse('never'))).toBe('use when-supported or when-required')
})

test('lines are trimmed, and empty ones left out', () => {
  expect(lines('X').parse('a\r\n\n  b c \n')).toEqual(['a', 'b c'])
})

test('a secret keeps its spaces and loses the line ends that files add', () => {
  expect(secretText('X').parse(' p w \r\n')).toBe(' p w ')
})

describe('a duration', () => {
  test.each([
    ['5min', 300_000],
    ['300s', 300_000],
    ['500ms', 500],
    ['1h', 3_600_000],
    ['2 m', 120_000],
    ['2147483647ms', 2_147_483_647],
  ])('%j is %d ms', (text, ms) => {
    expect(duration().parse(text)).toBe(ms)
  })

  // pg_dump would take a bare number for milliseconds, and most people for seconds.
  test.each(['300', '0s', '-1s', '5 minutes', '1d', '1.5h', '', '2147483648ms', '597h'])(
    'is not %j',
    (text) => {
      expect(refusalOf(() => duration().parse(text))).toMatch(/^use a number and a unit, such as 500ms/)
    },
  )
})

describe('a size', () => {
  const kind = size(5 * MiB, 5 * 1024 * MiB, 'from 5MiB to 5GiB')

  test.each([
    ['64MiB', 64 * MiB],
    ['5MiB', 5 * MiB],
    ['5GiB', 5 * 1024 * MiB],
    ['100MB', 100_000_000],
  ])('%j is %d bytes', (text, bytes) => {
    expect(kind.parse(text)).toBe(bytes)
  })

  test.each(['64', '64M', '4MiB', '5MB', '6GiB', '64mib', '-64MiB'])('is not %j', (text) => {
    expect(refusalOf(() => kind.parse(text))).toBe(
      'use a number and a unit, such as 64MiB, from 5MiB to 5GiB',
    )
  })
})

describe('a compression', () => {
  test.each([
    ['gzip', { kind: 'gzip', level: 6 }],
    ['gzip:1', { kind: 'gzip', level: 1 }],
    ['gzip:9', { kind: 'gzip', level: 9 }],
    ['zstd', { kind: 'zstd', level: 3 }],
    ['zstd:19', { kind: 'zstd', level: 19 }],
    ['none', { kind: 'none' }],
    ['ZSTD:1', { kind: 'zstd', level: 1 }],
  ])('%j is %j', (text, value) => {
    expect(compressionKind().parse(text)).toEqual(value)
  })

  test.each(['gzip:0', 'gzip:10', 'zstd:20', 'zstd:0', 'none:1', 'gzip:', 'lz4', 'gz', '6'])(
    'is not %j',
    (text) => {
      expect(refusalOf(() => compressionKind().parse(text))).toMatch(/^use gzip, zstd or none/)
    },
  )
})

describe('a host', () => {
  test.each([
    ['db.example.com', 'db.example.com'],
    ['::1', '::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['/var/run/postgresql', '/var/run/postgresql'],
    ['@abstract', '@abstract'],
  ])('%j is %j', (text, value) => {
    expect(host().parse(text)).toBe(value)
  })

  test.each([
    ['a,b', /several hosts/],
    ['postgres://u:pw@h/d', /database-url/],
    ['db.example.com:5433', /database-port/],
  ])('is not %j', (text, why) => {
    expect(refusalOf(() => host().parse(text))).toMatch(why)
  })
})
