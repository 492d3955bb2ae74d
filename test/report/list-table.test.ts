import { describe, expect, test } from '@jest/globals'
import type { ListedBackup, Listing } from '../../src/list.ts'
import { renderList } from '../../src/report/list-table.ts'

const now = new Date('2026-11-05T02:00:00Z')

function backup(changes: Partial<ListedBackup> = {}): ListedBackup {
  return {
    backup: 'app_backup_2026-11-03_02-00-00',
    name: 'app',
    takenAt: new Date('2026-11-03T02:00:00Z'),
    bytes: 1_234_567,
    format: 'plain',
    tables: 20,
    rows: 100_000,
    serverVersion: '17.2',
    postgresImage: 'postgres:17',
    drill: { verdict: 'verified', drilledAt: now },
    copies: [{ state: 'committed', bytes: 1_234_567, problems: [] }],
    ...changes,
  }
}

function listing(changes: Partial<Listing> = {}): Listing {
  return {
    name: 'app',
    stores: [{ location: '/var/backups/app', problem: null }],
    backups: [backup()],
    omitted: 0,
    ...changes,
  }
}

describe('a rendered list', () => {
  test('is a table with a line each backup', () => {
    const old = backup({
      backup: 'app_backup_2026-09-03_02-00-00',
      takenAt: new Date('2026-09-03T02:00:00Z'),
      tables: null,
      rows: null,
      drill: null,
      copies: [{ state: 'uncommitted', bytes: 10, problems: [] }],
    })
    expect(renderList(listing({ backups: [backup(), old] }), now)).toBe(
      [
        'BACKUP                              AGE    SIZE  FORMAT  TABLES     ROWS  DRILL     STATE',
        'app_backup_2026-11-03_02-00-00   2 days  1.2 MB  plain       20  100,000  verified  committed',
        'app_backup_2026-09-03_02-00-00  63 days  1.2 MB  plain        -        -  -         uncommitted',
        '',
      ].join('\n'),
    )
  })

  test('has a column each store, and says below what is wrong with which', () => {
    const copies: ListedBackup['copies'] = [
      { state: 'damaged', bytes: 10, problems: ['app_backup_2026-11-03_02-00-00.sql.gz is \u001b[31mgone'] },
      { state: 'unknown', bytes: null, problems: [] },
    ]
    const stores = [
      { location: '/near', problem: null },
      { location: 's3://far', problem: 'cannot list s3://far: refused' },
    ]
    expect(renderList(listing({ stores, backups: [backup({ copies })], omitted: 1200 }), now)).toBe(
      [
        'BACKUP                             AGE    SIZE  FORMAT  TABLES     ROWS  DRILL     /near    s3://far',
        'app_backup_2026-11-03_02-00-00  2 days  1.2 MB  plain       20  100,000  verified  damaged  unknown',
        '',
        '1,200 more not shown',
        'app_backup_2026-11-03_02-00-00 in /near: app_backup_2026-11-03_02-00-00.sql.gz is ?[31mgone',
        '',
      ].join('\n'),
    )
  })

  test('of nothing does not say that a store has nothing which could not be listed', () => {
    const stores = [
      { location: '/near', problem: null },
      { location: 's3://far', problem: 'cannot list s3://far: refused' },
    ]
    expect(renderList(listing({ stores, backups: [] }), now)).toBe('no backups of app in /near\n')
  })

  test('of nothing says where it looked', () => {
    const stores = ['/near', 's3://far'].map((location) => ({ location, problem: null }))
    expect(renderList(listing({ stores, backups: [] }), now)).toBe(
      'no backups of app in /near and s3://far\n',
    )
    expect(renderList(listing({ name: null, stores, backups: [] }), now)).toBe(
      'no backups in /near and s3://far\n',
    )
  })
})
