import { startS3Server } from '../servers/s3.ts'
import type { Access } from './bucket-client.ts'
import { compile } from './compile.ts'
import { rclone, seaweedfs, versitygw } from './kinds.ts'
import type { Asked } from './look/asking.ts'
import { s3proxy } from './s3proxy.ts'
import { start } from './server.ts'

type Started = Access & Pick<Asked, 'reader'> & AsyncDisposable

/** A server that can be had here, and the version that is. */
export interface Known {
  version: string
  start: () => Promise<Started>
}

/** Every server of docs/s3-servers.md that is run. */
export const servers: Readonly<Record<string, Known>> = {
  versitygw: { version: '1.8.0', start: startVersitygw },
  seaweedfs: { version: '4.48', start: () => start(seaweedfs) },
  rclone: { version: '1.75.2', start: () => start(rclone) },
  s3proxy: { version: '2.6.0', start: () => start(s3proxy) },
  moto: { version: '5.2.5', start: startMoto },
}

async function startVersitygw(): Promise<Started> {
  await compile('versitygw', 'github.com/versity/versitygw/cmd/versitygw@v1.8.0')
  return await start(versitygw)
}

/** With signatures and permissions checked, and a user who may only read. */
async function startMoto(): Promise<Started> {
  const server = await startS3Server({ auth: true })
  const Action = ['s3:GetObject', 's3:ListBucket']
  const reader = await server.makeUser([{ Effect: 'Allow', Action, Resource: '*' }])
  return Object.assign(server, { reader })
}
