import { describe, expect, test } from '@jest/globals'
import { planPrune } from '../../src/retention/plan.ts'
import { defaultPolicy, type Policy } from '../../src/retention/policy.ts'
import { contentsOf, entryAt, kept, noRules, planOf, removed } from './made.ts'

/** Days of a month at 02:00, `2026-11-` + `03`. */
const nights = (month: string, from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${month}-${String(from + index).padStart(2, '0')}T02:00:00Z`,
  )

// Keeps the newest of them out of an example's way.
const newest = { '2026-11-30 02:00': 'newest 1 of 1 (keep-min)' }
const now = '2026-11-30T12:00:00Z'

describe('keep-days', () => {
  test('is 30 unless told otherwise, to the second', () => {
    const times = ['2026-11-30T12:00:00Z', '2026-10-31T12:00:00Z', '2026-10-31T11:59:59Z']
    const plan = planOf(times, { keepDays: defaultPolicy.keepDays }, now)
    expect(kept(plan)).toEqual({
      '2026-11-30 12:00': 'newest 1 of 1 (keep-min), not older than 30 days',
      '2026-10-31 12:00': 'not older than 30 days',
    })
    expect(plan.remove[0]?.because).toBe('older than 30 days, and no other rule keeps it')
  })

  test('counts days of 24 hours through a change of clocks', () => {
    const plan = planOf(
      ['2026-03-29T12:00:00Z', '2026-03-28T12:00:00Z'],
      { keepDays: 1 },
      '2026-03-29T12:00:00Z',
    )
    expect(kept(plan)['2026-03-28 12:00']).toBe('not older than 1 day')
  })

  test('stays on beside other rules: a backup stays if any rule keeps it', () => {
    const plan = planOf(nights('2026-11', 1, 30), { keepDays: 7, keepWeekly: 4 }, now)
    expect(Object.keys(kept(plan))).toEqual([
      ...nights('2026-11', 24, 30)
        .reverse()
        .map((time) => time.slice(0, 16).replace('T', ' ')),
      '2026-11-22 02:00',
      '2026-11-15 02:00',
    ])
  })
})

describe('the newest of each period', () => {
  test('is kept for the last periods that have a backup, gaps not counted', () => {
    const times = ['2026-11-30', '2026-11-20', '2026-11-11', '2026-11-10'].map((day) => `${day}T02:00:00Z`)
    expect(kept(planOf(times, { keepDaily: 3 }, now))).toEqual({
      '2026-11-30 02:00': 'newest 1 of 1 (keep-min), daily 1 of 3',
      '2026-11-20 02:00': 'daily 2 of 3',
      '2026-11-11 02:00': 'daily 3 of 3',
    })
  })

  test('is the last of several a day', () => {
    const times = [
      '2026-11-30T02:00:00Z',
      '2026-11-29T23:59:59Z',
      '2026-11-29T12:00:00Z',
      '2026-11-29T00:00:00Z',
    ]
    expect(removed(planOf(times, { keepDaily: 2 }, now))).toEqual(['2026-11-29 12:00', '2026-11-29 00:00'])
  })

  test('is the last of several an hour', () => {
    const times = [
      '2026-11-30T02:59:59Z',
      '2026-11-30T02:00:00Z',
      '2026-11-30T01:59:59Z',
      '2026-11-30T01:00:00Z',
    ]
    expect(removed(planOf(times, { keepHourly: 2 }, now))).toEqual(['2026-11-30 02:00', '2026-11-30 01:00'])
  })

  test('changes at midnight UTC, wherever the machine is', () => {
    const times = ['2026-11-30T00:00:00Z', '2026-11-29T23:59:59Z']
    expect(removed(planOf(times, { keepDaily: 2 }, now))).toEqual([])
    expect(removed(planOf(times, { keepDaily: 1 }, now))).toEqual(['2026-11-29 23:59'])
  })

  test('of a week that spans the year end is one: ISO week 53 of 2026 ends on 3 January 2027', () => {
    const times = ['2027-01-04', '2027-01-03', '2027-01-01', '2026-12-31', '2026-12-28', '2026-12-27']
    const plan = planOf(
      times.map((day) => `${day}T02:00:00Z`),
      { keepWeekly: 3 },
      '2027-01-05T00:00:00Z',
    )
    expect(kept(plan)).toEqual({
      '2027-01-04 02:00': 'newest 1 of 1 (keep-min), weekly 1 of 3',
      '2027-01-03 02:00': 'weekly 2 of 3',
      '2026-12-27 02:00': 'weekly 3 of 3',
    })
  })

  test('of a week that begins in the old year is one: Monday 30 December 2024 is in week 1 of 2025', () => {
    const times = ['2025-01-05', '2025-01-01', '2024-12-31', '2024-12-30', '2024-12-29']
    const plan = planOf(
      times.map((day) => `${day}T02:00:00Z`),
      { keepWeekly: 2 },
      '2025-01-05T12:00:00Z',
    )
    expect(Object.keys(kept(plan))).toEqual(['2025-01-05 02:00', '2024-12-29 02:00'])
  })

  test('of February is the 29th in a leap year', () => {
    const times = [...nights('2028-02', 27, 29), ...nights('2028-03', 1, 2)]
    expect(kept(planOf(times, { keepMonthly: 2 }, '2028-03-02T03:00:00Z'))).toEqual({
      '2028-03-02 02:00': 'newest 1 of 1 (keep-min), monthly 1 of 2',
      '2028-02-29 02:00': 'monthly 2 of 2',
    })
  })

  test('of a year is its 31 December', () => {
    const times = ['2028-01-01', '2027-12-31', '2027-06-01', '2026-12-31', '2026-01-01', '2025-12-31']
    const plan = planOf(
      times.map((day) => `${day}T23:59:59Z`),
      { keepYearly: 3 },
      '2028-01-02T00:00:00Z',
    )
    expect(Object.keys(kept(plan))).toEqual(['2028-01-01 23:59', '2027-12-31 23:59', '2026-12-31 23:59'])
  })

  test('and a year of nights leaves the classic grandfather, father and son', () => {
    const start = Date.parse('2027-01-01T02:00:00Z')
    const times = Array.from({ length: 365 }, (_, night) =>
      new Date(start + night * 86_400_000).toISOString(),
    )
    const policy = { keepDaily: 7, keepWeekly: 4, keepMonthly: 12 }
    const days = Object.keys(kept(planOf(times, policy, '2027-12-31T12:00:00Z'))).map((time) =>
      time.slice(5, 10),
    )
    expect(days).toEqual([
      ...['12-31', '12-30', '12-29', '12-28', '12-27', '12-26', '12-25'],
      ...['12-19', '12-12', '11-30', '10-31', '09-30', '08-31', '07-31'],
      ...['06-30', '05-31', '04-30', '03-31', '02-28', '01-31'],
    ])
  })
})

describe('the newest backups', () => {
  test('of keep-last are kept whatever their age', () => {
    const plan = planOf(
      ['2026-11-30T02:00:00Z', '2020-01-01T02:00:00Z', '2019-01-01T02:00:00Z'],
      { keepLast: 2 },
      now,
    )
    expect(kept(plan)).toEqual({
      '2026-11-30 02:00': 'newest 1 of 1 (keep-min), last 1 of 2',
      '2020-01-01 02:00': 'last 2 of 2',
    })
    expect(plan.remove[0]?.because).toBe('no rule keeps it')
  })

  test('of keep-min are kept when every rule would let them go', () => {
    const times = ['2020-01-03T02:00:00Z', '2020-01-02T02:00:00Z', '2020-01-01T02:00:00Z']
    expect(kept(planOf(times, { keepDays: 1, keepMin: 2 }, now))).toEqual({
      '2020-01-03 02:00': 'newest 1 of 2 (keep-min)',
      '2020-01-02 02:00': 'newest 2 of 2 (keep-min)',
    })
  })
})

test('a held backup stays whatever the rules say, for the reason given', () => {
  const backups = nights('2026-11', 1, 30).map((time) => entryAt(time))
  const held = new Map([['app_backup_2026-11-02_02-00-00', 'newest verified']])
  const plan = planPrune(contentsOf({ backups, held }), { ...noRules, keepLast: 1 }, new Date(now))
  expect(kept(plan)).toMatchObject({ '2026-11-02 02:00': 'newest verified' })
  expect(removed(plan)).toHaveLength(28)
})

test('a backup from the future stays, and takes no other backup’s place', () => {
  const plan = planOf(
    ['2031-01-01T02:00:00Z', '2026-11-30T02:00:00Z', '2026-11-29T02:00:00Z'],
    { keepLast: 1 },
    now,
  )
  expect(kept(plan)).toEqual({
    '2031-01-01 02:00': 'taken in the future',
    '2026-11-30 02:00': 'newest 1 of 1 (keep-min), last 1 of 1',
  })
})

test('with no rule on nothing goes: nobody has said what may', () => {
  const plan = planOf(['2026-11-30T02:00:00Z', '2000-01-01T02:00:00Z'], {}, now)
  expect(kept(plan)).toEqual({
    '2026-11-30 02:00': `${newest['2026-11-30 02:00']}, no keep rule is set`,
    '2000-01-01 02:00': 'no keep rule is set',
  })
})

test.each([
  [{ keepDays: Number.NaN }, 'keepDays is NaN, not a whole number of at least 0'],
  [{ keepLast: -1 }, 'keepLast is -1'],
  [{ keepWeekly: 1.5 }, 'keepWeekly is 1.5'],
  [{ keepMin: 0 }, 'keepMin is 0, not a whole number of at least 1'],
] as [Partial<Policy>, string][])('a policy of %j is refused', (policy, why) => {
  expect(() => planOf([], policy, now)).toThrow(why)
})

test('a time that is none is refused', () => {
  expect(() => planOf(['2000-01-01T02:00:00Z'], { keepLast: 1 }, 'yesterday')).toThrow('now is not a time')
})
