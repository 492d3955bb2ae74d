import { expect, test } from '@jest/globals'
import type { ListedBackup, Listing } from '../../src/list.ts'
import { listOutputs } from '../../src/report/list-outputs.ts'

const now = new Date('2026-11-05T02:00:00.900Z')
const listed = (name: string, takenAt: string, changes: Partial<ListedBackup> = {}): ListedBackup => ({
  backup: `${name}_backup_${takenAt}`,
  name,
  takenAt: new Date(takenAt),
  bytes: 10,
  format: 'plain',
  tables: 1,
  rows: 1,
  serverVersion: '17.2',
  postgresImage: 'postgres:17',
  drill: null,
  copies: [],
  ...changes,
})
const listing = (...backups: ListedBackup[]): Listing => ({ name: null, stores: [], backups, omitted: 0 })

test('the outputs of a list are of the newest backup in it, whatever its name and its place', () => {
  const all = listing(
    listed('app', '2026-11-04T02:00:00Z'),
    listed('shop', '2026-11-05T01:59:00Z', {
      serverVersion: '9.6.24',
      drill: { verdict: 'failed', drilledAt: now },
    }),
    listed('shop', '2026-11-03T02:00:00Z'),
  )
  expect(listOutputs(all, now)).toEqual({
    backup: 'shop_backup_2026-11-05T01:59:00Z',
    'age-seconds': 60,
    'server-major': 9,
    'postgres-image': 'postgres:17',
    verdict: 'failed',
    listing: all,
  })
})

test('a backup that is dated later than now is not the newest, as it is not the latest', () => {
  const ahead = listing(listed('app', '2027-01-01T02:00:00Z'), listed('app', '2026-11-04T02:00:00Z'))
  expect(listOutputs(ahead, now)).toMatchObject({ backup: 'app_backup_2026-11-04T02:00:00Z' })
})

test('of nothing, and of a manifest that cannot be read, they are empty where nothing is known', () => {
  const nothing = listing()
  expect(listOutputs(nothing, now)).toMatchObject({ backup: null, 'age-seconds': null, 'server-major': null })
  const unreadable = listing(
    listed('app', '2026-11-05T02:00:00Z', { serverVersion: null, postgresImage: null }),
  )
  expect(listOutputs(unreadable, now)).toMatchObject({
    'age-seconds': 0,
    'server-major': null,
    'postgres-image': null,
  })
})
