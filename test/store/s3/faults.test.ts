import { crc32 } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { PgdrillError } from '../../../src/errors.ts'
import type { S3Settings } from '../../../src/store/s3/settings.ts'
import { openS3Store } from '../../../src/store/s3/store.ts'
import { ObjectExistsError } from '../../../src/store/store.ts'
import { all, from, keysOf, randomBytes, read } from '../../contract/store.ts'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { type FaultyProxy, type Seen, s3Error, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { beS3User } from '../../servers/s3-user.ts'

const MiB = 1024 ** 2
const go = () => new AbortController().signal
const isPart = ({ method, query }: Seen) => method === 'PUT' && query.has('partNumber')
const isCreate = ({ method, query }: Seen) => method === 'POST' && query.has('uploads')
const isComplete = ({ method, query }: Seen) => method === 'POST' && query.has('uploadId')
const isAbort = ({ method, query }: Seen) => method === 'DELETE' && query.has('uploadId')
const isBulkDelete = ({ method, query }: Seen) => method === 'POST' && query.has('delete')
const isPut = ({ method, query }: Seen) => method === 'PUT' && query.size <= 1 && !query.has('partNumber')

let server: S3Server
let proxy: FaultyProxy
let bucket: string
let buckets = 0

beforeAll(async () => {
  server = await startS3Server()
  beS3User(server)
})
afterAll(() => server.stop())
beforeEach(async () => {
  bucket = `faults-${++buckets}`
  await server.makeBucket(bucket)
  proxy = await startFaultyProxy(server.endpoint)
})
afterEach(async () => {
  await proxy[Symbol.asyncDispose]()
})

// Idle times are short only where the server hangs: a busy machine is no fault.
const quick = { attempts: 4, pauseMs: 10, connectMs: 5_000, idleMs: 20_000 }

function store(settings: Partial<S3Settings> = {}) {
  return openS3Store({
    bucket,
    prefix: 'p',
    endpoint: proxy.endpoint,
    checksum: 'when-supported',
    partBytes: 5 * MiB,
    patience: quick,
    ...settings,
  })
}

const large = randomBytes(11 * MiB)
const putLarge = (settings?: Partial<S3Settings>) =>
  store(settings).put('app', from([large]), { signal: go() })
const putSmall = (settings?: Partial<S3Settings>) =>
  store(settings).put('app', from([Buffer.from('small')]), { signal: go() })

async function expectNothing(): Promise<void> {
  expect(await server.keys(bucket)).toEqual([])
  expect(await server.openUploads(bucket)).toEqual([])
}

describe('a part', () => {
  test('that fails twice with 500 is sent a third time, and the object is whole', async () => {
    proxy.fault = (seen) =>
      isPart(seen) && seen.query.get('partNumber') === '2' && seen.before < 2
        ? s3Error(500, 'InternalError')
        : undefined
    await putLarge()
    expect((await read(store(), 'app')).equals(large)).toBe(true)
    expect(proxy.seen.filter(isPart).length).toBe(5)
  })

  test.each(['reset', 'lose'] as const)('whose connection breaks (%s) is sent again', async (fault) => {
    proxy.fault = (seen) => (isPart(seen) && seen.before === 0 ? fault : undefined)
    await putLarge()
    expect((await read(store(), 'app')).equals(large)).toBe(true)
  })

  test('that hangs once is sent again after a time-out', async () => {
    proxy.fault = (seen) => (isPart(seen) && seen.before === 0 ? 'hang' : undefined)
    await putLarge({ patience: { ...quick, idleMs: 500 } })
    expect((await read(store(), 'app')).equals(large)).toBe(true)
  })

  test('that never gets through ends the write with one clear message, and nothing stays', async () => {
    proxy.fault = (seen) => (isPart(seen) ? s3Error(503, 'SlowDown') : undefined)
    const failed = putLarge()
    await expect(failed).rejects.toThrow(PgdrillError)
    await expect(failed).rejects.toThrow(
      `cannot write s3://${bucket}/p/app: the server failed (503 SlowDown, 4 tries); try again later`,
    )
    await expectNothing()
  })

  test('that fails ends the write although the source is silent', async () => {
    proxy.fault = (seen) => (isPart(seen) ? s3Error(403, 'AccessDenied') : undefined)
    const source = async function* () {
      yield large
      await new Promise(() => {})
    }
    await expect(store().put('app', source(), { signal: go() })).rejects.toThrow('permission denied')
    await expectNothing()
  })

  test('that hangs does not hold up a write whose source fails', async () => {
    proxy.fault = (seen) => (isPart(seen) ? 'hang' : undefined)
    const died = new Error('pg_dump was killed')
    const source = async function* () {
      yield large
      throw died
    }
    const begun = performance.now()
    await expect(store().put('app', source(), { signal: go() })).rejects.toBe(died)
    expect(performance.now() - begun).toBeLessThan(10_000)
    await expectNothing()
  })

  test('is never sent with "Expect: 100-continue", which costs a connection each and hangs on some servers', async () => {
    await putLarge()
    expect(proxy.seen.filter(({ headers }) => headers.expect !== undefined)).toEqual([])
  })

  test('is one of at most 10,000; the error for more names the option', async () => {
    const { MultipartUpload } = await import('../../../src/store/s3/multipart.ts')
    const { Bucket } = await import('../../../src/store/s3/bucket.ts')
    const settings: S3Settings = { bucket, prefix: 'p', endpoint: proxy.endpoint, checksum: 'when-supported' }
    const features = { conditional: true, checksum: true }
    const target = {
      bucket: new Bucket(settings),
      features,
      key: 'app',
      overwrite: false,
      partBytes: 8 * MiB,
    }
    const upload = await MultipartUpload.begin(target, go())
    const tooMany = upload.send({ number: 10_001, body: Buffer.from('x'), last: true }, go())
    await expect(tooMany).rejects.toThrow('is larger than 10000 parts of 8 MiB')
    await expect(tooMany).rejects.toThrow('set s3-part-size to 16MiB or more')
    await expect(upload.abandon(new Error('outgrown'))).rejects.toThrow('outgrown')
    await expectNothing()
  })
})

describe('a server', () => {
  test('that never answers is given up after a time-out', async () => {
    proxy.fault = () => 'hang'
    const failed = putSmall({ patience: { attempts: 2, pauseMs: 10, idleMs: 200 } })
    await expect(failed).rejects.toThrow(/no answer from 127.0.0.1:\d+ in time, 2 tries; check s3-endpoint/)
  })

  test('that is not an S3 server is told as such', async () => {
    proxy.fault = () => ({ status: 200, body: '<html><body>Welcome</body></html>' })
    await expect(keysOf(store(), '')).rejects.toThrow(
      /did not answer as an S3 server does; check s3-endpoint/,
    )
    proxy.fault = () => ({ status: 404, body: '<html><body>no page</body></html>' })
    await expect(keysOf(store(), '')).rejects.toThrow(/^cannot list s3:\/\//)
  })

  test('that sends us to the bucket’s region is followed, once', async () => {
    const inRegion = ({ headers }: Seen) =>
      /Credential=[^/]+\/\d+\/eu-central-1\//.test(headers.authorization ?? '')
    proxy.fault = (seen) =>
      inRegion(seen)
        ? undefined
        : {
            status: 301,
            headers: { 'x-amz-bucket-region': 'eu-central-1' },
            body: '<Error><Code>PermanentRedirect</Code></Error>',
          }
    const here = store()
    // Both learn of the region at the same time.
    expect(await Promise.all([keysOf(here, ''), keysOf(here, 'a')])).toEqual([[], []])
    await here.put('app', from([large]), { signal: go() })
    expect(await keysOf(here, 'a')).toEqual(['app'])
    expect(proxy.seen.filter((seen) => !inRegion(seen)).length).toBe(2)
  })

  test('that sends us round in circles is told as a wrong region', async () => {
    proxy.fault = () => s3Error(400, 'AuthorizationHeaderMalformed', '<Region>eu-west-9</Region>')
    await expect(keysOf(store(), '')).rejects.toThrow(
      'the bucket is in another region, eu-west-9; set s3-region',
    )
    expect(proxy.seen.length).toBe(2)
  })
})

describe('a completion', () => {
  test('that answers 200 with an error in its body is no success', async () => {
    proxy.fault = (seen) =>
      isComplete(seen) ? { ...(s3Error(200, 'InternalError') as object), status: 200 } : undefined
    await expect(putLarge()).rejects.toThrow(/the server failed/)
    await expectNothing()
  })

  test('whose answer is lost counts as done when the object is there', async () => {
    proxy.fault = (seen) => (isComplete(seen) && seen.before === 0 ? 'lose' : undefined)
    await putLarge()
    expect((await read(store(), 'app')).equals(large)).toBe(true)
    expect(proxy.seen.filter(isAbort)).toEqual([])
  })

  test('whose every answer is lost counts as done when the object is there', async () => {
    proxy.fault = (seen) => (isComplete(seen) ? 'lose' : undefined)
    await putLarge()
    expect((await read(store(), 'app')).equals(large)).toBe(true)
  })

  test('that was done, and then says the upload is unknown or the key taken, counts as done', async () => {
    for (const [status, code] of [
      [404, 'NoSuchUpload'],
      [412, 'PreconditionFailed'],
    ] as const) {
      proxy.fault = (seen) =>
        isComplete(seen) ? (seen.before === 0 ? 'lose' : s3Error(status, code)) : undefined
      await putLarge()
      expect((await read(store(), 'app')).equals(large)).toBe(true)
      await store().delete(['app'])
    }
  })

  test('of an upload that someone else aborted says so', async () => {
    proxy.fault = (seen) => (isComplete(seen) ? s3Error(404, 'NoSuchUpload') : undefined)
    await expect(putLarge()).rejects.toThrow(
      'the unfinished upload was aborted by someone else; look for a lifecycle rule',
    )
  })

  // SeaweedFS 4.48 forgets every upload of a key when one of them is completed.
  test('of an upload that another write of the key made unknown is refused as taken', async () => {
    proxy.fault = (seen) => (isComplete(seen) ? s3Error(404, 'NoSuchUpload') : undefined)
    const source = async function* () {
      yield large
      await server.fill(bucket, ['p/app'])
    }
    await expect(store().put('app', source(), { signal: go() })).rejects.toThrow(ObjectExistsError)
    expect(await server.keys(bucket)).toEqual(['p/app'])
  })

  test('that meets another write of the key is refused as taken', async () => {
    proxy.fault = (seen) => (isComplete(seen) ? s3Error(409, 'ConditionalRequestConflict') : undefined)
    await expect(putLarge()).rejects.toThrow(ObjectExistsError)
    await expectNothing()
  })
})

describe('a small write', () => {
  test('whose answer is lost counts as done when the object is there, not as a taken key', async () => {
    proxy.fault = (seen) => (isPut(seen) && seen.before === 0 ? 'lose' : undefined)
    await putSmall()
    expect((await read(store(), 'app')).toString()).toBe('small')
  })

  test('that met another’s object while its answer was lost is refused as taken', async () => {
    proxy.fault = (seen) => {
      if (!isPut(seen)) return undefined
      return seen.before === 0 ? 'reset' : s3Error(412, 'PreconditionFailed')
    }
    await expect(putSmall()).rejects.toThrow(ObjectExistsError)
  })

  test('that is aborted on its way is either there or rejected', async () => {
    const stop = new AbortController()
    proxy.fault = (seen) => {
      if (!isPut(seen)) return undefined
      stop.abort(new PgdrillError('stopped by SIGTERM'))
      return 'hang'
    }
    const put = store({ patience: { idleMs: 30_000 } }).put('app', from([Buffer.from('small')]), {
      signal: stop.signal,
    })
    const begun = performance.now()
    await expect(put).rejects.toThrow('stopped by SIGTERM')
    expect(performance.now() - begun).toBeLessThan(6_000)
    await expectNothing()
  })

  test('that is aborted when it was done already resolves', async () => {
    const stop = new AbortController()
    proxy.fault = (seen) => {
      if (isPut(seen)) stop.abort(new PgdrillError('stopped by SIGTERM'))
      return undefined
    }
    await store().put('app', from([Buffer.from('small')]), { signal: stop.signal })
    expect(await server.keys(bucket)).toEqual(['p/app'])
  })
})

describe('a begin', () => {
  test.each(['lose', 'twice'] as const)(
    'that is carried out twice (%s) leaves no upload behind',
    async (fault) => {
      proxy.fault = (seen) => (isCreate(seen) && seen.before === 0 ? fault : undefined)
      await putLarge()
      expect((await read(store(), 'app')).equals(large)).toBe(true)
      expect(await server.openUploads(bucket)).toEqual([])
    },
  )

  test('is no failure of who may not list what is open, or hears nothing of it', async () => {
    for (const fault of [s3Error(403, 'AccessDenied'), 'reset' as const]) {
      proxy.fault = ({ method, query }) => (method === 'GET' && query.has('uploads') ? fault : undefined)
      await putLarge()
      expect((await read(store(), 'app')).equals(large)).toBe(true)
      await store().delete(['app'])
    }
  })
})

describe('an abort of the upload', () => {
  test('that is denied is told with the permission it takes, beside why the write failed', async () => {
    proxy.fault = (seen) => (isAbort(seen) ? s3Error(403, 'AccessDenied') : undefined)
    const source = async function* () {
      yield large
      throw new PgdrillError('pg_dump was killed')
    }
    const failed = store().put('app', source(), { signal: go() })
    await expect(failed).rejects.toThrow(
      /^pg_dump was killed; besides, the unfinished upload stays there and costs: /,
    )
    await expect(failed).rejects.toThrow(
      `allow s3:AbortMultipartUpload on arn:aws:s3:::${bucket}/p/*, then prune: a prune removes it when it is 48 hours old`,
    )
  })

  test('that finds it gone already is no further trouble', async () => {
    proxy.fault = (seen) => (isAbort(seen) ? s3Error(404, 'NoSuchUpload') : undefined)
    const died = new PgdrillError('pg_dump was killed')
    const source = async function* () {
      yield large
      throw died
    }
    await expect(store().put('app', source(), { signal: go() })).rejects.toBe(died)
  })

  test('that fails does not change how the program must exit', async () => {
    proxy.fault = (seen) => (isAbort(seen) ? s3Error(403, 'AccessDenied') : undefined)
    const { StoppedError } = await import('../../../src/errors.ts')
    const source = async function* () {
      yield large
      throw new StoppedError('SIGTERM')
    }
    await expect(store().put('app', source(), { signal: go() })).rejects.toHaveProperty('exitCode', 143)
  })
})

test('an abort while an upload is begun does not lose the upload’s id', async () => {
  const stop = new AbortController()
  proxy.fault = (seen) => {
    if (isCreate(seen)) stop.abort(new PgdrillError('stopped by SIGTERM'))
    return undefined
  }
  await expect(store().put('app', from([large]), { signal: stop.signal })).rejects.toThrow(
    'stopped by SIGTERM',
  )
  expect(proxy.seen.filter(isAbort).length).toBe(1)
  await expectNothing()
})

describe('If-None-Match', () => {
  test.each([
    ['501 NotImplemented', s3Error(501, 'NotImplemented')],
    ['400 InvalidArgument', s3Error(400, 'InvalidArgument')],
  ])('refused with %s is left out, and the key is looked at instead', async (_, refusal) => {
    proxy.fault = (seen) => (seen.headers['if-none-match'] ? refusal : undefined)
    const here = store()
    await here.put('small', from([Buffer.from('x')]), { signal: go() })
    await here.put('large', from([large]), { signal: go() })
    expect((await read(here, 'large')).equals(large)).toBe(true)
    expect(proxy.seen.filter(({ headers }) => headers['if-none-match']).length).toBe(1)
    expect(proxy.seen.filter(({ headers }) => headers['x-amz-checksum-crc32']).length).toBeGreaterThan(3)
    await expect(here.put('small', from([]), { signal: go() })).rejects.toThrow(ObjectExistsError)
  })

  test('refused, a key that was taken meanwhile is still not replaced', async () => {
    proxy.fault = (seen) => (seen.headers['if-none-match'] ? s3Error(501, 'NotImplemented') : undefined)
    for (const content of [Buffer.from('mine'), large]) {
      const source = async function* () {
        await server.fill(bucket, ['p/app'])
        yield content
      }
      await expect(store().put('app', source(), { signal: go() })).rejects.toThrow(ObjectExistsError)
      expect((await read(store(), 'app')).toString()).toBe('x')
      expect(await server.openUploads(bucket)).toEqual([])
      await store().delete(['app'])
    }
  })

  test('ignored by the server, a taken key is refused all the same', async () => {
    proxy.fault = () => ({ without: ['if-none-match'] })
    await server.fill(bucket, ['p/app'])
    await expect(putSmall()).rejects.toThrow(ObjectExistsError)
    expect((await read(store(), 'app')).toString()).toBe('x')
  })
})

describe('checksums', () => {
  const hasCrc = ({ headers }: Seen) =>
    Object.keys(headers).some(
      (name) => name.startsWith('x-amz-checksum-') || name === 'x-amz-sdk-checksum-algorithm',
    )

  test('go with every write, and the server keeps one of the whole object', async () => {
    await putLarge()
    expect(await store().stat('app')).toEqual({ bytes: large.length, crc32: crc32(large) })
    const told = Buffer.from(String(proxy.seen.find(isComplete)?.headers['x-amz-checksum-crc32']), 'base64')
    expect(told.readUInt32BE()).toBe(crc32(large))
    const writes = proxy.seen.filter((seen) => isPart(seen) || isCreate(seen) || isComplete(seen))
    expect(writes.filter((seen) => !hasCrc(seen))).toEqual([])
  })

  test('refused by the server are left out: parts and objects carry Content-MD5', async () => {
    proxy.fault = (seen) =>
      hasCrc(seen) && !isBulkDelete(seen) && seen.method !== 'HEAD'
        ? s3Error(501, 'NotImplemented')
        : undefined
    const here = store()
    await here.put('large', from([large]), { signal: go() })
    await here.put('small', from([Buffer.from('x')]), { signal: go() })
    expect((await read(here, 'large')).equals(large)).toBe(true)
    const sent = proxy.seen.filter((seen) => (isPart(seen) || isPut(seen)) && !hasCrc(seen))
    expect(sent.map(({ headers }) => typeof headers['content-md5'])).toEqual([
      'string',
      'string',
      'string',
      'string',
    ])
    expect(sent.at(-1)?.headers['if-none-match']).toBe('*')
  })

  test('are never sent, and never asked for, when only the required ones are wanted', async () => {
    const here = store({ checksum: 'when-required' })
    await here.put('large', from([large]), { signal: go() })
    await here.put('small', from([Buffer.from('x')]), { signal: go() })
    await here.stat('large')
    expect(proxy.seen.filter(hasCrc)).toEqual([])
    expect(proxy.seen.filter(({ headers }) => headers['x-amz-checksum-mode'])).toEqual([])
    const bodies = proxy.seen.filter((seen) => isPart(seen) || isPut(seen))
    expect(bodies.every(({ headers }) => headers['content-md5'] !== undefined)).toBe(true)
  })

  test('of a server that makes one of the parts’ are no checksum of the whole', async () => {
    proxy.fault = (seen) =>
      seen.headers['x-amz-checksum-type'] ? { without: ['x-amz-checksum-type'] } : undefined
    await putLarge()
    expect(await store().stat('app')).toEqual({ bytes: large.length })
    expect((await read(store(), 'app')).equals(large)).toBe(true)
  })

  test('that do not agree are told as damage', async () => {
    proxy.fault = (seen) => (isPart(seen) ? s3Error(400, 'BadDigest') : undefined)
    await expect(putLarge()).rejects.toThrow('the data were damaged on their way (BadDigest)')
    await expectNothing()
  })
})

describe('reading', () => {
  const isGet = ({ method, path }: Seen) => method === 'GET' && path.endsWith('/app')

  test('goes on where the connection broke', async () => {
    await putLarge()
    proxy.fault = (seen) => (isGet(seen) && seen.before < 6 ? { truncate: 1_000_000 } : undefined)
    expect((await read(store(), 'app')).equals(large)).toBe(true)
    const ranges = proxy.seen.filter(isGet).map(({ headers }) => headers.range)
    expect(ranges.slice(0, 3)).toEqual([undefined, 'bytes=1000000-', 'bytes=2000000-'])
    expect(proxy.seen.filter(isGet).at(-1)?.headers['if-match']).toBeDefined()
  })

  test('that gets no further is an error, never a short object', async () => {
    await putLarge()
    proxy.fault = (seen) => (isGet(seen) ? { truncate: seen.before === 0 ? 1_000_000 : 0 } : undefined)
    let bytes = 0
    const reading = async () => {
      for await (const chunk of store().get('app', { signal: go() })) bytes += chunk.length
    }
    await expect(reading()).rejects.toThrow(/^cannot read s3:.*the connection to 127.0.0.1:\d+ broke/)
    expect(bytes).toBe(1_000_000)
  })

  test('of an object that was replaced meanwhile is an error, not a mixture', async () => {
    await putLarge()
    proxy.fault = (seen) => (isGet(seen) && seen.before === 0 ? { truncate: 1_000_000 } : undefined)
    const reading = async () => {
      for await (const _ of store().get('app', { signal: go() })) await server.fill(bucket, ['p/app'])
    }
    await expect(reading()).rejects.toThrow(/it was replaced while it was read/)
  })
})

describe('removing', () => {
  const keys = Array.from({ length: 2_500 }, (_, at) => `app_${at}`)

  test('takes one request per thousand keys, and listing too', async () => {
    await server.fill(
      bucket,
      keys.map((key) => `p/${key}`),
    )
    expect((await keysOf(store(), 'app_')).length).toBe(2_500)
    expect(proxy.count('GET', 'list-type')).toBe(3)
    await store().delete(keys)
    expect(proxy.count('POST', 'delete')).toBe(3)
    await expectNothing()
  })

  test.each([
    ['501 NotImplemented', s3Error(501, 'NotImplemented')],
    ['400 MalformedXML', s3Error(400, 'MalformedXML')],
    ['400 InvalidRequest, for want of Content-MD5', s3Error(400, 'InvalidRequest')],
    ['405 MethodNotAllowed', s3Error(405, 'MethodNotAllowed')],
  ])(
    'where bulk delete is refused with %s goes one by one, and bulk is not tried again',
    async (_, refusal) => {
      const few = keys.slice(0, 20)
      await server.fill(
        bucket,
        few.map((key) => `p/${key}`),
      )
      proxy.fault = (seen) => (isBulkDelete(seen) ? refusal : undefined)
      const here = store()
      await here.delete([...few, 'never-was'])
      await here.delete(['gone-already'])
      await expectNothing()
      expect(proxy.seen.filter(isBulkDelete).length).toBe(1)
    },
  )

  test('names the keys that stayed, in bulk', async () => {
    proxy.fault = (seen) =>
      isBulkDelete(seen)
        ? {
            status: 200,
            body: '<DeleteResult><Error><Key>p/a</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error></DeleteResult>',
          }
        : undefined
    await expect(store().delete(['a', 'b'])).rejects.toThrow(
      `cannot delete from s3://${bucket}/p: a (permission denied); allow s3:DeleteObject on arn:aws:s3:::${bucket}/p/*`,
    )
  })

  test('names the keys that stayed, one by one, and removes the others', async () => {
    await server.fill(bucket, ['p/a', 'p/b', 'p/c'])
    proxy.fault = (seen) => {
      if (isBulkDelete(seen)) return s3Error(501, 'NotImplemented')
      return seen.method === 'DELETE' && seen.path.endsWith('/b') ? s3Error(403, 'AccessDenied') : undefined
    }
    await expect(store().delete(['a', 'b', 'c'])).rejects.toThrow(
      /: b \(permission denied.*allow s3:DeleteObject/,
    )
    expect(await server.keys(bucket)).toEqual(['p/b'])
  })

  test('an upload’s listing turns its pages', async () => {
    const uploads = keys.slice(0, 1_200)
    for (const key of uploads) await server.beginUpload(bucket, `p/${key}`)
    await server.beginUpload(bucket, 'p/other', 3 * 86_400)
    const found = await all(store().listUnfinished('app_'))
    expect(found.map(({ key }) => key).sort()).toEqual([...uploads].sort())
    expect(proxy.count('GET', 'uploads')).toBe(2)
    const [other] = await all(store().listUnfinished('other'))
    expect(Date.now() - (other?.startedAt.getTime() ?? 0)).toBeGreaterThan(2.9 * 86_400_000)
  })

  test('a server that cannot list uploads has none', async () => {
    proxy.fault = (seen) => (seen.query.has('uploads') ? s3Error(501, 'NotImplemented') : undefined)
    expect(await all(store().listUnfinished(''))).toEqual([])
  })
})
