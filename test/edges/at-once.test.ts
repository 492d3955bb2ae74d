import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { removeLeftovers, serverOwner } from '../../src/postgres/scratch-folder.ts'
import { prune } from '../../src/prune.ts'
import { defaultPolicy } from '../../src/retention/policy.ts'
import { openFolderStore } from '../../src/store/folder.ts'
import type { PutOptions } from '../../src/store/store.ts'
import { DrillScene, silent } from '../corpus/scene.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { connectionTo } from '../postgres/reach.ts'
import { restoreInto } from '../providers/scene.ts'
import { Program } from './program.ts'

const signal = new AbortController().signal
const now = new Date('2026-11-22T03:00:00Z')
const older = 'shop_backup_2026-11-20_02-00-00'
const newer = 'shop_backup_2026-11-21_02-00-00'
const program = new Program()
let scene: DrillScene
beforeAll(async () => {
  scene = await DrillScene.start()
  await scene.create('shop', 'create table pets as select generate_series(1, 50000) as id')
})
afterAll(async () => {
  program[Symbol.dispose]()
  await scene[Symbol.asyncDispose]()
})

/** Two backups, of which a prune removes the older one in the middle of something. */
class PrunedStore extends MemoryStore {
  /** Tells when, by what is asked of the store. */
  when: (call: string) => boolean = () => false

  async pruneNow(): Promise<void> {
    this.when = () => false
    const policy = { ...defaultPolicy, keepDays: 0, keepLast: 1 }
    await prune(this, { name: 'shop', policy, mode: 'delete', now, signal, report: silent })
  }

  override async *get(key: string, options: { signal: AbortSignal }): AsyncIterable<Uint8Array> {
    if (this.when(`get ${key}`)) await this.pruneNow()
    yield* super.get(key, options)
  }

