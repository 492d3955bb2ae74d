import { afterAll, beforeAll } from '@jest/globals'
import { openS3Store } from '../../src/store/s3/store.ts'
import { storeContract } from '../contract/store.ts'
import { beS3User } from '../servers/s3-user.ts'
import { BucketClient } from './bucket-client.ts'
import { type Kind, start, type TriedServer } from './server.ts'

const MiB = 1024 ** 2

/** The whole contract of a store, with no setting but where the server is. */
export function s3Contract(name: string, kind: Kind): void {
  let server: TriedServer
  let client: BucketClient
  let stores = 0
  beforeAll(async () => {
    server = await start(kind)
    beS3User(server)
    client = new BucketClient(server, 'contract')
    await client.make()
  })
  afterAll(async () => {
    client.close()
    await server[Symbol.asyncDispose]()
  })

  storeContract(
    name,
    async () => {
      const prefix = `nightly-${++stores}/db`
      const relative = (key: string) => key.slice(prefix.length + 1)
      return {
        store: openS3Store({
          bucket: client.bucket,
          prefix,
          endpoint: server.endpoint,
          checksum: 'when-supported',
          partBytes: 5 * MiB,
        }),
        pieceBytes: 5 * MiB,
        seed: (keys) => client.fill(keys.map((key) => `${prefix}/${key}`)),
        remains: async () => {
          const open = (await client.openUploads(prefix)).map((key) => `unfinished ${relative(key)}`)
          const keys = (await client.keys(prefix)).filter((key) => !kind.gaps?.folders || !key.endsWith('/'))
          return [...keys.map(relative), ...open].sort()
        },
        [Symbol.asyncDispose]: async () => undefined,
      }
    },
    kind.gaps,
  )
}
