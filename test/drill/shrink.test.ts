import { describe, expect, test } from '@jest/globals'
import { judgeShrink } from '../../src/drill/shrink.ts'
import type { Fingerprint } from '../../src/fingerprint/fingerprint.ts'

type Rows = Readonly<Record<string, number | null>>

// `e.1` is a partition of `e`.
function fingerprintOf(rows: Rows, definedOnly: readonly string[] = []): Fingerprint {
  const object = {
    type: 'TABLE',
    schema: 'public',
    owner: null,
    digest: '',
    tablespace: null,
    accessMethod: null,
  }
  return {
    complete: true,
    encoding: 'UTF8',
    serverVersion: null,
    clientVersion: null,
    rules: 1,
    tables: Object.entries(rows).map(([name, count]) => ({
      schema: 'public',
      name,
      rows: count,
      bytes: 1,
      digest: null,
      columnsByName: false,
      partitionOf: name.includes('.') ? { schema: 'public', name: name.split('.')[0] ?? '' } : null,
    })),
    objects: [...Object.keys(rows), ...definedOnly].map((name) => ({ ...object, name })),
    sequences: [],
    largeObjects: [],
  }
}

function judge(before: Rows, current: Rows, maxShrink = 20, definedOnly: readonly string[] = []) {
  const previous = 'app_backup_2026-11-21_02-00-00'
  const { demand, findings } = judgeShrink({
    before: fingerprintOf(before),
    current: fingerprintOf(current, definedOnly),
    previous,
    maxShrink,
  })
  return { demand, texts: findings.map(({ text }) => text.replace(` in ${previous}`, '')) }
}

describe('max-shrink', () => {
  test.each<[string, Rows, Rows, number]>([
    ['as many rows', { a: 100 }, { a: 100 }, 0],
    ['more rows, and a new table', { a: 100 }, { a: 200, b: 1 }, 0],
    ['exactly so many per cent', { a: 100 }, { a: 80 }, 20],
    ['nine rows of ten: too few to be a loss', { a: 10 }, { a: 1 }, 20],
    ['an empty table that is gone: there was nothing to lose', { a: 100, b: 0 }, { a: 100 }, 20],
    ['all of a table, where all may go', { a: 1000 }, { a: 0 }, 100],
  ])('allows %s', (_, before, current, maxShrink) => {
    expect(judge(before, current, maxShrink)).toMatchObject({ demand: { result: 'passed' }, texts: [] })
  })

  test.each<[Rows, Rows, string]>([
    [
      { a: 1000 },
      { a: 799 },
      'table public.a lost 20.1 % of its rows, and max-shrink is 20 %: it has 799, and had 1,000',
    ],
    [
      { a: 10 },
      { a: 0 },
      'table public.a lost 100 % of its rows, and max-shrink is 20 %: it has 0, and had 10',
    ],
    [
      { a: 100_000 },
      { a: 5 },
      'table public.a lost 99.9 % of its rows, and max-shrink is 20 %: it has 5, and had 100,000',
    ],
    [{ a: 3, b: 1 }, { b: 1 }, 'table public.a is gone: it had 3 rows'],
  ])('finds %j that became %j', (before, current, text) => {
    expect(judge(before, current).texts).toEqual([text])
  })

  test('tells a table that is left out of the dump from one that is gone', () => {
    expect(judge({ a: 30 }, {}, 20, ['a']).texts).toEqual([
      'table public.a is in the backup without its rows: it had 30 rows',
    ])
  })

  test.each<[Rows, Rows, RegExp]>([
    [{ a: null }, { a: null }, /app_backup_2026-11-21_02-00-00 holds INSERT/],
    [{ a: 100 }, { a: null }, /this backup holds INSERT/],
  ])('is not judged by INSERT statements, whose rows nobody counted: %j, %j', (before, current, why) => {
    expect(judge(before, current).demand).toMatchObject({
      result: 'skipped',
      text: expect.stringMatching(why),
    })
  })

  test.each<[string, Rows, Rows]>([
    [
      'an old partition that is gone, as a new one came',
      { 'e.1': 100, 'e.2': 100 },
      { 'e.2': 100, 'e.3': 90 },
    ],
    [
      'a partition whose rows moved to another',
      { 'e.1': 100, 'e.default': 100 },
      { 'e.1': 200, 'e.default': 0 },
    ],
    ['a table that became a partitioned one', { e: 100 }, { 'e.1': 50, 'e.2': 50 }],
    ['a partitioned table that became a plain one', { 'e.1': 50, 'e.2': 50 }, { e: 100 }],
  ])('allows %s', (_, before, current) => {
    expect(judge(before, current)).toMatchObject({ demand: { result: 'passed' }, texts: [] })
  })

  test('counts a partition that was detached, or attached, where it was', () => {
    const previous = { ...fingerprintOf({ 'e.1': 100, 'e.2': 100 }) }
    const detached = fingerprintOf({ 'e.1': 100, 'e.2': 100 })
    for (const table of detached.tables) if (table.name === 'e.1') table.partitionOf = null
    const judged = (before: Fingerprint, current: Fingerprint) =>
      judgeShrink({ before, current, previous: 'it', maxShrink: 20 }).demand.result
    expect([judged(previous, detached), judged(detached, previous)]).toEqual(['passed', 'passed'])
  })

  test('finds a partitioned table that lost too much, or all, and names it once', () => {
    expect(judge({ 'e.1': 100, 'e.2': 100 }, { 'e.2': 100 }).texts).toEqual([
      'table public.e lost 50 % of its rows, and max-shrink is 20 %: it has 100, and had 200',
    ])
    expect(judge({ 'e.1': 100, 'e.2': 100 }, {}).texts).toEqual(['table public.e is gone: it had 200 rows'])
  })

  test('of several tables names each, and counts them in the demand', () => {
    const { demand, texts } = judge({ a: 100, b: 100 }, { a: 1, b: 2 })
    expect(texts).toHaveLength(2)
    expect(demand).toMatchObject({ result: 'failed', text: expect.stringMatching(/and 1 more$/) })
  })
})
