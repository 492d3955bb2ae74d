import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Verdict } from '../src/catalog/drill.ts'
import { stemOf } from '../src/catalog/names.ts'
import { PgdrillError } from '../src/errors.ts'
import { type PruneRequest, prune } from '../src/prune.ts'
import { defaultPolicy, type Policy } from '../src/retention/policy.ts'
import { openFolderStore } from '../src/store/folder.ts'
import type { Unfinished } from '../src/store/store.ts'
import { place, placeBackup } from './catalog/made.ts'
import { MemoryStore } from './fakes/memory-store.ts'

const now = new Date('2026-11-30T12:00:00Z')
const day = 86_400_000
const daysAgo = (days: number) => new Date(now.getTime() - days * day)
const stemAt = (days: number) => stemOf('app', daysAgo(days))

function request(changes: Partial<PruneRequest> = {}, lines: string[] = []): PruneRequest {
  const line = (level: string) => (text: string) => lines.push(`${level} ${text}`)
  return {
    name: 'app',
    policy: defaultPolicy,
    mode: 'delete',
    now,
    signal: new AbortController().signal,
    report: { info: line('info'), warning: line('warning') },
    ...changes,
  }
}

/** A store with a backup of `app` of each age in days. */
function storeWith(ages: readonly number[], drills: Record<number, Verdict> = {}): MemoryStore {
  const store = new MemoryStore('s3://bucket/prefix')
  for (const age of ages) {
    const drill = drills[age]
    placeBackup(store, 'app', daysAgo(age), drill ? { drill } : {})
  }
  return store
}

const keys = (store: MemoryStore) => [...store.objects.keys()].sort()
const stems = (decisions: readonly { backup: string }[]) => decisions.map(({ backup }) => backup)
const writes = (store: MemoryStore) => store.calls.filter((call) => /^(delete|discard|put)/.test(call))

/** Cannot delete what `stuck` matches; the rest of the same call goes, as in a bulk delete. */
class StuckStore extends MemoryStore {
  stuck = /^$/
  override async delete(keys: readonly string[]): Promise<void> {
    await super.delete(keys.filter((key) => !this.stuck.test(key)))
    const left = keys.filter((key) => this.stuck.test(key))
    if (left.length === 0) return
    throw new PgdrillError(`cannot delete from ${this.location}: ${left.join(', ')}`, {
      cure: 'grant s3:DeleteObject',
    })
  }
}

function stuckStoreWith(ages: readonly number[], stuck: RegExp): StuckStore {
  const store = new StuckStore('s3://bucket/prefix')
  for (const age of ages) placeBackup(store, 'app', daysAgo(age))
  store.stuck = stuck
  return store
}

