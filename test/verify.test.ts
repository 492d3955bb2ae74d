import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { BackupRequest } from '../src/backup.ts'
import { InconclusiveError, PgdrillError } from '../src/errors.ts'
import type { VerifyRequest } from '../src/verify.ts'
import { type DrillChanges, DrillScene, silent } from './corpus/scene.ts'
import { MemoryStore } from './fakes/memory-store.ts'
import { loadSample } from './servers/sample.ts'

// What drills find in broken backups, and what they do not: test/corpus.
let scene: DrillScene
beforeAll(async () => {
  scene = await DrillScene.start()
  await scene.create('odd', { file: fileURLToPath(new URL('fingerprint/odd.sql', import.meta.url)) })
  await scene.create('small', 'CREATE TABLE orders AS SELECT i FROM generate_series(1, 200) i')
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

const backUp = (database: string, changes?: Partial<BackupRequest>) => scene.backUp(database, changes)
const drill = (store: MemoryStore, name: string, changes?: DrillChanges) => scene.drill(store, name, changes)

describe('a good backup is verified', () => {
  test.each<[string, Partial<BackupRequest>]>([
    ['plain, gzip', {}],
    ['plain, zstd', { compression: { kind: 'zstd', level: 1 } }],
    ['plain, none', { compression: { kind: 'none' } }],
    ['custom', { format: 'custom' }],
    ['plain, as INSERT statements', { pgDumpArguments: ['--column-inserts'] }],
    ['plain, without owners and some data', { pgDumpArguments: ['--no-owner', '--exclude-table-data=worn'] }],
  ])('with everything odd in it: %s', async (_, changes) => {
    const { record } = await drill(await backUp('odd', changes), 'odd')
    expect(record).toMatchObject({ verdict: 'verified', differences: [], reason: null, ageSeconds: 3600 })
    expect(record.tablesCompared).toBeGreaterThan(20)
    expect(await scene.left()).toEqual([])
  })

  test('on a scratch cluster of its own, the sample database', async () => {
    await loadSample(scene.source, 'shop')
    const store = await backUp('shop')
    const { record, location } = await drill(store, 'shop', { target: undefined })
    expect(record).toMatchObject({ verdict: 'verified', differences: [] })
    expect(record.rowsCompared).toBeGreaterThan(100_000)
    expect(location).toBe('memory:/shop_backup_2026-11-22_02-00-00.drill.json')
  }, 60_000)
})

describe('what cannot be tried', () => {
  test('a store that cannot be listed; another one that can is drilled', async () => {
    class Unlistable extends MemoryStore {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      override async *list(): AsyncIterable<never> {
        throw new PgdrillError('cannot list s3://gone: no answer')
      }
    }
    const gone = new Unlistable()
    await expect(drill(gone, 'small')).rejects.toThrow(InconclusiveError)
    const { record } = await drill(gone, 'small', { stores: [gone, await backUp('small')] })
    expect(record.verdict).toBe('verified')
  })

  test('a drill that is stopped half-way: it says why, and leaves nothing on the server', async () => {
    const store = await backUp('odd')
    const controller = new AbortController()
    const stopped = new Error('stopped')
    const report = { ...silent, info: () => controller.abort(stopped) }
    await expect(drill(store, 'odd', { signal: controller.signal, report })).rejects.toBe(stopped)
    expect(await scene.left()).toEqual([])
    expect([...store.objects.keys()].filter((key) => key.endsWith('.drill.json'))).toEqual([])
  })

  test('is told as such also where the verdict cannot be written, and a verified one is an error then', async () => {
    const store = await backUp('small')
    store.put = async (key) => {
      throw new PgdrillError(`cannot write ${key}: permission denied`)
    }
    const warnings: string[] = []
    const report = { ...silent, warning: (text: string) => void warnings.push(text) }
    const { record, location } = await drill(store, 'small', { clientPath: '/nonexistent', report })
    expect([record.verdict, location]).toEqual(['inconclusive', undefined])
    expect(warnings).toContain(
      'the verdict on small_backup_2026-11-22_02-00-00 is not kept: cannot write small_backup_2026-11-22_02-00-00.drill.json: permission denied',
    )
    await expect(drill(store, 'small')).rejects.toThrow(
      'small_backup_2026-11-22_02-00-00 is verified, but cannot be marked so: cannot write small_backup_2026-11-22_02-00-00.drill.json: permission denied',
    )
  })

  test('and takes no verdict back that an earlier drill gave', async () => {
    const store = await backUp('small')
    await drill(store, 'small')
    const { record, location } = await drill(store, 'small', { clientPath: '/nonexistent' })
    expect([record.verdict, location]).toEqual(['inconclusive', undefined])
    expect(store.objects.get('small_backup_2026-11-22_02-00-00.drill.json')?.bytes.toString()).toContain(
      '"verdict": "verified"',
    )
  })
})

describe('limits', () => {
  test.each<[Partial<VerifyRequest>, string]>([
    [{ maxAgeMs: 3_599_000 }, 'the backup is 3600 s old, and max-age is 3599 s'],
    [
      { minRows: [{ schema: 'public', table: 'orders', rows: 201 }] },
      'table public.orders has 200 rows, and min-rows wants 201',
    ],
    [
      { minRows: [{ schema: 'public', table: 'gone', rows: 1 }] },
      'table public.gone has no counted rows, and min-rows wants 1',
    ],
  ])('%j fails the drill', async (changes, finding) => {
    const { record } = await drill(await backUp('small'), 'small', changes)
    expect(record).toMatchObject({ verdict: 'failed', differences: [{ kind: 'limit', text: finding }] })
  })

  test('that are kept do not', async () => {
    const minRows = [{ schema: 'public', table: 'orders', rows: 200 }]
    const kept = { maxAgeMs: 3_600_000, maxRestoreMs: 600_000, minRows }
    expect((await drill(await backUp('small'), 'small', kept)).record.verdict).toBe('verified')
  })
})
