import { describe, expect, test } from '@jest/globals'
import { planPrune } from '../../src/retention/plan.ts'
import { defaultPolicy, type Policy } from '../../src/retention/policy.ts'
import type { Unfinished } from '../../src/store/store.ts'
import { contentsOf, entryAt } from './made.ts'

const now = new Date('2026-11-30T12:00:00Z')
const backups = [entryAt('2026-11-30T02:00:00Z')]

function leftover(
  takenAt: string,
  { modifiedAt = takenAt, policy = {} as Partial<Policy>, committed = true } = {},
) {
  const uncommitted = [entryAt(takenAt, modifiedAt)]
  const contents = contentsOf({ uncommitted, backups: committed ? backups : [] })
  const { keep, remove } = planPrune(contents, { ...defaultPolicy, ...policy }, now).uncommitted
  return { kept: keep[0]?.because, removed: remove[0]?.because }
}

describe('an uncommitted dump', () => {
  test('goes when older than keep-days while a committed backup exists', () => {
    expect(leftover('2026-10-31T11:59:59Z')).toEqual({ removed: 'uncommitted and older than 30 days' })
  })

  test('stays for keep-days', () => {
    expect(leftover('2026-10-31T12:00:00Z')).toEqual({ kept: 'not older than 30 days' })
  })

  test('stays, however old, while there is no committed backup', () => {
    expect(leftover('2001-01-01T00:00:00Z', { committed: false })).toEqual({
      kept: 'there is no committed backup',
    })
  })

  test('stays when keep-days is off, whatever the other rules', () => {
    expect(leftover('2001-01-01T00:00:00Z', { policy: { keepDays: 0, keepLast: 1 } })).toEqual({
      kept: 'keep-days is 0',
    })
  })

  test('stays while something was written to it in the last 48 hours', () => {
    const running = { kept: 'written to in the last 48 hours, its backup may be running' }
    const policy = { keepDays: 1 }
    expect(leftover('2026-11-27T00:00:00Z', { policy, modifiedAt: '2026-11-28T12:00:00Z' })).toEqual(running)
    expect(leftover('2026-11-28T12:00:00Z', { policy })).toEqual(running)
    expect(leftover('2026-11-27T00:00:00Z', { policy, modifiedAt: '2026-11-28T11:59:59Z' })).toEqual({
      removed: 'uncommitted and older than 1 day',
    })
  })

  test('counts for no rule: it neither protects a backup nor takes its place', () => {
    const contents = contentsOf({
      backups: [entryAt('2026-11-01T02:00:00Z'), entryAt('2026-10-01T02:00:00Z')],
      uncommitted: [entryAt('2026-11-20T02:00:00Z')],
    })
    const plan = planPrune(contents, { ...defaultPolicy, keepDays: 7, keepLast: 1 }, now)
    expect(plan.keep.map(({ stem }) => stem)).toEqual(['app_backup_2026-11-01_02-00-00'])
  })
})

test('a manifest whose dump is gone stays, and protects nothing', () => {
  const contents = contentsOf({
    damaged: [entryAt('2020-01-01T02:00:00Z')],
    uncommitted: [entryAt('2019-01-01T02:00:00Z')],
  })
  const { damaged, uncommitted } = planPrune(contents, defaultPolicy, now)
  expect(damaged.map(({ because }) => because)).toEqual([
    'its dump is gone from the store; find out why, then delete it by hand',
  ])
  expect(uncommitted.keep.map(({ because }) => because)).toEqual(['there is no committed backup'])
})

test('an unfinished write goes after 48 hours, whatever the policy', () => {
  const begun = (startedAt: string): Unfinished => ({
    key: 'k',
    startedAt: new Date(startedAt),
    id: startedAt,
  })
  const unfinished = [begun('2026-11-28T12:00:00Z'), begun('2026-11-28T11:59:59Z')]
  const plan = planPrune(contentsOf({ unfinished }), { ...defaultPolicy, keepDays: 0 }, now)
  expect(plan.unfinished).toEqual({
    keep: [{ ...unfinished[0], because: 'unfinished, begun not more than 48 hours ago' }],
    remove: [{ ...unfinished[1], because: 'unfinished, begun more than 48 hours ago' }],
  })
})
