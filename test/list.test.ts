import { describe, expect, test } from '@jest/globals'
import { readCatalog } from '../src/catalog/catalog.ts'
import { stemOf } from '../src/catalog/names.ts'
import { PgdrillError, StoppedError } from '../src/errors.ts'
import { type ListRequest, list } from '../src/list.ts'
import { drillText, manifestOf, place, placeBackup } from './catalog/made.ts'
import { MemoryStore } from './fakes/memory-store.ts'

const night = (day: number) => new Date(Date.UTC(2026, 10, day, 2))
const stemAt = (day: number) => stemOf('app', night(day))
const { signal } = new AbortController()
const now = new Date('2026-12-31T00:00:00Z')
const ask = (changes: Partial<ListRequest> = {}): ListRequest => ({ name: 'app', now, signal, ...changes })

class Unlistable extends MemoryStore {
  // biome-ignore lint/correctness/useYield: it fails before it has anything to yield
  override async *list(): AsyncIterable<never> {
    throw new PgdrillError(`cannot list ${this.location}: connection refused`)
  }
}

describe('a listing', () => {
  test('tells of each backup what its manifest and its last drill say', async () => {
    const store = new MemoryStore('/var/backups/app')
    placeBackup(store, 'app', night(3), { drill: 'verified' })
    const [entry] = (await readCatalog(store, 'app')).backups
    expect(await list([store], ask())).toEqual({
      name: 'app',
      stores: [{ location: '/var/backups/app', problem: null }],
      backups: [
        {
          backup: stemAt(3),
          name: 'app',
          takenAt: night(3),
          bytes: entry?.bytes,
          format: 'plain',
          tables: 20,
          rows: 100_000,
          serverVersion: '17.2',
          postgresImage: 'postgres:17',
          drill: { verdict: 'verified', drilledAt: night(3) },
          copies: [{ state: 'committed', bytes: entry?.bytes, problems: [] }],
        },
      ],
      omitted: 0,
    })
  })

  test('is newest first, and as long as asked for', async () => {
    const store = new MemoryStore()
    for (const day of [2, 5, 1, 4, 3]) placeBackup(store, 'app', night(day))
    const { backups, omitted } = await list([store], ask({ limit: 2 }))
    expect(backups.map(({ backup }) => backup)).toEqual([stemAt(5), stemAt(4)])
    expect(omitted).toBe(3)
    expect(store.calls.filter((call) => call.startsWith('get'))).toHaveLength(2)
  })

  test('without a name has every name, each as long as asked for', async () => {
    const store = new MemoryStore()
    for (const name of ['shop', 'app']) for (const day of [1, 2]) placeBackup(store, name, night(day))
    place(store, 'README', 10, night(1))
    const { backups, name } = await list([store], { now, signal, limit: 1 })
    expect(name).toBeNull()
    expect(backups.map(({ backup }) => backup)).toEqual([stemAt(2), stemOf('shop', night(2))])
  })

  test('shows several stores side by side, with what is missing where', async () => {
    const [near, far] = [new MemoryStore('/near'), new MemoryStore('s3://far')]
    placeBackup(near, 'app', night(1))
    placeBackup(near, 'app', night(2))
    placeBackup(far, 'app', night(1))
    placeBackup(far, 'app', night(3))
    const { backups } = await list([near, far], ask())
    expect(backups.map(({ backup, copies }) => [backup, ...copies.map(({ state }) => state)])).toEqual([
      [stemAt(3), 'missing', 'committed'],
      [stemAt(2), 'committed', 'missing'],
      [stemAt(1), 'committed', 'committed'],
    ])
  })

  test('takes the latest drill of any copy', async () => {
    const [near, far] = [new MemoryStore('/near'), new MemoryStore('s3://far')]
    placeBackup(near, 'app', night(1), { drill: 'verified' })
    placeBackup(far, 'app', night(1))
    place(far, `${stemAt(1)}.drill.json`, drillText(stemAt(1), 'failed', night(9)), night(9))
    const { backups } = await list([near, far], ask())
    expect(backups[0]?.drill).toEqual({ verdict: 'failed', drilledAt: night(9) })
  })

  test('shows a dump without a manifest as uncommitted, with what its name tells', async () => {
    const store = new MemoryStore()
    place(store, `${stemAt(1)}.dump`, 123, night(1))
    const { backups } = await list([store], ask())
    expect(backups[0]).toMatchObject({
      backup: stemAt(1),
      bytes: 123,
      format: 'custom',
      tables: null,
      rows: null,
      drill: null,
      copies: [{ state: 'uncommitted', problems: [] }],
    })
  })

  test('shows a broken manifest as unreadable and says why, beside whole ones', async () => {
    const store = new MemoryStore('/near')
    placeBackup(store, 'app', night(1))
    placeBackup(store, 'app', night(2))
    place(store, `${stemAt(2)}.manifest.json`, '{"schema":1', night(2))
    const { backups } = await list([store], ask())
    expect(backups.map(({ copies }) => copies[0]?.state)).toEqual(['unreadable', 'committed'])
    expect(backups[0]).toMatchObject({ format: 'plain', tables: null })
    expect(backups[0]?.copies[0]?.problems).toEqual([
      `cannot read /near/${stemAt(2)}.manifest.json as a manifest: it is not whole JSON`,
    ])
  })

  test.each([
    ['gone', 0, `${stemAt(1)}.sql.gz is gone`],
    ['cut short', 999, `${stemAt(1)}.sql.gz is 999 bytes, its manifest says 1000`],
    ['emptied', -1, `${stemAt(1)}.sql.gz is 0 bytes, its manifest says 1000`],
  ])('shows a backup whose dump is %s as damaged', async (_, bytes, problem) => {
    const store = new MemoryStore()
    placeBackup(store, 'app', night(1))
    if (bytes === 0) store.objects.delete(`${stemAt(1)}.sql.gz`)
    else place(store, `${stemAt(1)}.sql.gz`, Math.max(bytes, 0), night(1))
    const { backups } = await list([store], ask())
    expect(backups[0]?.copies[0]).toMatchObject({ state: 'damaged', problems: [problem] })
  })

  test('takes a backup’s numbers from a whole copy, not from a damaged one', async () => {
    const [near, far] = [new MemoryStore('/near'), new MemoryStore('s3://far')]
    placeBackup(near, 'app', night(1), { manifest: { tables: 1 } })
    near.objects.delete(`${stemAt(1)}.fingerprint.json.gz`)
    placeBackup(far, 'app', night(1), { manifest: { tables: 2 } })
    const { backups } = await list([near, far], ask())
    expect(backups[0]?.copies.map(({ state }) => state)).toEqual(['damaged', 'committed'])
    expect(backups[0]?.tables).toBe(2)
  })

  test('shows a backup whose drill record is broken, without a verdict', async () => {
    const store = new MemoryStore('/near')
    placeBackup(store, 'app', night(1))
    place(store, `${stemAt(1)}.drill.json`, '[]', night(1))
    const { backups } = await list([store], ask())
    expect(backups[0]?.drill).toBeNull()
    expect(backups[0]?.copies[0]).toMatchObject({
      state: 'committed',
      problems: [
        `cannot read /near/${stemAt(1)}.drill.json as a drill record: the document is a list, not an object`,
      ],
    })
  })

  test('shows a backup that is pruned meanwhile as missing', async () => {
    class Pruned extends MemoryStore {
      override async *list(prefix: string) {
        yield* super.list(prefix)
        this.objects.clear()
      }
    }
    const store = new Pruned()
    placeBackup(store, 'app', night(1))
    const { backups } = await list([store], ask())
    expect(backups[0]?.copies).toEqual([{ state: 'missing', bytes: null, problems: [] }])
  })

  test('shows a store that cannot be listed as unknown beside the others', async () => {
    const near = new MemoryStore('/near')
    placeBackup(near, 'app', night(1))
    const { stores, backups } = await list([near, new Unlistable('s3://far')], ask())
    expect(stores[1]).toEqual({ location: 's3://far', problem: 'cannot list s3://far: connection refused' })
    expect(backups[0]?.copies.map(({ state }) => state)).toEqual(['committed', 'unknown'])
  })

  test('fails when no store can be listed', async () => {
    const stores = [new Unlistable('s3://one'), new Unlistable('s3://two')]
    await expect(list(stores, ask())).rejects.toThrow('cannot list s3://one: connection refused')
  })

  test('of stores that hold nothing is empty', async () => {
    expect((await list([new MemoryStore(), new MemoryStore()], ask())).backups).toEqual([])
  })

  test('reads at most eight manifests of a store at once', async () => {
    let now = 0
    let most = 0
    class Counting extends MemoryStore {
      override async *get(key: string, options: { signal: AbortSignal }) {
        most = Math.max(most, ++now)
        await new Promise((resolve) => setTimeout(resolve, 1))
        yield* super.get(key, options)
        now--
      }
    }
    const store = new Counting()
    for (let day = 1; day <= 28; day++) placeBackup(store, 'app', night(day))
    expect((await list([store], ask())).backups).toHaveLength(28)
    expect(most).toBe(8)
  })

  test('that is stopped does not go on as if manifests were broken', async () => {
    const store = new MemoryStore()
    placeBackup(store, 'app', night(1))
    const stopped = AbortSignal.abort(new StoppedError('SIGTERM'))
    await expect(list([store], ask({ signal: stopped }))).rejects.toThrow('stopped by SIGTERM')
  })

  test('lets a bug be a bug', async () => {
    class Buggy extends MemoryStore {
      override async *get(): AsyncIterable<Uint8Array> {
        yield undefined as never
      }
    }
    const store = new Buggy()
    placeBackup(store, 'app', night(1))
    await expect(list([store], ask())).rejects.toThrow(TypeError)
  })
})

