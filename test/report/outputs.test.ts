import { describe, expect, test } from '@jest/globals'
import { backupOutputs } from '../../src/report/outputs.ts'
import { outputs } from '../../src/settings/outputs.ts'
import { manifestOf } from '../catalog/made.ts'
import { resultOf, stem } from './made.ts'

describe('backupOutputs', () => {
  test('has every output that is declared, and no other', () => {
    expect(Object.keys(backupOutputs(resultOf())).sort()).toEqual(Object.keys(outputs).sort())
  })

  test('says where the dump is, how large, and what is in it', () => {
    expect(backupOutputs(resultOf())).toEqual({
      backup: stem,
      location: `s3://backups/app/${stem}.sql.gz`,
      bytes: 1000,
      sha256: 'b'.repeat(64),
      tables: 20,
      rows: 100_000,
      'server-major': 17,
      'postgres-image': 'postgres:17',
      pruned: 0,
      manifest: `s3://backups/app/${stem}.manifest.json`,
      'duration-seconds': 91.2,
    })
  })

  test('several stores are a line each', () => {
    const { location, manifest } = backupOutputs(
      resultOf({ locations: ['s3://backups/app', '/var/backups/app'] }),
    )
    expect(location).toBe(`s3://backups/app/${stem}.sql.gz\n/var/backups/app/${stem}.sql.gz`)
    expect(manifest).toBe(`s3://backups/app/${stem}.manifest.json\n/var/backups/app/${stem}.manifest.json`)
  })

  test('what is not known is null, not 0', () => {
    const { tables, rows } = backupOutputs(
      resultOf({ manifest: manifestOf(stem, { tables: null, rows: null }) }),
    )
    expect([tables, rows]).toEqual([null, null])
  })

  test('counts what was pruned, and not what a dry run would have', () => {
    const gone = { backup: 'x', takenAt: new Date(), bytes: 10, because: 'older than 30 days' }
    const prune = (mode: 'delete' | 'dry-run') => ({
      location: 'a',
      name: 'app',
      mode,
      keep: [],
      remove: [gone, gone],
      uncommitted: { keep: [], remove: [] },
      damaged: [],
      unfinished: { keep: [], remove: [] },
      probes: { keep: [], remove: [] },
      freedBytes: 20,
    })
    expect(backupOutputs(resultOf({ pruned: [prune('delete'), prune('delete')] })).pruned).toBe(4)
    expect(backupOutputs(resultOf({ pruned: [prune('dry-run')] })).pruned).toBe(0)
  })
})
