import { describe, expect, test } from '@jest/globals'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { action, backup, machine, problemsOf } from './made.ts'

const s3 = { kind: 's3', checksum: 'when-supported' }

function stores(flags: string[], variables: Record<string, string> = {}) {
  return backup(flags, { BACKUP_DIR: '', ...variables }).settings.stores
}

describe('the option store', () => {
  test.each([
    ['s3://bucket', { ...s3, bucket: 'bucket', prefix: '' }],
    ['s3://bucket/', { ...s3, bucket: 'bucket', prefix: '' }],
    ['s3://bucket/a/b/', { ...s3, bucket: 'bucket', prefix: 'a/b' }],
    ['S3_old.Bucket', { kind: 'folder', path: '/work/S3_old.Bucket' }],
    ['/var/backups/app', { kind: 'folder', path: '/var/backups/app' }],
    ['./demo/../backups/', { kind: 'folder', path: '/work/backups' }],
    ['~/backups', { kind: 'folder', path: '/home/ann/backups' }],
    ['~ann/backups', { kind: 'folder', path: '/work/~ann/backups' }],
  ])('%s', (text, store) => {
    expect(stores(['--store', text])).toEqual([store])
  })

  test('names several by repeating, or by lines', () => {
    const both = [
      { kind: 'folder', path: '/a' },
      { ...s3, bucket: 'b-b', prefix: '' },
    ]
    expect(stores(['--store', '/a', '--store', 's3://b-b'])).toEqual(both)
    expect(action({ store: '/a\n  s3://b-b\n' }).settings.stores).toEqual(both)
  })

  test.each([
    ['gs://bucket', /reached as S3 look-alikes, with s3-endpoint$/],
    ['s3:bucket/prefix', /use s3:\/\/bucket\/prefix/],
    ['file:///backups', /or a folder's path/],
    ['s3://', /a bucket is named with letters/],
    ['s3:///prefix', /a bucket is named with letters/],
    ['s3://bucket:9000/x', /credentials and endpoint do not belong here$/],
    ['s3://bucket/a//b', /its prefix holds an empty part/],
    ['s3://bucket/../b', /its prefix holds an empty part, "\." or "\.\."/],
  ])('refuses %s', (text, why) => {
    expect(problemsOf(() => stores(['--store', text]))).toEqual([expect.stringMatching(why)])
  })

  test('refuses credentials in it without showing them', () => {
    expect(problemsOf(() => stores(['--store', 's3://AKIA:s3cr@t@bucket/x']))).toEqual([
      'cannot use store "s3://***@bucket/x": a bucket is named with letters, digits, ".", "_" and "-"; credentials and endpoint do not belong here',
    ])
  })

  test('refuses the same place twice, however it is written', () => {
    expect(
      problemsOf(() =>
        stores(['--store', '/a', '--store', '/b/../a', '--store', 's3://bbb/x', '--store', 's3://bbb/x/']),
      ),
    ).toEqual([
      'cannot use the store /a twice; remove one',
      'cannot use the store s3://bbb/x twice; remove one',
    ])
  })
})

describe('without the option store', () => {
  const folder = { kind: 'folder', path: '/backups' }
  const bucket = { ...s3, bucket: 'bbb', prefix: 'x/y' }
  const inBucket = { AWS_S3_BUCKET: 'bbb', AWS_S3_PREFIX: '/x/y/' }

  test('AWS_S3_BUCKET names a bucket, BACKUP_DIR a folder, both name both', () => {
    expect(stores([], { BACKUP_DIR: '/backups' })).toEqual([folder])
    expect(stores([], inBucket)).toEqual([bucket])
    expect(stores([], { ...inBucket, BACKUP_DIR: '/backups' })).toEqual([folder, bucket])
  })

  test('the local copy of backup-db.sh goes beside the bucket, into a folder of the name', () => {
    const variables = { PGDRILL_DEFAULT_BACKUP_DIR: '/var/backups' }
    expect(stores([], variables)).toEqual([{ kind: 'folder', path: '/var/backups/app' }])
    expect(stores(['--name', 'shop'], { ...variables, ...inBucket })).toEqual([
      { kind: 'folder', path: '/var/backups/shop' },
      bucket,
    ])
    expect(stores([], { ...variables, BACKUP_DIR: '/backups' })).toEqual([folder])
    expect(stores(['--store', '/a'], variables)).toEqual([{ kind: 'folder', path: '/a' }])
  })

  test('and with no variable either, nothing says where to', () => {
    expect(problemsOf(() => stores([]))).toEqual([
      'no store is given; set store, AWS_S3_BUCKET or BACKUP_DIR',
    ])
  })

  test('a URL in AWS_S3_BUCKET is refused', () => {
    expect(problemsOf(() => stores([], { AWS_S3_BUCKET: 's3://bbb' }))).toEqual([
      expect.stringMatching(/^cannot use AWS_S3_BUCKET "s3:\/\/bbb": a bucket is named with/),
    ])
  })
})

describe('options for S3', () => {
  const inS3 = ['--store', 's3://bbb']

  test('hold for every bucket', () => {
    const flags = [
      ...['--store', 's3://bbb', '--store', 's3://ccc/x', '--s3-endpoint', 'https://minio.example:9000'],
      ...['--s3-region', 'eu-central-1', '--s3-force-path-style', '--s3-checksum', 'when-required'],
      ...['--s3-storage-class', 'GLACIER_IR', '--s3-sse', 'aws:kms', '--s3-kms-key-id', 'alias/x'],
      ...['--s3-object-lock-mode', 'governance', '--s3-object-lock-days', '30', '--s3-part-size', '64MiB'],
    ]
    const options = {
      kind: 's3',
      endpoint: 'https://minio.example:9000',
      region: 'eu-central-1',
      forcePathStyle: true,
      checksum: 'when-required',
      storageClass: 'GLACIER_IR',
      encryption: { kind: 'aws:kms', keyId: 'alias/x' },
      objectLock: { mode: 'GOVERNANCE', days: 30 },
      partBytes: 64 * 1024 ** 2,
    }
    expect(stores(flags)).toEqual([
      { ...options, bucket: 'bbb', prefix: '' },
      { ...options, bucket: 'ccc', prefix: 'x' },
    ])
  })

  test('are not asked of the SDK when it reads them itself: endpoint and region stay open', () => {
    const [store] = stores(inS3, { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_S3: 'http://x' })
    expect(store).toEqual({ ...s3, bucket: 'bbb', prefix: '' })
  })

  test('take the checksum setting that the SDK knows by a variable', () => {
    expect(stores(inS3, { AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED' })).toMatchObject([
      { checksum: 'when-required' },
    ])
    expect(stores(['--store', '/a'], { AWS_REQUEST_CHECKSUM_CALCULATION: 'nonsense' })).toHaveLength(1)
  })

  test.each([
    [
      ['--s3-region', 'eu central'],
      'cannot use s3-region "eu central": use letters, digits, ".", "_" and "-"',
    ],
    [['--s3-kms-key-id', 'k'], 'cannot use s3-kms-key-id without KMS; set s3-sse to aws:kms'],
    [
      ['--s3-kms-key-id', 'k', '--s3-sse', 'AES256'],
      'cannot use s3-kms-key-id without KMS; set s3-sse to aws:kms',
    ],
    [
      ['--s3-object-lock-mode', 'COMPLIANCE'],
      'cannot use s3-object-lock-mode alone; set s3-object-lock-days too',
    ],
    [['--s3-object-lock-days', '3'], 'cannot use s3-object-lock-days alone; set s3-object-lock-mode too'],
    [
      ['--s3-object-lock-days', '0', '--s3-object-lock-mode', 'COMPLIANCE'],
      'cannot use s3-object-lock-days "0": use a whole number from 1 to 36500',
    ],
    [
      ['--s3-part-size', '1MiB'],
      'cannot use s3-part-size "1MiB": use a number and a unit, such as 64MiB, from 5MiB to 5GiB',
    ],
    [
      ['--s3-endpoint', 'minio:9000'],
      'cannot use s3-endpoint: use https://host[:port], without credentials; those come from AWS_* or ~/.aws',
    ],
    [
      ['--s3-endpoint', 'https://k:s@minio'],
      'cannot use s3-endpoint: use https://host[:port], without credentials; those come from AWS_* or ~/.aws',
    ],
  ])('%j is refused', (flags, why) => {
    expect(problemsOf(() => stores([...inS3, ...flags]))).toEqual([why])
  })

  test('without a store there are refused: the store was forgotten', () => {
    expect(problemsOf(() => stores(['--store', '/a', '--s3-sse', 'AES256', '--s3-region', 'x']))).toEqual([
      'cannot use --s3-region, --s3-sse: no store is in S3; add one as s3://bucket/prefix, or remove this',
    ])
  })

  test("that an action's file declares as defaults are not taken for given", () => {
    expect(action({ store: '/a', 's3-checksum': 'when-supported' }).settings.stores).toHaveLength(1)
    expect(problemsOf(() => action({ store: '/a', 's3-checksum': 'when-required' }))).toHaveLength(1)
  })

  test('that say how objects are kept are for commands that write', () => {
    const list = () =>
      readCommandLine(['list', ...inS3, '--s3-sse', 'AES256', '--s3-region', 'x'], {}, machine())
    expect(problemsOf(list)).toEqual([
      'pgdrill list has no option --s3-sse; it is one of pgdrill backup and pgdrill doctor',
    ])
  })
})
