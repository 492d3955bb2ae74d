import { afterAll, beforeAll } from '@jest/globals'
import { openS3Store } from '../../../src/store/s3/store.ts'
import { storeContract } from '../../contract/store.ts'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { beS3User } from '../../servers/s3-user.ts'

const MiB = 1024 ** 2
let server: S3Server
let buckets = 0

beforeAll(async () => {
  server = await startS3Server()
  beS3User(server)
})
afterAll(() => server.stop())

storeContract('S3', async () => {
  const bucket = `contract-${++buckets}`
  await server.makeBucket(bucket)
  const under = (key: string) => `nightly/db/${key}`
  return {
    store: openS3Store({
      bucket,
      prefix: 'nightly/db',
      endpoint: server.endpoint,
      checksum: 'when-supported',
      partBytes: 5 * MiB,
    }),
    pieceBytes: 5 * MiB,
    seed: (keys) => server.fill(bucket, keys.map(under)),
    remains: async () => {
      const open = (await server.openUploads(bucket)).map(({ key }) => `unfinished ${key}`)
      const keys = await server.keys(bucket)
      return [...keys.map((key) => key.slice(under('').length)), ...open].sort()
    },
    [Symbol.asyncDispose]: async () => {},
  }
})
