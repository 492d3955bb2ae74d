import { describe, expect, test } from '@jest/globals'
import { parseDrill, readDrill } from '../../src/catalog/drill.ts'
import { UnreadableRecordError } from '../../src/catalog/record.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { drillText, place } from './made.ts'

const stem = 'app_backup_2026-11-03_02-00-07'
const key = `${stem}.drill.json`
const drilledAt = new Date('2026-11-03T03:00:00.000Z')
const { signal } = new AbortController()

describe('a drill record', () => {
  test.each(['verified', 'failed', 'inconclusive'] as const)('says %s, and when', (verdict) => {
    expect(parseDrill(drillText(stem, verdict, drilledAt), key)).toEqual({
      schema: 1,
      backup: stem,
      verdict,
      drilledAt,
    })
  })

  test.each([
    [
      'an unknown verdict',
      { schema: 1, backup: stem, verdict: 'ok', drilledAt },
      'verdict is "ok", not "verified"',
    ],
    ['no time', { schema: 1, backup: stem, verdict: 'verified' }, 'drilledAt is missing'],
    [
      "another backup's stem",
      { schema: 1, backup: 'app_backup_2026-11-04_02-00-07', verdict: 'verified', drilledAt },
      'backup is "app_backup_2026-11-04_02-00-07", not "app_backup_2026-11-03_02-00-07"',
    ],
    [
      'a newer schema',
      { schema: 2 },
      'drill record schema 2 is newer than this pgdrill reads (1); update pgdrill',
    ],
  ])('with %s is refused', (_, record, why) => {
    expect(() => parseDrill(JSON.stringify(record), key)).toThrow(UnreadableRecordError)
    expect(() => parseDrill(JSON.stringify(record), key)).toThrow(why)
  })

  test('is read from its store', async () => {
    const store = new MemoryStore()
    place(store, key, drillText(stem, 'failed', drilledAt), drilledAt)
    expect(await readDrill(store, stem, { signal })).toMatchObject({ verdict: 'failed', drilledAt })
  })

  test('of a backup that was never drilled is nothing', async () => {
    expect(await readDrill(new MemoryStore(), stem, { signal })).toBeUndefined()
  })
})