describe('a prune', () => {
  test('removes what is older than 30 days and leaves nothing of it', async () => {
    const store = storeWith([1, 30, 31, 400], { 400: 'failed' })
    const result = await prune(store, request())
    expect(stems(result.keep)).toEqual([stemAt(1), stemAt(30)])
    expect(stems(result.remove)).toEqual([stemAt(31), stemAt(400)])
    expect(keys(store).every((key) => key.startsWith(stemAt(1)) || key.startsWith(stemAt(30)))).toBe(true)
    expect(keys(store)).toHaveLength(6)
  })

  test('says what went, why, and how much it freed', async () => {
    const store = storeWith([1, 31])
    const before = [...store.objects.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
    const lines: string[] = []
    const { remove, freedBytes } = await prune(store, request({}, lines))
    const after = [...store.objects.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(remove).toEqual([
      {
        backup: stemAt(31),
        takenAt: daysAgo(31),
        bytes: before - after,
        because: 'older than 30 days, and no other rule keeps it',
      },
    ])
    expect(freedBytes).toBe(before - after)
    expect(lines).toEqual([
      `info removes ${stemAt(31)} (2.4 kB): older than 30 days, and no other rule keeps it`,
      'info kept 1 backup and removed 1 backup (2.4 kB) in s3://bucket/prefix',
    ])
  })

  test('deletes every manifest before the first dump', async () => {
    const store = storeWith([1, 31, 32])
    await prune(store, request())
    const deletes = writes(store)
    expect(deletes.slice(0, 2)).toEqual([31, 32].map((age) => `delete ${stemAt(age)}.manifest.json`))
    expect(deletes).toHaveLength(6)
  })

  test('run again removes nothing', async () => {
    const store = storeWith([1, 31])
    await prune(store, request())
    store.calls.length = 0
    expect((await prune(store, request())).remove).toEqual([])
    expect(writes(store)).toEqual([])
  })

  test('of a store that holds nothing does nothing', async () => {
    const store = new MemoryStore()
    await prune(store, request())
    expect(writes(store)).toEqual([])
  })

  test('keeps the newest backup however old', async () => {
    const store = storeWith([500, 400])
    expect(stems((await prune(store, request())).keep)).toEqual([stemAt(400)])
  })

  test('never touches what is not a backup of exactly this name', async () => {
    const store = storeWith([1, 400])
    const foreign = [
      'README',
      'app_backup_old.sql.gz',
      'app_backup_2020-02-30_00-00-00.sql.gz',
      `${stemAt(400)}.txt`,
      `${stemAt(400)}.sql.gz.part`,
      `copy-${stemAt(400)}.sql.gz`,
      `old/${stemAt(400)}.sql.gz`,
      `app_staging_backup_2020-01-01_00-00-00.sql.gz`,
    ]
    for (const key of foreign) place(store, key, 10, daysAgo(400))
    placeBackup(store, 'app_staging', daysAgo(400))
    placeBackup(store, 'app_backup_old', daysAgo(400))
    const parts = ['fingerprint.json.gz', 'manifest.json', 'sql.gz']
    const ours = parts.map((part) => `${stemAt(400)}.${part}`)
    const others = keys(store).filter((key) => !ours.includes(key))
    await prune(store, request())
    expect(keys(store)).toEqual(others)
  })

  test('removes what a killed doctor left two days ago, and nothing that is only named alike', async () => {
    const store = storeWith([1])
    const probe = (digit: string) => `pgdrill-doctor-${digit.repeat(16)}.probe`
    for (const [digit, age] of [
      ['a', 3],
      ['b', 1],
    ] as const)
      place(store, probe(digit), 5, daysAgo(age))
    const alike = ['pgdrill-doctor-notes.probe', `old/${probe('a')}`, `${probe('a')}.gz`]
    for (const key of alike) place(store, key, 5, daysAgo(9))
    store.unfinished.push({ key: probe('c'), startedAt: daysAgo(3), id: 'c' })
    store.unfinished.push({ key: 'pgdrill-doctor-notes', startedAt: daysAgo(3), id: 'd' })
    const lines: string[] = []
    await prune(store, request({}, lines))
    expect(keys(store)).toEqual(expect.arrayContaining([probe('b'), ...alike]))
    expect(keys(store)).not.toContain(probe('a'))
    expect(store.unfinished.map(({ id }) => id)).toEqual(['d'])
    expect(lines).toContain(
      `info removes ${probe('a')}: a probe of pgdrill doctor, written more than 48 hours ago`,
    )
  })

  test('in a dry run tells the same plan and deletes nothing', async () => {
    const store = storeWith([1, 31], { 1: 'verified' })
    store.unfinished.push({ key: `${stemAt(40)}.sql.gz`, startedAt: daysAgo(40), id: '1' })
    place(store, `${stemAt(50)}.sql.gz`, 1500, daysAgo(50))
    place(store, `${stemAt(20)}.sql.gz`, 10, daysAgo(20))
    const before = keys(store)
    const lines: string[] = []
    const dry = await prune(store, request({ mode: 'dry-run' }, lines))
    expect(keys(store)).toEqual(before)
    expect(writes(store)).toEqual([])
    const wet = await prune(store, request())
    expect({ ...dry, mode: 'delete' }).toEqual(wet)
    expect(lines).toEqual([
      expect.stringMatching(
        /^info keeps .*: newest verified, newest 1 of 1 \(keep-min\), not older than 30 days$/,
      ),
      `info keeps ${stemAt(20)} (10 B): not older than 30 days`,
      expect.stringContaining(`info would remove ${stemAt(31)} (`),
      `info would remove ${stemAt(50)} (1.5 kB): uncommitted and older than 30 days`,
      `info would remove ${stemAt(40)}.sql.gz: unfinished, begun more than 48 hours ago`,
      expect.stringMatching(
        /^info would keep 1 backup and remove 1 backup, 1 uncommitted dump, 1 unfinished write \(/,
      ),
    ])
  })

  test('plans ten thousand backups by a few listings and a few drill records', async () => {
    const ages = Array.from({ length: 10_000 }, (_, hour) => hour / 24)
    const drills = { 0.5: 'inconclusive', 1: 'failed', 2: 'verified', 3: 'verified', 4: 'verified' } as const
    const store = storeWith(ages, drills)
    const policy: Policy = { ...defaultPolicy, keepDays: 1, keepDaily: 7, keepMonthly: 12 }
    const result = await prune(store, request({ mode: 'dry-run', policy }))
    expect(result.keep.length + result.remove.length).toBe(10_000)
    expect(store.calls).toEqual([
      'list app_backup_',
      'list pgdrill-doctor-',
      'listUnfinished pgdrill-doctor-',
      'listUnfinished app_backup_',
      `get ${stemAt(0.5)}.drill.json`,
      `get ${stemAt(1)}.drill.json`,
      `get ${stemAt(2)}.drill.json`,
    ])
  })
})

describe('the newest verified backup', () => {
  test('stays however old, and older verified ones do not', async () => {
    const store = storeWith([1, 40, 50, 60], {
      1: 'inconclusive',
      40: 'failed',
      50: 'verified',
      60: 'verified',
    })
    const { keep } = await prune(store, request())
    expect(keep.map(({ backup, because }) => [backup, because])).toEqual([
      [stemAt(1), 'newest 1 of 1 (keep-min), not older than 30 days'],
      [stemAt(50), 'newest verified'],
    ])
  })

  test('may be one whose drill record cannot be understood: it stays, with a warning', async () => {
    const store = storeWith([1, 40, 50, 60], { 50: 'verified' })
    place(store, `${stemAt(40)}.drill.json`, '{ "schema": 9 }', daysAgo(40))
    const lines: string[] = []
    const { keep } = await prune(store, request({}, lines))
    expect(stems(keep)).toEqual([stemAt(1), stemAt(40), stemAt(50)])
    expect(lines[0]).toBe(
      `warning cannot read s3://bucket/prefix/${stemAt(40)}.drill.json: drill record schema 9 is newer than this ` +
        'pgdrill reads (1); update pgdrill; its backup is kept, for it may be the newest verified one',
    )
  })

  test('cannot be told when the store fails: then nothing is deleted', async () => {
    class Unreadable extends MemoryStore {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to yield
      override async *get(): AsyncIterable<Uint8Array> {
        throw new PgdrillError('cannot read: access denied')
      }
    }
    const store = new Unreadable()
    placeBackup(store, 'app', daysAgo(1), { drill: 'verified' })
    placeBackup(store, 'app', daysAgo(40))
    await expect(prune(store, request())).rejects.toThrow('access denied')
    expect(writes(store)).toEqual([])
  })
})

describe('the backup just made', () => {
  test('stays whatever the rules say', async () => {
    const store = storeWith([40, 50])
    const { keep } = await prune(store, request({ justMade: stemAt(50) }))
    expect(keep.map(({ because }) => because)).toEqual(['newest 1 of 1 (keep-min)', 'just made'])
  })

  test('must be in the listing, or nothing is deleted by it', async () => {
    const store = storeWith([40, 50])
    await expect(prune(store, request({ justMade: stemAt(0) }))).rejects.toThrow(
      `cannot prune s3://bucket/prefix: its listing lacks ${stemAt(0)}, which was just made`,
    )
    expect(writes(store)).toEqual([])
  })
})

describe("an older script's dumps", () => {
  test('live on for 30 days beside committed backups', async () => {
    const store = storeWith([1])
    for (const age of [29, 31]) place(store, `${stemAt(age)}.sql.gz`, 10, daysAgo(age))
    const { uncommitted } = await prune(store, request())
    expect(stems(uncommitted.keep)).toEqual([stemAt(29)])
    expect(keys(store)).toContain(`${stemAt(29)}.sql.gz`)
    expect(keys(store)).not.toContain(`${stemAt(31)}.sql.gz`)
  })

  test('all live on until there is a committed backup', async () => {
    const store = new MemoryStore()
    for (const age of [29, 31, 400]) place(store, `${stemAt(age)}.sql.gz`, 10, daysAgo(age))
    await prune(store, request())
    expect(keys(store)).toHaveLength(3)
  })
})

describe('in a folder where an older script kept its backups', () => {
  const name = 'nexnum'
  const fileAt = (days: number) => `${stemOf(name, daysAgo(days))}.sql.gz`
  const foreign = [
    'README',
    'nexnum_backup_old.sql.gz',
    'other_backup_2020-01-01_00-00-00.sql.gz',
    '.nexnum_backup_2020-01-01_00-00-00.sql.gz.swp',
  ]
  const partial = (days: number) => `.${fileAt(days)}.partial-0123456789ab`

  async function oldFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'pgdrill-prune-'))
    for (const file of foreign) await placeFile(folder, file, 400)
    for (const days of [1, 29, 31, 400]) await placeFile(folder, fileAt(days), days)
    for (const days of [1, 3]) await placeFile(folder, partial(days), days)
    return folder
  }

  async function placeFile(folder: string, file: string, days: number): Promise<void> {
    await writeFile(join(folder, file), 'x')
    await utimes(join(folder, file), daysAgo(days), daysAgo(days))
  }

  async function commit(folder: string, days: number): Promise<string[]> {
    const memory = new MemoryStore()
    placeBackup(memory, name, daysAgo(days))
    for (const [key, { bytes }] of memory.objects) await writeFile(join(folder, key), bytes)
    return [...memory.objects.keys()]
  }

  test('nothing of it goes before the first committed backup, but a dead partial file', async () => {
    const folder = await oldFolder()
    await prune(openFolderStore(folder), request({ name }))
    const left = [...foreign, ...[1, 29, 31, 400].map(fileAt), partial(1)]
    expect((await readdir(folder)).sort()).toEqual(left.sort())
    await rm(folder, { recursive: true })
  })

  test('its dumps live out their 30 days beside committed backups, and nothing else is touched', async () => {
    const folder = await oldFolder()
    const committed = [...(await commit(folder, 0.5)), ...(await commit(folder, 10))]
    await commit(folder, 50)
    await prune(openFolderStore(folder), request({ name }))
    const left = [...foreign, ...committed, fileAt(1), fileAt(29), partial(1)]
    expect((await readdir(folder)).sort()).toEqual(left.sort())
    await rm(folder, { recursive: true })
  })
})

