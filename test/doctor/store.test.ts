import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { examineStore, type StoreRequest } from '../../src/doctor/store.ts'
import { openProbed } from '../../src/entries/run-doctor.ts'
import { StoppedError } from '../../src/errors.ts'
import type { StoreSettings } from '../../src/settings/stores.ts'
import { type S3Server, startS3Server } from '../servers/s3.ts'
import { type FaultyProxy, type Seen, s3Error, startFaultyProxy } from '../servers/s3-proxy.ts'
import { beS3User } from '../servers/s3-user.ts'

let strict: S3Server
// A proxy that changes a request breaks its signature.
let lenient: S3Server
let buckets = 0
beforeAll(async () => {
  ;[strict, lenient] = await Promise.all([startS3Server({ auth: true }), startS3Server()])
}, 30_000)
afterAll(() => Promise.all([strict?.stop(), lenient?.stop()]))

async function bucketOn(s3: S3Server, options: { lock?: boolean } = {}): Promise<string> {
  beS3User(s3)
  const name = `bucket-${++buckets}`
  await s3.makeBucket(name, options)
  return name
}

interface Asked extends Partial<StoreRequest> {
  endpoint: string
  objectLock?: { mode: 'COMPLIANCE'; days: number }
  encryption?: { kind: 'AES256' }
  storageClass?: string
}

async function examine(
  bucket: string,
  { endpoint, objectLock, encryption, storageClass, ...request }: Asked,
) {
  const settings: StoreSettings = {
    kind: 's3',
    bucket,
    prefix: 'shop',
    endpoint,
    checksum: 'when-supported',
    objectLock,
    encryption,
    storageClass,
    patience: { attempts: 2, pauseMs: 1 },
  }
  const { findings } = await examineStore(await openProbed(settings), {
    name: 'shop',
    prune: 'delete',
    signal: new AbortController().signal,
    warn: () => undefined,
    ...request,
  })
  return {
    findings,
    is: Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict])),
    problems: findings.filter(({ verdict }) => verdict === 'problem'),
  }
}

async function expectNothingLeft(s3: S3Server, bucket: string): Promise<void> {
  expect(await s3.keys(bucket)).toEqual([])
  expect(await s3.openUploads(bucket)).toEqual([])
}

const everything = [
  's3:ListBucket',
  's3:PutObject',
  's3:GetObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListBucketMultipartUploads',
]

async function beUserWithout(...denied: string[]): Promise<void> {
  const Action = everything.filter((action) => !denied.includes(action))
  beS3User(await strict.makeUser([{ Effect: 'Allow', Action, Resource: '*' }]))
}

describe('a permission that is missing is named, where it is needed, and nothing is left:', () => {
  test.each([
    ['s3:ListBucket', ['list'], 'bucket'],
    ['s3:PutObject', ['write', 'multipart'], 'objects'],
    ['s3:GetObject', ['checksum', 'read'], 'objects'],
    ['s3:DeleteObject', ['delete'], 'objects'],
    ['s3:AbortMultipartUpload', ['abort'], 'objects'],
    ['s3:ListBucketMultipartUploads', ['open uploads'], 'bucket'],
  ])('%s', async (action, checks, on) => {
    const bucket = await bucketOn(strict)
    await beUserWithout(action)
    const { problems } = await examine(bucket, strict)
    const arn = `arn:aws:s3:::${bucket}${on === 'bucket' ? '' : '/shop/*'}`
    expect(problems).toEqual(
      checks.map((check) => ({
        check,
        store: `s3://${bucket}/shop`,
        verdict: 'problem',
        says: expect.stringContaining('permission denied'),
        cure: `allow ${action} on ${arn}`,
      })),
    )
    await expectNothingLeft(strict, bucket)
  })
})

describe('a bucket from which nothing may be deleted', () => {
  test('suits a backup that does not prune', async () => {
    const bucket = await bucketOn(strict)
    await beUserWithout('s3:DeleteObject', 's3:ListBucketMultipartUploads')
    const { is, problems } = await examine(bucket, { ...strict, prune: 'no' })
    expect(problems).toEqual([])
    expect(is).toMatchObject({
      delete: 'ok',
      write: 'skipped',
      read: 'ok',
      multipart: 'ok',
      'open uploads': 'ok',
    })
    await expectNothingLeft(strict, bucket)
  })

  test('nor an upload be given up, is not written to', async () => {
    const bucket = await bucketOn(strict)
    await beUserWithout('s3:DeleteObject', 's3:AbortMultipartUpload')
    await using proxy = await startFaultyProxy(strict.endpoint)
    const { is } = await examine(bucket, proxy)
    expect(is).toMatchObject({ delete: 'problem', abort: 'problem', write: 'skipped', multipart: 'skipped' })
    expect(proxy.count('PUT') + proxy.count('POST', 'uploads')).toBe(0)
  })
})

