import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { S3Settings } from '../../../src/store/s3/settings.ts'
import { openS3Store } from '../../../src/store/s3/store.ts'
import { ObjectMissingError } from '../../../src/store/store.ts'
import { from, read } from '../../contract/store.ts'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { type FaultyProxy, s3Error, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { beS3User } from '../../servers/s3-user.ts'

let server: S3Server
let proxy: FaultyProxy
beforeAll(async () => {
  server = await startS3Server()
  beS3User(server)
  await server.makeBucket('look-alikes')
}, 30_000)
afterAll(() => server?.stop())
beforeEach(async () => {
  proxy = await startFaultyProxy(server.endpoint)
})
afterEach(async () => {
  await proxy[Symbol.asyncDispose]()
})

const open = (prefix: string, more: Partial<S3Settings> = {}) =>
  openS3Store({
    bucket: 'look-alikes',
    prefix,
    endpoint: proxy.endpoint,
    checksum: 'when-supported',
    patience: { attempts: 2, pauseMs: 1 },
    ...more,
  })

// s3proxy 2.6 does so.
test('a server that refuses to be asked for checksums is asked without them from then on', async () => {
  proxy.fault = ({ headers }) =>
    'x-amz-checksum-mode' in headers ? s3Error(501, 'NotImplemented') : undefined
  const store = open('refuses')
  await store.put('app', from([Buffer.from('small')]), { signal: new AbortController().signal })
  expect(await store.stat('app')).toEqual({ bytes: 5 })
  expect(await store.stat('else')).toBeUndefined()
  expect(proxy.seen.filter(({ headers }) => 'x-amz-checksum-mode' in headers)).toHaveLength(1)
})

// versitygw 1.8 does so.
test('a 404 that is about the access key id is not taken for an object that is missing', async () => {
  proxy.fault = () => s3Error(404, 'XAdminUserNotFound')
  const reading = read(open('nobody'), 'app')
  await expect(reading).rejects.not.toThrow(ObjectMissingError)
  await expect(reading).rejects.toMatchObject({
    what: expect.stringContaining('the access key id is unknown'),
    cure: expect.stringContaining('AWS_ACCESS_KEY_ID'),
  })
})

// s3proxy 2.6 does so: its answer says no more than 501.
test('a storage class that a server refuses without a word is told with the option', async () => {
  proxy.fault = ({ headers }) => ('x-amz-storage-class' in headers ? { status: 501 } : undefined)
  const store = open('class', { storageClass: 'STANDARD_IA' })
  const writing = store.put('app', from([Buffer.from('small')]), { signal: new AbortController().signal })
  await expect(writing).rejects.toMatchObject({ cure: expect.stringContaining('s3-storage-class') })
  expect(await server.keys('look-alikes')).not.toContain('class/app')
})

// s3proxy 2.6 lists its folders so; the consoles of AWS and others make such objects.
test('what stands for a folder is no object of the store', async () => {
  await server.fill('look-alikes', ['folders/', 'folders/app.dir/', 'folders/app.dir/toc.dat'])
  const listed: string[] = []
  for await (const { key } of open('folders').list('')) listed.push(key)
  expect(listed).toEqual(['app.dir/toc.dat'])
})
