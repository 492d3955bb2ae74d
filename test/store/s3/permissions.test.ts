import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openS3Store } from '../../../src/store/s3/store.ts'
import { ObjectExistsError, type Store } from '../../../src/store/store.ts'
import { all, from, keysOf, randomBytes, read } from '../../contract/store.ts'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { beS3User } from '../../servers/s3-user.ts'

// Every request is signed here, and the server checks the signature and the user's policy.
let server: S3Server
let bucket: string
let buckets = 0

beforeAll(async () => {
  server = await startS3Server({ auth: true })
})
afterAll(() => server.stop())
beforeEach(async () => {
  bucket = `private-${++buckets}`
  await server.makeBucket(bucket)
  await server.fill(bucket, ['p/old'])
  await server.beginUpload(bucket, 'p/half')
})

const MiB = 1024 ** 2
const go = () => new AbortController().signal
const large = randomBytes(6 * MiB)

function store(): Store {
  return openS3Store({
    bucket,
    prefix: 'p',
    endpoint: server.endpoint,
    checksum: 'when-supported',
    partBytes: 5 * MiB,
  })
}

const calls: Record<string, (store: Store) => Promise<unknown>> = {
  'a small put': (store) => store.put('new', from([Buffer.from('x')]), { signal: go() }),
  'a large put': (store) => store.put('new', from([large]), { signal: go() }),
  get: (store) => read(store, 'old'),
  stat: (store) => store.stat('old'),
  list: (store) => keysOf(store, ''),
  delete: (store) => store.delete(['old']),
  listUnfinished: (store) => all(store.listUnfinished('')),
  discard: (store) =>
    server
      .openUploads(bucket)
      .then(([open]) => store.discard({ key: 'half', id: open?.id ?? '', startedAt: new Date() })),
}

/** The user may do these on objects under the prefix, and those on the bucket. */
async function beUserWho(
  mayOnObjects: readonly string[],
  mayOnBucket: readonly string[] = [],
): Promise<void> {
  const statements = [
    { Effect: 'Allow' as const, Action: mayOnObjects, Resource: `arn:aws:s3:::${bucket}/p/*` },
    { Effect: 'Allow' as const, Action: mayOnBucket, Resource: `arn:aws:s3:::${bucket}` },
  ]
  beS3User(await server.makeUser(statements.filter(({ Action }) => Action.length > 0)))
}

describe.each(Object.entries(calls))('%s', (_, call) => {
  test('with a wrong secret says that the secret is wrong, and never what it is', async () => {
    beS3User({ ...server, secretAccessKey: 'not-the-secret' })
    const error = await call(store()).catch((error: unknown) => error)
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(
        /: the secret access key is wrong \(SignatureDoesNotMatch\); check AWS_SECRET_ACCESS_KEY/,
      ),
    )
    for (const secret of ['not-the-secret', server.accessKeyId]) expect(`${error}`).not.toContain(secret)
  })

  test('with an unknown access key says so', async () => {
    beS3User({ ...server, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })
    await expect(call(store())).rejects.toThrow(
      /the access key id is unknown at 127.0.0.1:\d+ \(InvalidAccessKeyId\); check AWS_ACCESS_KEY_ID/,
    )
  })

  test('on a bucket that is not there names it', async () => {
    beS3User(server)
    bucket = 'no-such-bucket'
    const done = call(store())
    // An answer to HEAD cannot say whether the key or the bucket is missing, so stat sees no object.
    if (call === calls.stat) expect(await done).toBeUndefined()
    else if (call === calls.discard) await expect(done).rejects.toThrow()
    else await expect(done).rejects.toThrow(/there is no bucket "no-such-bucket" at 127.0.0.1:\d+; create it/)
  })
})

describe('a missing permission is named, and on what', () => {
  test.each([
    ['a small put', 's3:PutObject', 'objects'],
    ['a large put', 's3:PutObject', 'objects'],
    ['get', 's3:GetObject', 'objects'],
    ['stat', 's3:GetObject', 'objects'],
    ['delete', 's3:DeleteObject', 'objects'],
    ['discard', 's3:AbortMultipartUpload', 'objects'],
    ['list', 's3:ListBucket', 'bucket'],
    ['listUnfinished', 's3:ListBucketMultipartUploads', 'bucket'],
  ])('%s without %s', async (call, permission, on) => {
    const objects = ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload']
    const onBucket = ['s3:ListBucket', 's3:ListBucketMultipartUploads']
    await beUserWho(objects, onBucket)
    await calls[call]?.(store())
    await store().delete(['new'])
    await server.fill(bucket, ['p/old'])
    const others = (list: string[]) => list.filter((one) => one !== permission)
    await beUserWho(others(objects), others(onBucket))
    const resource = on === 'bucket' ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/p/*`
    const refused = calls[call]?.(store())
    await expect(refused).rejects.toThrow('permission denied')
    await expect(refused).rejects.toThrow(`; allow ${permission} on ${resource}`)
  })

  test('an upload that may not be aborted says which permission that takes', async () => {
    await beUserWho(['s3:PutObject', 's3:GetObject'], ['s3:ListBucket'])
    const source = async function* () {
      yield large
      throw new Error('pg_dump was killed')
    }
    await expect(store().put('new', source(), { signal: go() })).rejects.toThrow(
      `pg_dump was killed; besides, the unfinished upload stays there and costs: cannot delete s3://${bucket}/p/new: permission denied; allow s3:AbortMultipartUpload on arn:aws:s3:::${bucket}/p/*, then prune: a prune removes it when it is 48 hours old`,
    )
  })
})

test.each(['a small put', 'a large put'])(
  '%s needs no more than s3:PutObject, and still replaces nothing',
  async (call) => {
    await beUserWho(['s3:PutObject', 's3:AbortMultipartUpload'])
    await calls[call]?.(store())
    expect(await server.keys(bucket)).toEqual(['p/new', 'p/old'])
    await expect(calls[call]?.(store())).rejects.toThrow(ObjectExistsError)
  },
)
