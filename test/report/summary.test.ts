import { describe, expect, test } from '@jest/globals'
import { PgdrillError } from '../../src/errors.ts'
import { backupSummary } from '../../src/report/summary.ts'
import { manifestOf } from '../catalog/made.ts'
import { resultOf, stem } from './made.ts'

const table = {
  schema: 'public',
  name: 'orders',
  rows: 1_234_567,
  bytes: 98_765_432,
  digest: 'd',
  columnsByName: false,
  partitionOf: null,
}

describe('backupSummary', () => {
  test('says what was saved, from where to where, how long and how fast', () => {
    const text = backupSummary(resultOf())
    expect(text).toMatch(/^### ✅ app is backed up\n/)
    expect(text).toContain('| From | app, PostgreSQL 17.2, 12.3 MB |')
    expect(text).toContain('| To | <code>s3://backups/app</code> |')
    expect(text).toContain('| Contents | 20 tables, 100,000 rows |')
    expect(text).toContain('| Stored | 1000 B (plain, gzip) |'.replace('1000 B', '1.0 kB'))
    expect(text).toContain('| Time | 1 min 31 s, 4.5 kB/s |')
  })

  test('lists the biggest tables', () => {
    const text = backupSummary(resultOf({ largestTables: [table] }))
    expect(text).toContain('| <code>public.orders</code> | 1,234,567 | 98.8 MB |')
  })

  test.each([
    ['gzip', 'plain', `gunzip -c ${stem}.sql.gz | psql -X -q -v ON_ERROR_STOP=1 -d NEW_DATABASE`],
    ['zstd', 'plain', `zstd -dc ${stem}.sql.zst | psql -X -q -v ON_ERROR_STOP=1 -d NEW_DATABASE`],
    ['none', 'plain', `psql -X -q -v ON_ERROR_STOP=1 -d NEW_DATABASE < ${stem}.sql`],
    ['gzip', 'custom', `pg_restore --exit-on-error -d NEW_DATABASE ${stem}.dump`],
  ] as const)('says how to restore %s %s', (kind, format, command) => {
    const key = command.match(/\S+_backup_\S+/)?.[0] ?? ''
    const manifest = manifestOf(stem, {
      compression: kind === 'none' ? { kind } : { kind, level: 6 },
      dump: { format, client: '17.2', arguments: [] },
      objects: [{ key, bytes: 1, sha256: 'a' }],
    })
    expect(backupSummary(resultOf({ manifest }))).toContain(
      `aws s3 cp s3://backups/app/${key} .\n${command}\n`,
    )
  })

  test('says where a bucket is that is not Amazon’s', () => {
    const text = backupSummary(resultOf({}), 'https://minio.example.com')
    expect(text).toContain(
      `aws --endpoint-url https://minio.example.com s3 cp s3://backups/app/${stem}.sql.gz .`,
    )
  })

  test('the roles that the dump names are loaded first', () => {
    const keys = [`${stem}.sql.gz`, `${stem}.fingerprint.json.gz`, `${stem}.globals.sql.gz`]
    const manifest = manifestOf(stem, { objects: keys.map((key) => ({ key, bytes: 1, sha256: 'a' })) })
    expect(backupSummary(resultOf({ manifest, locations: ['/b'] }))).toContain(
      [
        `gunzip -c /b/${stem}.globals.sql.gz | psql -X -q -v ON_ERROR_STOP=1 -d postgres`,
        `gunzip -c /b/${stem}.sql.gz | psql -X -q -v ON_ERROR_STOP=1 -d NEW_DATABASE`,
        `gunzip -c /b/${stem}.globals.sql.gz | psql -X -q -v ON_ERROR_STOP=1 -v database=NEW_DATABASE -d postgres`,
      ].join('\n'),
    )
  })

  test('a prune that took nothing is one line', () => {
    const none = { keep: [], remove: [] }
    const pruned = {
      location: '/b',
      name: 'app',
      mode: 'delete' as const,
      ...none,
      uncommitted: none,
      damaged: [],
      unfinished: none,
      probes: none,
      freedBytes: 0,
    }
    expect(backupSummary(resultOf({ pruned: [pruned] }))).toContain(
      'Nothing to prune in <code>/b</code>: 0 backups kept',
    )
  })

  test('a backup in a folder is restored from there', () => {
    expect(backupSummary(resultOf({ locations: ['/var/backups/app'] }))).toContain(
      `gunzip -c /var/backups/app/${stem}.sql.gz | psql`,
    )
  })

  test('a folder whose name is more than one word to a shell is quoted', () => {
    expect(backupSummary(resultOf({ locations: ["/mnt/Bob's backups"] }))).toContain(
      `gunzip -c '/mnt/Bob'\\''s backups/${stem}.sql.gz' | psql`,
    )
  })

  test('what a prune took is listed with the reason', () => {
    const because = 'older than 30 days, and no rule keeps it'
    const pruned = {
      location: 's3://backups/app',
      name: 'app',
      mode: 'delete' as const,
      keep: [{ backup: stem, takenAt: new Date(), bytes: 1, because: 'just made' }],
      remove: [{ backup: 'app_backup_2026-10-01_02-00-00', takenAt: new Date(), bytes: 2_000_000, because }],
      uncommitted: { keep: [], remove: [] },
      damaged: [],
      unfinished: { keep: [], remove: [] },
      probes: { keep: [], remove: [] },
      freedBytes: 2_000_000,
    }
    const text = backupSummary(resultOf({ pruned: [pruned] }))
    expect(text).toContain('Pruned 1 backup, 2.0 MB, of <code>s3://backups/app</code>; 1 backup kept')
    expect(text).toContain(`| <code>app&#95;backup&#95;2026-10-01&#95;02-00-00</code> | ${because} |`)
    expect(backupSummary(resultOf({ pruned: [{ ...pruned, mode: 'dry-run' }] }))).toContain(
      'Would prune (dry run) 1',
    )
  })

  test('a store that does not hold it, and one that was not pruned, are seen at once', () => {
    const error = new PgdrillError('cannot write: disk full')
    const text = backupSummary(
      resultOf({ dropped: [{ location: '/mnt', error }], pruneFailures: [{ location: 's3://b', error }] }),
    )
    expect(text).toMatch(/^### ⚠️ app/)
    expect(text).toContain('- ❌ <code>/mnt</code> does not hold it: cannot write: disk full')
    expect(text).toContain('- ❌ <code>s3://b</code> was not pruned: cannot write: disk full')
  })

  test('names from the database are shown, and are neither HTML nor Markdown nor another row', () => {
    const odd = { ...table, name: '<img src=x>|`a`\n| b | [x](javascript:y) @team #1' }
    const text = backupSummary(resultOf({ largestTables: [odd] }))
    const row = text.split('\n').find((line) => line.includes('img'))
    expect(row).toBe(
      '| <code>public.&#60;img src=x&#62;&#124;&#96;a&#96; &#124; b &#124; &#91;x&#93;(javascript:y) &#64;team &#35;1</code> | 1,234,567 | 98.8 MB |',
    )
  })
})
