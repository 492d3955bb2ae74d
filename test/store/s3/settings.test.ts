import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { S3Settings } from '../../../src/store/s3/settings.ts'
import { openS3Store } from '../../../src/store/s3/store.ts'
import { all, from, keysOf, randomBytes, read } from '../../contract/store.ts'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { type FaultyProxy, s3Error, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { beS3User } from '../../servers/s3-user.ts'

const MiB = 1024 ** 2
const go = () => new AbortController().signal
const large = randomBytes(6 * MiB)

let server: S3Server
let proxy: FaultyProxy
let bucket: string
let buckets = 0

beforeAll(async () => {
  server = await startS3Server()
  proxy = await startFaultyProxy(server.endpoint)
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await server.stop()
})
beforeEach(async () => {
  beS3User(server)
  bucket = `settings-${++buckets}`
  await server.makeBucket(bucket, { lock: true })
  proxy.seen.length = 0
  proxy.fault = () => undefined
})

function store(settings: Partial<S3Settings>) {
  const base: S3Settings = {
    bucket,
    prefix: 'p',
    endpoint: proxy.endpoint,
    checksum: 'when-supported',
    partBytes: 5 * MiB,
  }
  return openS3Store({ ...base, ...settings })
}

async function putBoth(settings: Partial<S3Settings>): Promise<void> {
  await store(settings).put('small', from([Buffer.from('x')]), { signal: go() })
  await store(settings).put('large', from([large]), { signal: go() })
}

/** The requests that say how an object is kept: the small object's, and the beginning of the large one's. */
function beginnings() {
  return proxy.seen.filter(
    ({ method, path, query }) =>
      (method === 'PUT' && path.endsWith('/small')) || (method === 'POST' && query.has('uploads')),
  )
}

describe('what the settings say of an object reaches the server, small or large', () => {
  test('the storage class', async () => {
    await putBoth({ storageClass: 'STANDARD_IA' })
    expect(await server.facts(bucket, 'p/small')).toMatchObject({ storageClass: 'STANDARD_IA' })
    expect(await server.facts(bucket, 'p/large')).toMatchObject({ storageClass: 'STANDARD_IA' })
  })

  test('encryption with S3’s own keys', async () => {
    await putBoth({ encryption: { kind: 'AES256' } })
    expect(await server.facts(bucket, 'p/small')).toMatchObject({ encryption: 'AES256', kmsKeyId: null })
    expect(await server.facts(bucket, 'p/large')).toMatchObject({ encryption: 'AES256', kmsKeyId: null })
  })

  test('encryption with a key of KMS', async () => {
    const keyId = 'arn:aws:kms:eu-central-1:111122223333:key/1234'
    await putBoth({ encryption: { kind: 'aws:kms', keyId } })
    expect(await server.facts(bucket, 'p/small')).toMatchObject({ encryption: 'aws:kms', kmsKeyId: keyId })
    expect(await server.facts(bucket, 'p/large')).toMatchObject({ encryption: 'aws:kms', kmsKeyId: keyId })
  })

  test('Object Lock, for as many days from now, with the checksum S3 wants then', async () => {
    await putBoth({ objectLock: { mode: 'COMPLIANCE', days: 30 } })
    expect(await server.facts(bucket, 'p/small')).toMatchObject({ lockMode: 'COMPLIANCE' })
    expect(beginnings().length).toBe(2)
    for (const { headers } of beginnings()) {
      expect(headers['x-amz-object-lock-mode']).toBe('COMPLIANCE')
      const until = Date.parse(String(headers['x-amz-object-lock-retain-until-date']))
      expect(Math.abs(until - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000)
    }
    const bodies = proxy.seen.filter(({ method }) => method === 'PUT')
    expect(bodies.every(({ headers }) => headers['x-amz-checksum-crc32'] !== undefined)).toBe(true)
  })

  test('nothing of the kind where nothing is said', async () => {
    await putBoth({})
    const odd = Object.keys(beginnings()[0]?.headers ?? {}).filter((name) =>
      /storage-class|encryption|object-lock/.test(name),
    )
    expect(odd).toEqual([])
  })
})

describe('where objects are', () => {
  test('the location is the bucket and the prefix, and holds no endpoint', () => {
    expect(store({ prefix: 'nightly/db' }).location).toBe(`s3://${bucket}/nightly/db`)
    expect(store({ prefix: '' }).location).toBe(`s3://${bucket}`)
  })

  test('without a prefix keys are the objects’ own names', async () => {
    const whole = store({ prefix: '' })
    await whole.put('a/b', from([Buffer.from('x')]), { signal: go() })
    await server.beginUpload(bucket, 'a/c')
    expect(await server.keys(bucket)).toEqual(['a/b'])
    expect(await keysOf(whole, '')).toEqual(['a/b'])
    expect((await all(whole.listUnfinished('')))[0]?.key).toBe('a/c')
    expect((await read(whole, 'a/b')).toString()).toBe('x')
  })

  test('a prefix is a folder: another that begins alike is not seen, nor is the folder’s own marker', async () => {
    await server.fill(bucket, ['p/', 'p/app', 'p2/app', 'pq'])
    await server.beginUpload(bucket, 'p2/half')
    expect(await keysOf(store({ prefix: 'p' }), '')).toEqual(['app'])
    expect(await all(store({ prefix: 'p' }).listUnfinished(''))).toEqual([])
  })

  test('with a forced path style the bucket is in the path, whatever the host’s name', async () => {
    const endpoint = proxy.endpoint.replace('127.0.0.1', 'localhost')
    await store({ endpoint, forcePathStyle: true }).put('a', from([Buffer.from('x')]), { signal: go() })
    expect(proxy.seen.at(-1)).toMatchObject({ path: `/${bucket}/p/a` })
    expect(proxy.seen.at(-1)?.headers.host).toMatch(/^localhost:/)
  })
})

describe('the region', () => {
  const signedFor = () =>
    /Credential=[^/]+\/\d+\/([^/]+)\//.exec(proxy.seen.at(-1)?.headers.authorization ?? '')?.[1]

  test('is the one that is set, else the environment’s, else us-east-1', async () => {
    await keysOf(store({}), '')
    expect(signedFor()).toBe('us-east-1')
    process.env.AWS_REGION = 'eu-north-1'
    await keysOf(store({}), '')
    expect(signedFor()).toBe('eu-north-1')
    await keysOf(store({ region: 'auto' }), '')
    expect(signedFor()).toBe('auto')
  })
})

describe('what an object is', () => {
  test('is told without its checksum where that takes a right one has not (KMS)', async () => {
    await putBoth({})
    proxy.fault = ({ headers }) => (headers['x-amz-checksum-mode'] ? s3Error(403, 'AccessDenied') : undefined)
    expect(await store({}).stat('large')).toEqual({ bytes: large.length })
    expect(await store({}).stat('none')).toBeUndefined()
  })

  test('an empty object’s is told too, where HEAD is refused at first', async () => {
    await store({}).put('empty', from([]), { signal: go() })
    proxy.fault = ({ headers }) => (headers['x-amz-checksum-mode'] ? s3Error(403, 'AccessDenied') : undefined)
    expect(await store({}).stat('empty')).toEqual({ bytes: 0 })
  })
})
