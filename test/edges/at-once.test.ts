import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { removeLeftovers, serverOwner } from '../../src/postgres/scratch-folder.ts'
import { prune } from '../../src/prune.ts'
import { defaultPolicy } from '../../src/retention/policy.ts'
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