test('wrong credentials are one problem, and no other question is put', async () => {
  const bucket = await bucketOn(strict)
  beS3User({ ...strict, secretAccessKey: 'wrong' })
  const { findings } = await examine(bucket, strict)
  expect(findings).toEqual([
    expect.objectContaining({
      check: 'store',
      verdict: 'problem',
      cure: expect.stringContaining('AWS_SECRET_ACCESS_KEY'),
    }),
  ])
})

describe('a server that works, and has less than AWS, is told with a warning where it', () => {
  test.each<[string, string, RegExp, FaultyProxy['fault']]>([
    ['ignores If-None-Match', 'overwrite', /lets a write replace/, () => ({ without: ['if-none-match'] })],
    [
      'refuses If-None-Match',
      'overwrite',
      /does not know If-None-Match/,
      ({ headers }) => (headers['if-none-match'] ? s3Error(501, 'NotImplemented') : undefined),
    ],
    [
      'refuses checksums',
      'checksum',
      /Content-MD5/,
      ({ method, headers }) =>
        method !== 'GET' && headers['x-amz-checksum-crc32'] ? s3Error(400, 'InvalidRequest') : undefined,
    ],
    [
      'shows no open uploads',
      'open uploads',
      /does not show/,
      ({ method, query }) =>
        method === 'GET' && query.has('uploads') ? s3Error(501, 'NotImplemented') : undefined,
    ],
  ])('%s', async (_, check, says, fault) => {
    const bucket = await bucketOn(lenient)
    await using proxy = await startFaultyProxy(lenient.endpoint)
    proxy.fault = fault
    const { findings } = await examine(bucket, proxy)
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([
      expect.objectContaining({ check, verdict: 'warning', says: expect.stringMatching(says) }),
    ])
    await expectNothingLeft(lenient, bucket)
  })
})

describe('how objects are to be kept', () => {
  const settings = { encryption: { kind: 'AES256' }, storageClass: 'STANDARD_IA' } as const

  test('is no matter where the server says that it does so', async () => {
    const bucket = await bucketOn(lenient)
    const { findings } = await examine(bucket, { ...lenient, ...settings })
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
  })

  // versitygw 1.8 does so.
  test('is told with a warning where the server ignores it without a word', async () => {
    const bucket = await bucketOn(lenient)
    await using proxy = await startFaultyProxy(lenient.endpoint)
    proxy.fault = () => ({ without: ['x-amz-server-side-encryption', 'x-amz-storage-class'] })
    const { findings } = await examine(bucket, { ...proxy, endpoint: proxy.endpoint, ...settings })
    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([
      expect.objectContaining({
        check: 'keeping',
        verdict: 'warning',
        says: expect.stringContaining('s3-sse and s3-storage-class'),
      }),
    ])
  })
})

describe('a server that cannot be relied on is a problem:', () => {
  test('one that gives back other bytes than were written', async () => {
    const bucket = await bucketOn(lenient)
    await using proxy = await startFaultyProxy(lenient.endpoint)
    proxy.fault = ({ method, path }) =>
      method === 'GET' && path.endsWith('.probe')
        ? { status: 200, body: 'else', headers: { etag: '"e"' } }
        : undefined
    const { problems } = await examine(bucket, proxy)
    expect(problems.map(({ check, says }) => [check, says])).toEqual([
      ['read', 'what is read back is not what was written'],
    ])
  })

  test('one that keeps what it says it has deleted', async () => {
    const bucket = await bucketOn(lenient)
    await using proxy = await startFaultyProxy(lenient.endpoint)
    const answer = '<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></DeleteResult>'
    proxy.fault = ({ method, query }) =>
      method === 'POST' && query.has('delete')
        ? { status: 200, body: answer, headers: { 'content-type': 'application/xml' } }
        : undefined
    const { problems } = await examine(bucket, proxy)
    expect(problems.map(({ check, says }) => [check, says])).toEqual([
      ['delete', 'what was deleted is still there'],
    ])
  })
})

