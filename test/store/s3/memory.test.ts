import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type FaultyProxy, type Seen, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { beS3User } from '../../servers/s3-user.ts'
import { inNode } from '../in-node.ts'

// A server that takes everything and keeps nothing, so that only the client is measured.
let proxy: FaultyProxy

beforeAll(async () => {
  proxy = await startFaultyProxy('http://127.0.0.1:1')
  proxy.fault = swallow
  beS3User({ accessKeyId: 'id', secretAccessKey: 'secret' })
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
})

function swallow({ method, query }: Seen) {
  if (method === 'HEAD') return { status: 404 }
  const created = '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>'
  if (query.has('uploads')) return { status: 200, body: created }
  return { status: 200, body: '<Done><ETag>"1"</ETag></Done>', headers: { etag: '"1"' } }
}

/** The peak memory of a program that uploads so much and does nothing else. */
async function peakMiB(uploadMiB: number): Promise<number> {
  const settings = { bucket: 'b', prefix: '', endpoint: proxy.endpoint, checksum: 'when-supported' }
  const [peak] = await inNode(
    ['s3/store.ts', 'openS3Store'],
    `const store = openS3Store(${JSON.stringify(settings)})
     const chunk = Buffer.alloc(65536) // one for all: what a source makes is not the store's to hold or to free
     const source = async function* () {
       for (let at = 0; at < ${uploadMiB * 16}; at++) yield chunk
     }
     await store.put('app', source(), { signal, expectedBytes: 2 ** 30 })
     say({ message: process.resourceUsage().maxRSS / 1024 })`,
  )
  return Number(peak)
}

test('memory is bounded, and does not grow with what is uploaded', async () => {
  const some = await peakMiB(100)
  // On a busy machine garbage is collected late, now and then (280 was seen): that raises one run, and a leak all of them.
  const tries = [await peakMiB(800), await peakMiB(800), await peakMiB(800)]
  const much = Math.min(...tries)
  // Measured: 162; a quarter of what would be held if uploaded parts were.
  expect(much).toBeLessThan(220)
  expect(much - some).toBeLessThan(100)
})
