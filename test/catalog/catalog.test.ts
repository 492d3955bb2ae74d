import { describe, expect, test } from '@jest/globals'
import { readCatalog, readCatalogs, readUnfinished } from '../../src/catalog/catalog.ts'
import type { Store } from '../../src/store/store.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { place, placeBackup } from './made.ts'

const at = (time: string) => new Date(`${time}Z`)
const older = at('2026-11-02T02:00:00')
const newer = at('2026-11-03T02:00:00')
const stems = (entries: readonly { stem: string }[]) => entries.map(({ stem }) => stem)

describe('a catalog', () => {
  test('lists committed backups newest first, with the size of all their objects', async () => {
    const store = new MemoryStore()
    placeBackup(store, 'app', older)
    placeBackup(store, 'app', newer, { drill: 'verified' })
    const { backups } = await readCatalog(store, 'app')
    expect(stems(backups)).toEqual(['app_backup_2026-11-03_02-00-00', 'app_backup_2026-11-02_02-00-00'])
    expect(backups.map(({ hasDrill }) => hasDrill)).toEqual([true, false])
    const sizes = [...store.objects]
      .filter(([key]) => key.includes('2026-11-02'))
      .map(([, { bytes }]) => bytes.length)
    expect(backups[1]?.bytes).toBe(sizes.reduce((a, b) => a + b))
  })

  test('sees exactly one name, whatever else begins like it', async () => {
    const store = new MemoryStore()
    const names = ['app', 'app_staging', 'app_backup_old', 'app_backup_2026-01-01_00-00-00', 'ap']
    for (const name of names) placeBackup(store, name, newer)
    for (const name of names) {
      expect(stems((await readCatalog(store, name)).backups)).toEqual([`${name}_backup_2026-11-03_02-00-00`])
    }
  })

  test('of all names has one of each', async () => {
    const store = new MemoryStore()
    placeBackup(store, 'shop', newer)
    placeBackup(store, 'app', newer)
    place(store, 'README', 5, newer)
    expect([...(await readCatalogs(store)).keys()]).toEqual(['app', 'shop'])
  })

  test('of all names is told by no folder but a directory archive: what lies beside can be a whole disk', async () => {
    const asked: Record<string, boolean | undefined> = {}
    class Watched extends MemoryStore {
      override list(prefix: string, options?: Parameters<Store['list']>[1]) {
        for (const folder of [
          'photos',
          'app_backup_2026-11-03_02-00-00',
          'app_backup_2026-11-03_02-00-00.dir',
        ])
          asked[folder] = options?.mayHold?.(folder)
        return super.list(prefix)
      }
    }
    await readCatalogs(new Watched())
    expect(asked).toEqual({
      photos: false,
      'app_backup_2026-11-03_02-00-00': false,
      'app_backup_2026-11-03_02-00-00.dir': true,
    })
  })

  test('counts no dump without a manifest as a backup', async () => {
    const store = new MemoryStore()
    place(store, 'nexnum_backup_2026-11-03_02-00-00.sql.gz', 100, newer)
    const catalog = await readCatalog(store, 'nexnum')
    expect(catalog.backups).toEqual([])
    expect(stems(catalog.uncommitted)).toEqual(['nexnum_backup_2026-11-03_02-00-00'])
  })

  test.each([
    ['no dump', undefined],
    ['an empty dump', 0],
  ])('counts no manifest with %s as a backup', async (_, bytes) => {
    const store = new MemoryStore()
    const stem = placeBackup(store, 'app', newer)
    if (bytes === undefined) store.objects.delete(`${stem}.sql.gz`)
    else place(store, `${stem}.sql.gz`, bytes, newer)
    const catalog = await readCatalog(store, 'app')
    expect(catalog.backups).toEqual([])
    expect(stems(catalog.damaged)).toEqual([stem])
  })

  test('counts a directory archive without its table of contents as damaged', async () => {
    const store = new MemoryStore()
    const stem = 'app_backup_2026-11-03_02-00-00'
    place(store, `${stem}.dir/3077.dat.gz`, 10, newer)
    place(store, `${stem}.manifest.json`, 10, newer)
    expect(stems((await readCatalog(store, 'app')).damaged)).toEqual([stem])
    place(store, `${stem}.dir/toc.dat`, 10, newer)
    expect(stems((await readCatalog(store, 'app')).backups)).toEqual([stem])
  })

  test('knows when something was last written to a stem', async () => {
    const store = new MemoryStore()
    const stem = 'app_backup_2026-11-02_02-00-00'
    place(store, `${stem}.globals.sql.gz`, 10, older)
    place(store, `${stem}.sql.gz`, 10, newer)
    place(store, `${stem}.fingerprint.json.gz`, 10, older)
    expect((await readCatalog(store, 'app')).uncommitted[0]?.modifiedAt).toEqual(newer)
  })

  test('of a store that holds nothing is empty', async () => {
    expect(await readCatalog(new MemoryStore(), 'app')).toEqual({ backups: [], uncommitted: [], damaged: [] })
  })

  test('costs one listing and no request per backup', async () => {
    const store = new MemoryStore()
    for (let night = 1; night <= 28; night++) placeBackup(store, 'app', new Date(Date.UTC(2026, 1, night)))
    await readCatalog(store, 'app')
    expect(store.calls).toEqual(['list app_backup_'])
  })

  test.each(['', '..', 'a/b'])('is not read for the name %j', async (name) => {
    const store = new MemoryStore()
    await expect(readCatalog(store, name)).rejects.toThrow('cannot name a backup')
    await expect(readUnfinished(store, name)).rejects.toThrow('cannot name a backup')
    expect(store.calls).toEqual([])
  })
})

test('unfinished writes are those of exactly this name', async () => {
  const store = new MemoryStore()
  const begun = (key: string) => ({ key, startedAt: newer, id: key })
  const ours = begun('app_backup_2026-11-03_02-00-00.sql.gz')
  store.unfinished.push(
    ours,
    begun('app_backup_old.sql.gz'),
    begun('app_backup_old_backup_2026-11-03_02-00-00.sql.gz'),
    begun('app_staging_backup_2026-11-03_02-00-00.sql.gz'),
  )
  expect(await readUnfinished(store, 'app')).toEqual([ours])
})
