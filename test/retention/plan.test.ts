import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Entry } from '../../src/catalog/catalog.ts'
import { type Contents, type Plan, planPrune } from '../../src/retention/plan.ts'
import type { Policy } from '../../src/retention/policy.ts'
import { entryAt } from './made.ts'

const day = 86_400_000
const now = new Date('2028-03-01T12:00:00Z')

// Crowded near now, a few far back, a few in the future.
const ages = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 * day }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3000 * day }) },
  { weight: 1, arbitrary: fc.integer({ min: -400 * day, max: 0 }) },
)
const times = ages.map((age) => new Date(now.getTime() - Math.round(age / 1000) * 1000))
const entry: fc.Arbitrary<Entry> = fc
  .record({ takenAt: times, later: fc.integer({ min: 0, max: 5 * day }) })
  .map(({ takenAt, later }) => entryAt(takenAt, new Date(takenAt.getTime() + later)))
const limit = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }))
const policies: fc.Arbitrary<Policy> = fc.record({
  keepDays: limit,
  keepLast: limit,
  keepHourly: limit,
  keepDaily: limit,
  keepWeekly: limit,
  keepMonthly: limit,
  keepYearly: limit,
  keepMin: fc.integer({ min: 1, max: 5 }),
})

const contents: fc.Arbitrary<Contents> = fc
  .record({
    entries: fc.uniqueArray(entry, { selector: ({ stem }) => stem, maxLength: 60 }),
    kinds: fc.array(fc.constantFrom('backup', 'backup', 'backup', 'uncommitted', 'damaged'), {
      minLength: 60,
      maxLength: 60,
    }),
    heldAt: fc.array(fc.nat(59), { maxLength: 3 }),
    unfinished: fc.array(fc.record({ key: fc.string(), startedAt: times, id: fc.uuid() }), { maxLength: 5 }),
    probes: fc.uniqueArray(fc.record({ key: fc.uuid(), bytes: fc.nat(), modifiedAt: times }), {
      selector: ({ key }) => key,
      maxLength: 5,
    }),
  })
  .map(({ entries, kinds, heldAt, unfinished, probes }) => {
    const of = (kind: string) => entries.filter((_, index) => kinds[index] === kind)
    const backups = of('backup')
    const held = new Map(heldAt.flatMap((at) => (backups[at] ? [[backups[at].stem, 'held']] : [])))
    return { backups, uncommitted: of('uncommitted'), damaged: of('damaged'), unfinished, probes, held }
  })

const stems = (entries: readonly Entry[]) => entries.map(({ stem }) => stem)
const ids = (unfinished: Contents['unfinished']) => unfinished.map(({ id }) => id)
const keys = (probes: Contents['probes']) => probes.map(({ key }) => key)

function holds(name: string, property: (contents: Contents, policy: Policy, plan: Plan) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(contents, policies, (given, policy) =>
        property(given, policy, planPrune(given, policy, now)),
      ),
      { numRuns: 300 },
    )
  })
}

describe('a plan', () => {
  holds('keeps or removes everything, and nothing twice', (given, _, plan) => {
    const all = <T>({ keep, remove }: { keep: T[]; remove: T[] }) => [...keep, ...remove]
    expect(stems(all(plan)).sort()).toEqual(stems(given.backups).sort())
    expect(stems(all(plan.uncommitted)).sort()).toEqual(stems(given.uncommitted).sort())
    expect(stems(plan.damaged).sort()).toEqual(stems(given.damaged).sort())
    expect(ids(all(plan.unfinished)).sort()).toEqual(ids(given.unfinished).sort())
    expect(keys(all(plan.probes)).sort()).toEqual(keys(given.probes).sort())
  })

  holds('has a reason for each', (_, __, plan) => {
    const decisions = [plan, plan.uncommitted, plan.unfinished, plan.probes]
    const all = [...plan.damaged, ...decisions.flatMap(({ keep, remove }) => [...keep, ...remove])]
    expect(all.filter(({ because }) => because === '')).toEqual([])
  })

  holds('never removes what must stay', ({ backups, held }, { keepDays, keepMin }, { remove }) => {
    const past = backups.filter(({ takenAt }) => takenAt <= now).map(({ takenAt }) => takenAt.getTime())
    const newest = past.sort((a, b) => b - a).slice(0, keepMin)
    for (const { stem, takenAt } of remove) {
      const time = takenAt.getTime()
      expect(held.has(stem)).toBe(false)
      expect(newest).not.toContain(time)
      expect(time).toBeLessThan(now.getTime() - keepDays * day)
    }
  })

  holds('leaves a committed backup where there was one', ({ backups }, _, { keep }) => {
    expect(keep.length > 0).toBe(backups.length > 0)
  })

  holds('removes no leftover unless a committed backup stays', (_, __, { keep, uncommitted }) => {
    if (uncommitted.remove.length > 0) expect(keep).not.toEqual([])
  })

  holds('is the same for the same contents in another order', (given, policy, plan) => {
    const turned = {
      backups: given.backups.toReversed(),
      uncommitted: given.uncommitted.toReversed(),
      damaged: given.damaged.toReversed(),
      unfinished: given.unfinished.toReversed(),
      probes: given.probes.toReversed(),
      held: new Map([...given.held].reverse()),
    }
    expect(planPrune(turned, policy, now)).toEqual(plan)
  })

  holds('leaves nothing to remove for a second one', (given, policy, plan) => {
    const left: Contents = {
      backups: plan.keep,
      uncommitted: plan.uncommitted.keep,
      damaged: plan.damaged,
      unfinished: plan.unfinished.keep,
      probes: plan.probes.keep,
      held: given.held,
    }
    expect(planPrune(left, policy, now)).toEqual({
      ...plan,
      remove: [],
      uncommitted: { ...plan.uncommitted, remove: [] },
      unfinished: { ...plan.unfinished, remove: [] },
      probes: { ...plan.probes, remove: [] },
    })
  })

  holds('keeps no fewer when a rule keeps more', (given, policy, plan) => {
    const looser = {
      ...policy,
      keepDays: policy.keepDays && policy.keepDays + 1,
      keepLast: policy.keepLast && 41,
    }
    const more = new Set(stems(planPrune(given, looser, now).keep))
    expect(stems(plan.keep).filter((stem) => !more.has(stem))).toEqual([])
  })
})
