import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type S3Server, startS3Server } from '../../servers/s3.ts'
import { type FaultyProxy, s3Error, startFaultyProxy } from '../../servers/s3-proxy.ts'
import { beS3User } from '../../servers/s3-user.ts'
import { inNode } from '../in-node.ts'

let server: S3Server
let proxy: FaultyProxy

beforeAll(async () => {
  server = await startS3Server()
  beS3User(server)
  await server.makeBucket('backups')
  proxy = await startFaultyProxy(server.endpoint)
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await server.stop()
})

/** Runs code that has a `store` at the endpoint; what it said. */
function withStore(endpoint: string, code: string): Promise<string[]> {
  const settings = {
    bucket: 'backups',
    prefix: 'p',
    endpoint,
    checksum: 'when-supported',
    partBytes: 5 * 1024 ** 2,
    patience: { attempts: 3, pauseMs: 10, connectMs: 3_000, idleMs: 1_000 },
  }
  return inNode(
    ['s3/store.ts', 'openS3Store'],
    `const store = openS3Store(${JSON.stringify(settings)})
     const list = () => Array.fromAsync(store.list('')).catch(say)
     ${code}`,
  )
}

test('nothing listening there is told with the host and the port', async () => {
  const port = await closedPort()
  expect(await withStore(`http://127.0.0.1:${port}`, 'await list()')).toEqual([
    `cannot list s3://backups/p: nothing listens at 127.0.0.1:${port} (ECONNREFUSED, 3 tries); check s3-endpoint, and the network`,
  ])
})

test('a host that does not exist is told as such', async () => {
  const [said] = await withStore('http://no-such-host.invalid', 'await list()')
  expect(said).toMatch(
    /^cannot list s3:\/\/backups\/p: the name of the host cannot be resolved: .*no-such-host.invalid; check s3-endpoint/,
  )
})

test('an endpoint’s password is in no message', async () => {
  const port = await closedPort()
  const [said] = await withStore(`http://me:hunter2@127.0.0.1:${port}`, 'await list()')
  expect(said).toContain(`127.0.0.1:${port}`)
  expect(said).not.toContain('hunter2')
})

test('https to a server without it is told as such', async () => {
  const [said] = await withStore(server.endpoint.replace('http:', 'https:'), 'await list()')
  expect(said).toMatch(/127.0.0.1:\d+ does not speak TLS; write http:\/\/ in s3-endpoint/)
})

test('a server killed half-way through an upload ends the write soon, with one clear message, and what becomes of its parts', async () => {
  const victim = await startS3Server()
  await victim.makeBucket('backups')
  const begun = performance.now()
  const said = await withStore(
    victim.endpoint,
    `const source = async function* () {
       yield Buffer.alloc(11_000_000)
       process.kill(${victim.pid}, 'SIGKILL')
       yield Buffer.alloc(11_000_000)
       await new Promise(() => setTimeout(() => {}, 60_000))
     }
     await store.put('app', source(), { signal }).catch(say)
     process.exit()`,
  )
  expect(said).toEqual([
    expect.stringMatching(
      /^cannot write s3:\/\/backups\/p\/app: (nothing listens at|the connection to) 127.0.0.1:\d+ [^;]*; [^;]*; its unfinished upload may be left there, and costs then: a prune removes it when it is 48 hours old$/,
    ),
  ])
  expect(performance.now() - begun).toBeLessThan(10_000)
  await victim.stop()
})

test('deleting one by one ends at once when the server goes away, not once per key', async () => {
  proxy.fault = (seen) => (seen.query.has('delete') ? s3Error(501, 'NotImplemented') : 'reset')
  const [said] = await withStore(
    proxy.endpoint,
    `await store.delete(Array.from({ length: 1000 }, (_, at) => 'app_' + at)).catch(say)`,
  )
  expect(said).toMatch(
    /^cannot delete s3:\/\/backups\/p\/app_\d: the connection to .* broke \(ECONNRESET, 3 tries\)/,
  )
  expect(proxy.seen.length).toBeLessThan(50)
})

test('no credentials anywhere are told with the ways to give them', async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env
  delete process.env.AWS_ACCESS_KEY_ID
  delete process.env.AWS_SECRET_ACCESS_KEY
  try {
    const [said] = await withStore(server.endpoint, 'await list()')
    expect(said).toMatch(
      /^cannot list s3:\/\/backups\/p: no usable credentials were found: .*; set AWS_ACCESS_KEY_ID and/,
    )
  } finally {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY })
  }
})

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