test('what a crashed prune left, without manifest, goes with the next', async () => {
  const store = storeWith([1, 40])
  store.objects.delete(`${stemAt(40)}.manifest.json`)
  store.objects.delete(`${stemAt(40)}.sql.gz`)
  await prune(store, request())
  expect(keys(store).filter((key) => key.startsWith(stemAt(40)))).toEqual([])
})

test('a backup that is still running in another process is left alone', async () => {
  const store = storeWith([0.5])
  const running = `${stemAt(2.5)}.dir/3077.dat.gz`
  place(store, running, 10, daysAgo(1.9))
  store.unfinished.push({ key: `${stemAt(2.5)}.dir/3078.dat.gz`, startedAt: daysAgo(0.1), id: 'open' })
  await prune(store, request({ policy: { ...defaultPolicy, keepDays: 1 } }))
  expect(keys(store)).toContain(running)
  expect(store.unfinished).toHaveLength(1)
})

test('a manifest whose dump is gone is reported and stays', async () => {
  const store = storeWith([1, 40])
  store.objects.delete(`${stemAt(40)}.sql.gz`)
  const lines: string[] = []
  const { damaged } = await prune(store, request({}, lines))
  expect(stems(damaged)).toEqual([stemAt(40)])
  expect(keys(store)).toContain(`${stemAt(40)}.manifest.json`)
  expect(lines[0]).toBe(
    `warning ${stemAt(40)} is damaged: its dump is gone from the store; find out why, then delete it by hand`,
  )
})