  override async put(key: string, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<void> {
    if (this.when(`put ${key}`)) await this.pruneNow()
    await super.put(key, source, options)
  }
}

async function twoBackups(): Promise<PrunedStore> {
  const store = new PrunedStore()
  for (const stem of [older, newer]) {
    const [day = ''] = /\d{4}-\d\d-\d\d/.exec(stem) ?? []
    const made = await scene.backUp('shop', { now: new Date(`${day}T02:00:00Z`) })
    for (const [key, object] of made.objects) store.objects.set(key, object)
  }
  return store
}

const drillOlder = (store: PrunedStore) => scene.drill(store, 'shop', { what: { kind: 'stem', stem: older } })

describe('a prune removes the backup', () => {
  const gone = {
    verdict: 'inconclusive',
    differences: [],
    reason: `${older} was removed from memory: while it was drilled; drill what is latest now`,
  }

  test.each(['manifest.json', 'sql.gz', 'fingerprint.json.gz'])(
    'before a drill reads its %s: nothing is proved',
    async (part) => {
      const store = await twoBackups()
      store.when = (call) => call === `get ${older}.${part}`
      expect(await drillOlder(store)).toMatchObject({ record: gone, location: undefined })
      expect([...store.objects.keys()].filter((key) => key.startsWith(older))).toEqual([])
      expect(await scene.left()).toEqual([])
    },
  )

  test('while a drill writes its record: none is left', async () => {
    const store = await twoBackups()
    store.when = (call) => call === `put ${older}.drill.json`
    expect(await drillOlder(store)).toMatchObject({ location: undefined })
    expect([...store.objects.keys()].filter((key) => key.startsWith(older))).toEqual([])
  })

  test('and what a drill has written since it looked', async () => {
    const store = await twoBackups()
    const removing = store.delete.bind(store)
    store.delete = async (keys) => {
      store.objects.set(`${older}.drill.json`, { bytes: Buffer.from('{}'), modifiedAt: now })
      store.delete = removing
      await removing(keys)
    }
    await store.pruneNow()
    expect([...store.objects.keys()].filter((key) => key.startsWith(older))).toEqual([])
  })

  test('before a restore drops the live database for it: that stays', async () => {
    const store = await twoBackups()
    await scene.target.createDatabase('live')
    await scene.target.query('live', 'create table mine ()')
    const target = connectionTo(scene.target, 'live')
    let reads = 0
    store.when = (call) => call === `get ${older}.sql.gz` && ++reads === 2
    const from = { kind: 'backup', what: { kind: 'stem', stem: older }, stores: [store] } as const
    await expect(restoreInto(target, store, 'shop', { from, mode: 'in-place' })).rejects.toThrow(
      'there is no such object',
    )
    expect(await scene.target.query('live', 'select from mine')).toEqual([])
  })
})

test('of many backups at once each is made or told to run again, and nothing else is there', async () => {
  const store = join(program.folder, 'crowd')
  const args = ['backup', '--database-url', scene.source.url('shop'), '--store', store, '--globals', 'false']
  const ended = await Promise.all(Array.from({ length: 5 }, () => program.run(args)))
  const made = ended.filter(({ code }) => code === 0)
  for (const { stderr } of ended.filter(({ code }) => code !== 0))
    expect(stderr).toMatch(/^error: cannot write .*; another run has taken this name: run it again$/m)
  const names = made.flatMap(({ stdout }) => /^shop_backup_\S+/.exec(stdout) ?? [])
  expect([names.length, new Set(names).size]).toEqual([made.length, made.length])
  const parts = ['fingerprint.json.gz', 'manifest.json', 'sql.gz']
  expect(readdirSync(store).sort()).toEqual(
    names.flatMap((name) => parts.map((part) => `${name}.${part}`)).sort(),
  )
  const { record } = await scene.drill(openFolderStore(store) as unknown as MemoryStore, 'shop')
  expect(record.verdict).toBe('verified')
})

test('drills at once on one server make and drop the same roles, and are all verified', async () => {
  const roles = ['ann', 'bob', 'cyd', 'dan']
  await scene.create(
    'roles',
    roles
      .map(
        (role) => `create role ${role}; create table of_${role} (); alter table of_${role} owner to ${role};`,
      )
      .join(' '),
  )
  const warnings: string[] = []
  const report = { ...silent, warning: (text: string) => void warnings.push(text) }
  const store = await scene.backUp('roles')
  const drills = await Promise.all(
    Array.from({ length: 4 }, async (_, at) => {
      await sleep(at * 60)
      const own = new MemoryStore()
      for (const [key, object] of store.objects) own.objects.set(key, object)
      return (await scene.drill(own, 'roles', { report })).record
    }),
  )
  expect(drills.map(({ verdict, reason }) => [verdict, reason])).toEqual(drills.map(() => ['verified', null]))
  expect([warnings, await scene.left()]).toEqual([[], []])
})

test('two prunes, a list and a backup at once leave what the rules keep', async () => {
  const folder = join(program.folder, 'pruned')
  for (let hour = 1; hour < 6; hour += 1)
    await scene.backUp('shop', {
      stores: [openFolderStore(folder)],
      now: new Date(Date.now() - hour * 3_600_000),
    })
  const there = ['--store', folder, '--name', 'shop']
  const rules = ['--keep-days', '0', '--keep-last', '2']
  const ended = await Promise.all([
    program.run(['prune', ...there, ...rules]),
    program.run(['prune', ...there, ...rules]),
    program.run(['list', ...there]),
    program.run(['backup', ...there, ...rules, '--database-url', scene.source.url('shop')]),
  ])
  expect(ended.map(({ code, stderr }) => [code, stderr.match(/^(error|warning).*/m)?.[0]])).toEqual(
    ended.map(() => [0, undefined]),
  )
  const listed = JSON.parse((await program.run(['list', ...there, '--json'])).stdout)
  const states = listed.backups.map(({ copies }: { copies: { state: string }[] }) => copies[0]?.state)
  expect(states.slice(0, 2)).toEqual(['committed', 'committed'])
  expect(new Set(states)).toEqual(new Set(['committed']))
  expect(listed.backups.length).toBeLessThan(4)
})

test('what a killed drill has left is removed by the next while its server still writes there', async () => {
  const owner = await serverOwner()
  // No process has this number.
  const left = join(tmpdir(), `pgdrill-scratch-4999998-${process.pid}`)
  mkdirSync(join(left, 'data'), { recursive: true })
  for (let n = 0; n < 100; n += 1) writeFileSync(join(left, 'data', String(n)), '')
  if (owner !== undefined) chownSync(left, owner.uid, owner.gid)
  let n = 0
  const writing = setInterval(() => {
    n += 1
    if (existsSync(join(left, 'data'))) writeFileSync(join(left, 'data', `more-${n}`), '')
    if (n === 100) clearInterval(writing)
  })
  await Promise.all([removeLeftovers(owner), removeLeftovers(owner)])
  clearInterval(writing)
  expect(existsSync(left)).toBe(false)
})
