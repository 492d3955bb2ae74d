import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { bucketShelf, type Shelf } from '../end-to-end/shelf.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type S3Server, startS3Server } from '../servers/s3.ts'
import type { World } from './runner/workflows.ts'

/** A live server, a server for service containers, and a bucket. */
export interface Scene extends AsyncDisposable {
  /** With database `shop`, of 100 orders. */
  live: PostgresServer
  /** Where the service containers would be: everyone is let in, as by POSTGRES_HOST_AUTH_METHOD. */
  scratch: PostgresServer
  s3: S3Server
  shelf: Shelf
  /** The current folder of the steps, empty. */
  workspace: string
  /** A repository that is configured by variables and secrets alone, with these over them. */
  world(over?: Partial<World>): World
}

export async function startScene(): Promise<Scene> {
  const workspace = await mkdtemp(join(tmpdir(), 'pgdrill-workspace-'))
  const [live, scratch, s3] = await Promise.all([
    startPostgres(),
    startPostgres({ initdbArgs: ['--auth-host=trust'] }),
    startS3Server({ auth: true }),
  ])
  await s3.makeBucket('my-backups')
  await live.createDatabase('shop')
  await live.query('shop', 'create table orders as select n from generate_series(1, 100) n')
  return {
    live,
    scratch,
    s3,
    shelf: bucketShelf(s3, 'my-backups'),
    workspace,
    world: (over) => ({
      secrets: {
        DATABASE_URL: live.url('shop'),
        AWS_ACCESS_KEY_ID: s3.accessKeyId,
        AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
      },
      vars: {
        AWS_S3_BUCKET: 'my-backups',
        AWS_S3_PREFIX: 'nightly/db',
        S3_ENDPOINT: s3.endpoint,
        S3_FORCE_PATH_STYLE: 'true',
      },
      service: async () => ({ 5432: scratch.port }),
      enter: async () => ({ secrets: {}, vars: {} }),
      players: {},
      workspace,
      ...over,
    }),
    async [Symbol.asyncDispose]() {
      await Promise.all([live.stop(), scratch.stop(), s3.stop(), rm(workspace, { recursive: true })])
    },
  }
}

/** A backup is named by its second, and another one has been made in this one. */
export async function newSecond(): Promise<void> {
  await setTimeout(1005 - (Date.now() % 1000))
}
