import { expect, test } from '@jest/globals'
import { dumpOf, findBackup, parseWhat, type What } from '../../src/catalog/open-backup.ts'
import { PgdrillError } from '../../src/errors.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { place, placeBackup } from './made.ts'

const signal = new AbortController().signal
const monday = new Date('2026-11-02T02:00:00Z')
const tuesday = new Date('2026-11-03T02:00:00Z')
const now = new Date('2026-11-10T00:00:00Z')
const latest: What = { kind: 'latest', name: 'app' }
const find = (stores: MemoryStore[], what: What = latest) => findBackup(stores, what, { now, signal })

class DeadStore extends MemoryStore {
  // biome-ignore lint/correctness/useYield: it fails before the first
  override async *list(): AsyncGenerator<never> {
    throw new PgdrillError('no answer')
  }
}

test('the latest is the newest committed backup of exactly this name in any of the stores', async () => {
  const [near, far] = [new MemoryStore('near:'), new MemoryStore('far:')]
  placeBackup(near, 'app', monday)
  placeBackup(near, 'app_staging', new Date('2026-11-09T02:00:00Z'))
  place(near, 'app_backup_2026-11-08_02-00-00.sql.gz', 500, monday)
  const newest = placeBackup(far, 'app', tuesday)
  const found = await find([near, far])
  expect(found).toMatchObject({ stem: newest, problems: [] })
  expect(found.copies.map(({ store }) => store.location)).toEqual(['far:'])
})

test('copies come in the order of the stores', async () => {
  const stores = [new MemoryStore('a:'), new MemoryStore('b:')]
  for (const store of stores) placeBackup(store, 'app', monday)
  expect((await find(stores)).copies.map(({ store }) => store.location)).toEqual(['a:', 'b:'])
})

test('a copy that is not whole is a problem, and the next store is used', async () => {
  const [near, far] = [new MemoryStore('near:'), new MemoryStore('far:')]
  const stem = placeBackup(near, 'app', monday)
  placeBackup(far, 'app', monday)
  place(near, `${stem}.sql.gz`, 999, monday)
  const { copies, problems } = await find([near, far])
  expect(copies.map(({ store }) => store.location)).toEqual(['far:'])
  expect(problems).toEqual([
    `near: does not have all of ${stem}: ${stem}.sql.gz is 999 bytes, its manifest says 1000`,
  ])
})

test('a latest whose manifest does not come is an error, and no older one is taken for it', async () => {
  const store = new (class extends MemoryStore {
    override async *get(key: string, options: { signal: AbortSignal }): AsyncGenerator<Uint8Array> {
      if (key === `${newest}.manifest.json`)
        throw new PgdrillError(`cannot read ${key}: 503`, { cure: 'wait' })
      yield* super.get(key, options)
    }
  })('near:')
  const older = placeBackup(store, 'app', monday)
  const newest = placeBackup(store, 'app', tuesday)
  await expect(find([store])).rejects.toThrow(
    `cannot read ${newest}.manifest.json: 503; wait, or take an older one than ${newest} by its name`,
  )
  expect((await find([store], { kind: 'stem', stem: older })).stem).toBe(older)
  const other = new MemoryStore('far:')
  placeBackup(other, 'app', tuesday)
  expect(await find([store, other])).toMatchObject({ stem: newest, copies: [{ store: other }] })
})

test('a manifest that is damaged on its way is read again', async () => {
  let reads = 0
  const store = new (class extends MemoryStore {
    override async *get(key: string, options: { signal: AbortSignal }): AsyncGenerator<Uint8Array> {
      if (key === `${newest}.manifest.json` && ++reads === 1) yield Buffer.from('{"schema": 1')
      else yield* super.get(key, options)
    }
  })('near:')
  placeBackup(store, 'app', monday)
  const newest = placeBackup(store, 'app', tuesday)
  expect(await find([store])).toMatchObject({ stem: newest, problems: [] })
})

test('a latest that is damaged everywhere makes way for the one before, and is named', async () => {
  const store = new MemoryStore('near:')
  const whole = placeBackup(store, 'app', monday)
  const broken = placeBackup(store, 'app', tuesday)
  place(store, `${broken}.sql.gz`, 1, tuesday)
  const found = await find([store])
  expect(found.stem).toBe(whole)
  expect(found.problems.join()).toContain(broken)
})

test('a time means the newest at or before it', async () => {
  const store = new MemoryStore()
  const stem = placeBackup(store, 'app', monday)
  placeBackup(store, 'app', tuesday)
  const at = (time: Date) => find([store], { kind: 'at', name: 'app', time })
  expect((await at(monday)).stem).toBe(stem)
  expect((await at(new Date(tuesday.getTime() - 1))).stem).toBe(stem)
  await expect(at(new Date(monday.getTime() - 1))).rejects.toThrow(
    'taken at or before 2026-11-02T01:59:59.999Z',
  )
})

test('a stem, and the key of any object of a backup, mean that backup', async () => {
  const stem = 'app_backup_2026-11-02_02-00-00'
  for (const text of [stem, `${stem}.sql.gz`, `${stem}.manifest.json`, `${stem}.dir/toc.dat`]) {
    expect(parseWhat(text, 'other')).toEqual({ kind: 'stem', stem })
  }
  expect(parseWhat('latest', 'app')).toEqual(latest)
  expect(parseWhat('yesterday', 'app')).toBeUndefined()
})

test('an uncommitted dump is found by its stem, without a manifest, and only where no store has it committed', async () => {
  const stem = 'app_backup_2026-11-02_02-00-00'
  const [near, far] = [new MemoryStore('near:'), new MemoryStore('far:')]
  place(near, `${stem}.sql.zst`, 10, monday)
  const [copy] = (await find([near, far], { kind: 'stem', stem })).copies
  expect(copy?.manifest).toBeUndefined()
  expect(copy && dumpOf(copy)).toMatchObject({ key: `${stem}.sql.zst`, compression: 'zstd' })
  placeBackup(far, 'app', monday)
  const { copies } = await find([near, far], { kind: 'stem', stem })
  expect(copies.map(({ store }) => store.location)).toEqual(['far:'])
})

test('a store that cannot be read is a problem where another has the backup, and else an error, as any: only drills are inconclusive', async () => {
  const store = new MemoryStore('near:')
  placeBackup(store, 'app', monday)
  const { problems } = await find([new DeadStore('far:'), store])
  expect(problems).toEqual(['far: cannot be read: no answer'])
  const error = await find([new DeadStore('far:')]).catch((error) => error)
  expect(error).toMatchObject({
    message: 'cannot find a backup of "app" in far:; far: cannot be read: no answer',
    exitCode: 1,
  })
})

test('nothing found says what was looked for and where', async () => {
  await expect(find([new MemoryStore('a:'), new MemoryStore('b:')])).rejects.toThrow(
    'cannot find a backup of "app" in a:, b:; see what there is with: pgdrill list',
  )
})
