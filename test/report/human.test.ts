import { describe, expect, test } from '@jest/globals'
import { counted, formatAge, formatBytes, formatCount, formatDuration } from '../../src/report/human.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1234, '1.2 kB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [927_000_000, '927 MB'],
    [1_200_000_000, '1.2 GB'],
    [5_497_558_138_880, '5.5 TB'],
    [Number.MAX_SAFE_INTEGER, '9.0 PB'],
    [12.4, '12 B'],
  ])('%d bytes read %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('counts', () => {
  test('thousands are grouped', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567')
  })

  test.each([
    [0, '0 tables'],
    [1, '1 table'],
    [1000, '1,000 tables'],
  ])('%d agrees with its noun: %s', (count, text) => {
    expect(counted(count, 'table')).toBe(text)
  })

  test('an odd plural is taken as given', () => {
    expect(counted(2, 'entry', 'entries')).toBe('2 entries')
  })
})

describe('durations', () => {
  test.each([
    [0, '0.0 s'],
    [412, '0.4 s'],
    [9.94 * second, '9.9 s'],
    [9.96 * second, '10 s'],
    [59.4 * second, '59 s'],
    [59.6 * second, '1 min'],
    [3 * minute + 4 * second, '3 min 4 s'],
    [59 * minute + 59.6 * second, '1 h'],
    [2 * hour + 5 * minute, '2 h 5 min'],
    [-5, '0.0 s'],
  ])('%d ms read %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })
})

describe('ages', () => {
  test.each([
    [0, '0 seconds'],
    [59.9 * second, '59 seconds'],
    [minute, '1 minute'],
    [59 * minute, '59 minutes'],
    [hour, '1 hour'],
    [47.9 * hour, '47 hours'],
    [2 * day, '2 days'],
    [400 * day, '400 days'],
    [-3 * hour, 'in 3 hours'],
  ])('%d ms read %s', (milliseconds, text) => {
    expect(formatAge(milliseconds)).toBe(text)
  })
})