describe('with Object Lock', () => {
  const objectLock = { mode: 'COMPLIANCE', days: 30 } as const

  test('an upload that asks for the lock is begun and given up, and no probe is ever locked', async () => {
    const bucket = await bucketOn(strict, { lock: true })
    await using proxy = await startFaultyProxy(strict.endpoint)
    const { is, problems } = await examine(bucket, { ...proxy, objectLock })
    expect(problems).toEqual([])
    expect(is).toMatchObject({ 'object lock': 'ok' })
    await expectNothingLeft(strict, bucket)
    const locking = proxy.seen.filter(({ headers }) => headers['x-amz-object-lock-mode'])
    expect(locking.map(({ method, query }) => [method, query.has('uploads')])).toEqual([['POST', true]])
  })

  test('a bucket that cannot lock is a problem', async () => {
    const bucket = await bucketOn(lenient)
    await using proxy = await startFaultyProxy(lenient.endpoint)
    // As AWS answers; moto does not.
    proxy.fault = ({ headers }) =>
      headers['x-amz-object-lock-mode'] ? s3Error(400, 'InvalidRequest') : undefined
    expect((await examine(bucket, { ...proxy, objectLock })).is).toMatchObject({
      'object lock': 'problem',
      multipart: 'ok',
    })
  })
})

test('stopped at any of its requests, it takes away what it wrote', async () => {
  const bucket = await bucketOn(lenient)
  await using proxy = await startFaultyProxy(lenient.endpoint)
  await examine(bucket, proxy)
  const requests = proxy.seen.length
  expect(requests).toBeGreaterThan(20)
  for (let at = 0; at < requests; at++) {
    const controller = new AbortController()
    proxy.seen.length = 0
    proxy.fault = () => {
      if (proxy.seen.length === at + 1) controller.abort(new StoppedError('SIGTERM'))
      return undefined
    }
    const { signal } = controller
    await examine(bucket, { ...proxy, signal }).catch((error) => expect(error).toBeInstanceOf(StoppedError))
    expect([at, await lenient.keys(bucket), await lenient.openUploads(bucket)]).toEqual([at, [], []])
  }
}, 60_000)

test.each<[string, (seen: Seen) => boolean]>([
  ['listed', ({ query }) => query.has('list-type')],
  ['told to delete', ({ query }) => query.has('delete')],
  ['told to give up', ({ method }) => method === 'DELETE'],
  ['written to', ({ method, query }) => method === 'PUT' && !query.has('partNumber')],
])('stopped while a server hangs that is %s, it ends soon', async (_, at) => {
  const bucket = await bucketOn(lenient)
  await using proxy = await startFaultyProxy(lenient.endpoint)
  const controller = new AbortController()
  let stoppedAt = Number.NaN
  proxy.fault = (seen) => {
    if (!Number.isNaN(stoppedAt) || !at(seen)) return undefined
    stoppedAt = performance.now()
    controller.abort(new StoppedError('SIGTERM'))
    return 'hang'
  }
  const { signal } = controller
  await expect(examine(bucket, { ...proxy, signal })).rejects.toThrow('stopped by SIGTERM')
  // A write is waited for a moment, lest nobody knows what became of it.
  expect(performance.now() - stoppedAt).toBeLessThan(4_000)
  await expectNothingLeft(lenient, bucket)
})

test('probes that cannot be taken away are named, with what becomes of them', async () => {
  const bucket = await bucketOn(lenient)
  await using proxy = await startFaultyProxy(lenient.endpoint)
  let deletes = 0
  // The first asks whether it may.
  proxy.fault = ({ method, query }) =>
    method === 'POST' && query.has('delete') && ++deletes > 1 ? s3Error(500, 'InternalError') : undefined
  const { findings } = await examine(bucket, proxy)
  const left = await lenient.keys(bucket)
  expect(left.length).toBeGreaterThan(0)
  const { says = '', cure = '' } = findings.find(({ check }) => check === 'removal') ?? {}
  expect(says).toContain('cannot remove all probes')
  for (const key of left) expect(cure).toContain(key.slice('shop/'.length))
  expect(cure).toContain('48 hours')
})
