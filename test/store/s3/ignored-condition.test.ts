import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openS3Store } from '../../../src/store/s3/store.ts'
import { ObjectExistsError } from '../../../src/store/store.ts'
import { all, from, randomBytes, read } from '../../contract/store.ts'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { type FaultyProxy, s3Error, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { beS3User } from '../../servers/s3-user.ts'

const MiB = 1024 ** 2
const { signal } = new AbortController()
let server: S3Server
let proxy: FaultyProxy

// rclone 1.75 and Google Cloud Storage answer 200 to a write that If-None-Match forbids.
beforeAll(async () => {
  server = await startS3Server()
  beS3User(server)
  await server.makeBucket('ignoring')
  proxy = await startFaultyProxy(server.endpoint)
  proxy.fault = ({ headers }) => ('if-none-match' in headers ? { without: ['if-none-match'] } : undefined)
}, 30_000)
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]()
  await server?.stop()
})

const open = (prefix: string) =>
  openS3Store({
    bucket: 'ignoring',
    prefix,
    endpoint: proxy.endpoint,
    checksum: 'when-supported',
    partBytes: 5 * MiB,
    patience: { attempts: 1 },
  })

test.each([
  ['in one request', 10],
  ['in parts', 6 * MiB],
])(
  'a server that ignores If-None-Match loses nothing to a slow write %s: it looks once more',
  async (_, bytes) => {
    const store = open(`slow-${bytes}`)
    const source = async function* () {
      await store.put('app', from([Buffer.from('of the quicker run')]), { signal })
      await sleep(1_100)
      yield randomBytes(bytes)
    }
    await expect(store.put('app', source(), { signal })).rejects.toThrow(ObjectExistsError)
    expect((await read(store, 'app')).toString()).toBe('of the quicker run')
    expect(await server.openUploads('ignoring')).toEqual([])
  },
)

// rclone 1.75 does so.
test('a server that says NoSuchUpload of a bucket without unfinished uploads has none', async () => {
  await using rclone = await startFaultyProxy(server.endpoint)
  rclone.fault = ({ query }) => (query.has('uploads') ? s3Error(404, 'NoSuchUpload') : undefined)
  const store = openS3Store({
    bucket: 'ignoring',
    prefix: '',
    endpoint: rclone.endpoint,
    checksum: 'when-supported',
  })
  expect(await all(store.listUnfinished(''))).toEqual([])
})