test('unfinished writes of this name go after 48 hours, others stay', async () => {
  const store = storeWith([1])
  const begun = (key: string, age: number): Unfinished => ({
    key,
    startedAt: daysAgo(age),
    id: `${key} ${age}`,
  })
  store.unfinished.push(
    begun(`${stemAt(3)}.sql.gz`, 3),
    begun(`${stemAt(1)}.sql.gz`, 1),
    begun('app_backup_old.sql.gz', 300),
    begun('app_staging_backup_2020-01-01_00-00-00.sql.gz', 300),
  )
  const { unfinished } = await prune(store, request())
  expect(unfinished.remove.map(({ key }) => key)).toEqual([`${stemAt(3)}.sql.gz`])
  expect(store.unfinished.map(({ startedAt }) => startedAt)).toEqual([daysAgo(1), daysAgo(300), daysAgo(300)])
})

describe('a store that fails', () => {
  test('to delete one manifest keeps that backup whole, and the others go', async () => {
    const store = stuckStoreWith([1, 40, 50], new RegExp(`${stemAt(40)}.manifest`))
    await expect(prune(store, request())).rejects.toThrow(
      `cannot remove all from s3://bucket/prefix: cannot delete from s3://bucket/prefix: ${stemAt(40)}.manifest.json; ` +
        `1 of 2 backups are left: ${stemAt(40)}; grant s3:DeleteObject`,
    )
    const left = keys(store).filter((key) => !key.startsWith(stemAt(1)))
    const endings = ['.fingerprint.json.gz', '.manifest.json', '.sql.gz']
    expect(left).toEqual(endings.map((ending) => `${stemAt(40)}${ending}`))
  })

  test('to delete one dump still loses the rest, and says what is left', async () => {
    const store = stuckStoreWith([1, 40, 50], new RegExp(`${stemAt(40)}.sql`))
    await expect(prune(store, request())).rejects.toThrow(`1 of 2 backups are left: ${stemAt(40)}`)
    expect(keys(store).filter((key) => !key.startsWith(stemAt(1)))).toEqual([`${stemAt(40)}.sql.gz`])
    store.stuck = /^$/
    await prune(store, request())
    expect(keys(store).filter((key) => !key.startsWith(stemAt(1)))).toEqual([])
  })

  test('to delete anything, and then to list, loses nothing', async () => {
    class Gone extends StuckStore {
      override list(prefix: string) {
        if (this.calls.includes(`list ${prefix}`)) throw new PgdrillError('cannot list: gone')
        return super.list(prefix)
      }
    }
    const store = new Gone()
    store.stuck = /manifest/
    for (const age of [1, 40, 50]) placeBackup(store, 'app', daysAgo(age))
    await expect(prune(store, request())).rejects.toThrow('2 of 2 backups are left')
    expect(keys(store)).toHaveLength(9)
  })

  test('to discard one unfinished write still discards the others', async () => {
    class Undiscardable extends MemoryStore {
      override async discard(unfinished: Unfinished): Promise<void> {
        if (unfinished.id === '1') throw new PgdrillError('cannot abort the upload', { cure: 'grant it' })
        await super.discard(unfinished)
      }
    }
    const store = new Undiscardable('s3://b')
    for (const id of ['1', '2'])
      store.unfinished.push({ key: `${stemAt(9)}.sql.gz`, startedAt: daysAgo(9), id })
    await expect(prune(store, request())).rejects.toThrow(
      'cannot remove all from s3://b: cannot abort the upload; grant it',
    )
    expect(store.unfinished.map(({ id }) => id)).toEqual(['1'])
  })
})

test('a prune that is stopped deletes nothing more', async () => {
  const controller = new AbortController()
  class Stopping extends MemoryStore {
    override async delete(keys: readonly string[]): Promise<void> {
      await super.delete(keys)
      controller.abort(new Error('stopped'))
    }
  }
  const store = new Stopping()
  for (const age of [1, 40]) placeBackup(store, 'app', daysAgo(age))
  await expect(prune(store, request({ signal: controller.signal }))).rejects.toThrow('stopped')
  expect(writes(store)).toEqual([`delete ${stemAt(40)}.manifest.json`])
})