test('a manifest of another backup is no manifest of this one', async () => {
  const store = new MemoryStore()
  placeBackup(store, 'app', night(1))
  place(store, `${stemAt(1)}.manifest.json`, JSON.stringify(manifestOf(stemAt(2))), night(1))
  expect((await list([store], ask())).backups[0]?.copies[0]?.state).toBe('unreadable')
})

describe('one backup that is meant', () => {
  const time = (day: number) => ({ kind: 'at', name: 'app', time: night(day) }) as const
  const latest = { kind: 'latest', name: 'app' } as const
  const meant = async (stores: MemoryStore[], what: NonNullable<ListRequest['what']>) =>
    (await list(stores, { what, now, signal })).backups.map(({ backup }) => backup)

  test('is the newest that any store holds, or held at a time, or the one of that name', async () => {
    const [near, far] = [new MemoryStore('/near'), new MemoryStore('s3://far')]
    for (const day of [1, 3]) placeBackup(near, 'app', night(day))
    placeBackup(far, 'app', night(5))
    placeBackup(far, 'app_staging', night(9))
    const stores = [near, far]
    expect(await meant(stores, latest)).toEqual([stemAt(5)])
    expect(await meant(stores, time(4))).toEqual([stemAt(3)])
    expect(await meant(stores, time(3))).toEqual([stemAt(3)])
    expect(await meant(stores, { kind: 'stem', stem: stemAt(1) })).toEqual([stemAt(1)])
  })

  test('is never one without a manifest, unless by its name', async () => {
    const store = new MemoryStore()
    placeBackup(store, 'app', night(1))
    place(store, `${stemAt(2)}.sql.gz`, 100, night(2))
    expect(await meant([store], latest)).toEqual([stemAt(1)])
    expect(await meant([store], { kind: 'stem', stem: stemAt(2) })).toEqual([stemAt(2)])
  })

  test('is told though damaged, as a drill would take it: an older one would hide the damage', async () => {
    const store = new MemoryStore()
    for (const day of [1, 2]) placeBackup(store, 'app', night(day))
    store.objects.delete(`${stemAt(2)}.sql.gz`)
    expect(await meant([store], latest)).toEqual([stemAt(2)])
  })

  test('that is nowhere is an error, and says which store cannot be listed', async () => {
    const store = new MemoryStore('/near')
    placeBackup(store, 'app', night(2))
    await expect(meant([store], time(1))).rejects.toThrow(
      /^cannot find a backup of "app" taken at .* in \/near/,
    )
    await expect(meant([store, new Unlistable('s3://far')], time(1))).rejects.toMatchObject({
      message: expect.stringContaining('cannot list s3://far'),
      exitCode: 1,
    })
  })

  test('needs an image that has its extensions', async () => {
    const store = new MemoryStore()
    const { source } = manifestOf(stemAt(1))
    const extensions = [{ name: 'vector', version: '0.8.0' }]
    placeBackup(store, 'app', night(1), { manifest: { source: { ...source, extensions } } })
    const { backups } = await list([store], { what: latest, now, signal })
    expect(backups[0]).toMatchObject({ serverVersion: '17.2', postgresImage: 'pgvector/pgvector:pg17' })
  })
})
