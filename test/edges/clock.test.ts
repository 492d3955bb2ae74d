import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { list } from '../../src/list.ts'
import { prune } from '../../src/prune.ts'
import { defaultPolicy } from '../../src/retention/policy.ts'
import { DrillScene, silent } from '../corpus/scene.ts'
import type { MemoryStore } from '../fakes/memory-store.ts'
import { connectionTo } from '../postgres/reach.ts'
import { restoreInto } from '../providers/scene.ts'
import { Program } from './program.ts'

const signal = new AbortController().signal
const program = new Program()
let scene: DrillScene
beforeAll(async () => {
  scene = await DrillScene.start()
  await scene.create('clock', 'create table nights (night text)')
})
afterAll(async () => {
  program[Symbol.dispose]()
  await scene[Symbol.asyncDispose]()
})

function run(folder: string, command: string, options?: { at?: string; zone?: string }, ...more: string[]) {
  const from = command === 'backup' ? ['--database-url', scene.source.url('clock')] : ['--name', 'clock']
  return program.run([command, ...from, '--store', join(program.folder, folder), ...more], options)
}

describe('a clock that was ahead for one night', () => {
  let store: MemoryStore
  const now = new Date('2026-11-22T03:00:00Z')
  const names = [
    'clock_backup_2026-11-20_02-00-00',
    'clock_backup_2027-09-18_02-00-00',
    'clock_backup_2026-11-22_02-00-00',
  ]
  beforeAll(async () => {
    const stores: MemoryStore[] = []
    for (const [at, name] of names.entries()) {
      await scene.source.query('clock', 'insert into nights values ($1)', [name])
      const [day = ''] = /\d{4}-\d\d-\d\d/.exec(name) ?? []
      stores[at] = await scene.backUp('clock', { now: new Date(`${day}T02:00:00Z`) })
    }
    store = stores[0] as MemoryStore
    for (const other of stores) for (const [key, object] of other.objects) store.objects.set(key, object)
  })

  test('latest is what was really backed up last, for a drill, a list and a restore', async () => {
    const warnings: string[] = []
    const report = { ...silent, warning: (text: string) => void warnings.push(text) }
    const latest = { kind: 'latest', name: 'clock' } as const
    expect((await scene.drill(store, 'clock', { report })).record).toMatchObject({
      backup: names[2],
      verdict: 'verified',
    })
    expect((await list([store], { what: latest, now, signal })).backups).toMatchObject([{ backup: names[2] }])
    const target = connectionTo(scene.target, 'clock')
    expect(await restoreInto(target, store, 'clock', { now, report })).toMatchObject({ backup: names[2] })
    const passed = expect.stringMatching(`^${names[1]} is passed over: it is dated later than now`)
    expect(warnings).toEqual([passed, passed])
  })

  test('by its name it is drilled, but no age of it is believed', async () => {
    const what = { kind: 'stem', stem: names[1] as string } as const
    const { record } = await scene.drill(store, 'clock', { what, maxAgeMs: 26 * 3_600_000 })
    expect(record).toMatchObject({ verdict: 'failed', differences: [{ kind: 'limit' }] })
    expect(record.differences[0]?.text).toContain('nobody knows how old it is')
  })

  test('a prune neither removes it nor takes it for the newest verified', async () => {
    const verified = { what: { kind: 'stem', stem: names[0] as string } } as const
    for (const what of [verified, { what: { kind: 'stem', stem: names[1] as string } } as const])
      await scene.drill(store, 'clock', what)
    store.objects.delete(`${names[2]}.drill.json`)
    const policy = { ...defaultPolicy, keepDays: 1 }
    const plan = await prune(store, { name: 'clock', policy, mode: 'dry-run', now, signal, report: silent })
    expect(plan.remove).toEqual([])
    expect(plan.keep.map(({ backup, because }) => [backup, because])).toEqual([
      [names[1], 'taken in the future'],
      [names[2], expect.any(String)],
      [names[0], 'newest verified'],
    ])
  })
})

test('a backup by a clock that is months ahead is made, and removes nothing', async () => {
  const before = new Date(Date.now() - 3_600_000).toISOString()
  expect(await run('ahead', 'backup', { at: before })).toMatchObject({ code: 0 })
  const wrong = new Date(Date.now() + 90 * 86_400_000).toISOString()
  const { code, stderr } = await run('ahead', 'backup', { at: wrong }, '--keep-days', '1')
  expect(code).toBe(1)
  expect(stderr).toMatch(/warning: .*this machine's clock is 2160 h ahead of the database's/)
  expect(stderr).toMatch(/error: .* was not pruned: .*; set the clock that is wrong by NTP/)
  const listed = JSON.parse((await run('ahead', 'list', {}, '--json')).stdout)
  expect(listed.backups).toMatchObject([
    { copies: [{ state: 'committed' }] },
    { copies: [{ state: 'committed' }] },
  ])
})

test('of two backups in one second one is made, and the other is told to run again', async () => {
  const at = new Date().toISOString()
  const ended = await Promise.all([run('second', 'backup', { at }), run('second', 'backup', { at })])
  expect(ended.map(({ code }) => code).sort()).toEqual([0, 1])
  const loser = ended.find(({ code }) => code === 1)
  expect(loser?.stderr).toMatch(/^error: cannot write .*; another run has taken this name: run it again$/m)
  expect(await run('second', 'verify')).toMatchObject({
    code: 0,
    stderr: expect.not.stringContaining('warning'),
  })
})

// An hour twice, half an hour twice, and a zone that is none.
test.each([
  ['America/New_York', '2026-11-01T06:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:15:00Z'],
  ['Nowhere/Nothing', '2026-11-01T00:00:00Z'],
])('in the zone %s names, days and ages are UTC: %s', async (zone, at) => {
  const folder = `zone ${at}`
  const earlier = new Date(Date.parse(at) - 1_800_000).toISOString()
  const stem = (time: string) => `clock_backup_${time.slice(0, 19).replace('T', '_').replaceAll(':', '-')}`
  for (const time of [earlier, at])
    expect(await run(folder, 'backup', { at: time, zone }, '--prune=false')).toMatchObject({ code: 0 })
  const listed = await run(folder, 'list', { at, zone })
  expect(listed.stdout).toContain(stem(at))
  expect(listed.stdout).toMatch(new RegExp(`${stem(earlier)} +30 minutes`))
  const days = ['--prune', 'dry-run', '--keep-days', '0', '--keep-daily', '5']
  const { stderr } = await run(folder, 'prune', { at, zone }, ...days)
  // In UTC both are of one day, but for the pair around midnight.
  const removed = at.includes('T00:00') ? 0 : 1
  expect(stderr.match(/would remove .*no rule keeps it/g)?.length ?? 0).toBe(removed)
})
