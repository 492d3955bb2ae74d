import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { type FaultyProxy, startFaultyProxy } from '../servers/s3-proxy.ts'
import { eventually } from './eventually.ts'
import { halfWritten, holdDumps, makeBulk } from './held-dump.ts'
import type { Running } from './installed.ts'
import { into, Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'
import { wrappedClient } from './wrapper.ts'

let scene: Scene
let folder: Shelf
let bucket: Shelf
let before: Record<string, string>[]
beforeAll(async () => {
  scene = await Scene.set()
  await makeBulk(scene.server, 'app')
  folder = scene.folder('backups')
  bucket = await scene.bucket('backups')
  await scene.backUpBefore(folder, bucket)
  before = await contents()
})
afterAll(() => scene[Symbol.asyncDispose]())

const environment = () => scene.environment('app')

function backup(...shelves: readonly Shelf[]): string[] {
  return ['backup', '--compression', 'none', ...into(...shelves)]
}

function contents(): Promise<Record<string, string>[]> {
  return Promise.all([folder.contents(), bucket.contents()])
}

const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** How a stopped run has to end, and how soon: a job that is cancelled is killed some seconds later. */
async function expectStopped(run: Running, signal: keyof typeof codes): Promise<void> {
  const since = performance.now()
  run.child.kill(signal)
  const ended = await run.ended
  scene.expectFailure(ended, codes[signal], `stopped by ${signal}`)
  expect(performance.now() - since).toBeLessThan(6_000)
}

describe('stopped, it leaves every store as it was, to the byte, and nothing running:', () => {
  afterEach(async () => {
    expect(await contents()).toEqual(before)
  })

  describe.each(['folder', 'bucket'] as const)('half-way into a %s', (kind) => {
    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s', async (signal) => {
      const shelf = { folder, bucket }[kind]
      await using hold = await holdDumps(scene.server, 'app')
      const run = scene.installed.start(backup(shelf), environment())
      await hold.reached()
      await halfWritten(shelf)
      await expectStopped(run, signal)
    })
  })

  test('when the dump is stored already, and the roles are still being read', async () => {
    const client = await wrappedClient(scene, 'slow', { pg_dumpall: 'exec sleep 60' })
    const args = [...backup(folder, bucket), '--client-path', client]
    const run = scene.installed.start(args, environment())
    await eventually(
      () => run.descendants(),
      (found) => found.some(({ command }) => command === 'sleep 60'),
    )
    expect(Object.keys((await contents())[0] ?? {}).length).toBeGreaterThan(
      Object.keys(before[0] ?? {}).length,
    )
    await expectStopped(run, 'SIGTERM')
  })

  test('by impatient people, who press Ctrl-C again and again', async () => {
    await using hold = await holdDumps(scene.server, 'app')
    const run = scene.installed.start(backup(folder, bucket), environment())
    await hold.reached()
    await halfWritten(folder, bucket)
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) {
      run.child.kill(signal)
      await sleep(5)
    }
    await expectStopped(run, 'SIGINT')
  })

  test('by Ctrl-C at a terminal', async () => {
    await using hold = await holdDumps(scene.server, 'app')
    const { installed } = scene
    const keys = installed.path('keys')
    const quoted = installed
      .command(backup(folder, bucket))
      .map((word) => `'${word}'`)
      .join(' ')
    const typed = 'mkfifo "$0" && exec script --quiet --return --command "$1" /dev/null <"$0"'
    const run = installed.startProgram(['sh', '-c', typed, keys, quoted], environment())
    await using keyboard = await eventually(
      () => open(keys, 'r+').catch(() => undefined),
      (file) => file !== undefined,
    )
    await hold.reached()
    await halfWritten(folder, bucket)
    await keyboard?.write('\x03')
    const { code, stdout, left } = await run.ended
    expect([code, left]).toEqual([130, []])
    expect(stdout).toMatch(/error: stopped by SIGINT\r\n$/)
  })

  test('while the database server does not answer', async () => {
    await using silent = await silentServer()
    const mute = { ...environment(), DATABASE_URL: `postgresql://app:secret@127.0.0.1:${silent.port}/app` }
    const run = scene.installed.start(backup(folder), mute)
    await silent.connected
    await expectStopped(run, 'SIGINT')
  })

  test('while it waits for a table that another session has locked', async () => {
    await scene.server.query('app', 'create table locked ()')
    const locking = scene.server.query('app', 'begin; lock table locked; select pg_sleep(60)').catch(() => {})
    const run = scene.installed.start(backup(folder), environment())
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'LOCK TABLE%'`
    await eventually(
      () => scene.server.query('app', waiting),
      (found) => found.length > 0,
    )
    await expectStopped(run, 'SIGTERM')
    await scene.server.query(
      'app',
      `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`,
    )
    await locking
    await scene.server.query('app', 'drop table locked')
  })

  describe('while the S3 server hangs', () => {
    let proxy: FaultyProxy
    beforeAll(async () => {
      proxy = await startFaultyProxy(scene.s3.endpoint)
    })
    afterAll(async () => await proxy[Symbol.asyncDispose]())

    test.each([
      ['that it asks what is there', () => true],
      ['that it sends parts to', (query: URLSearchParams) => query.has('partNumber')],
    ] as const)('%s', async (_, hangs) => {
      proxy.fault = ({ query }) => (hangs(query) ? 'hang' : undefined)
      const args = [...backup(bucket), '--s3-endpoint', proxy.endpoint]
      const run = scene.installed.start(args, environment())
      await eventually(
        async () => proxy.seen.filter(({ query }) => hangs(query)).length,
        (hanging) => hanging > 0,
      )
      await expectStopped(run, 'SIGTERM')
      proxy.seen.length = 0
    })

    test.each(['list', 'prune --name app'])('that it wants to %s', async (command) => {
      proxy.fault = () => 'hang'
      const args = [...command.split(' '), ...into(bucket), '--s3-endpoint', proxy.endpoint]
      const run = scene.installed.start(args, environment())
      await eventually(
        async () => proxy.seen.length,
        (hanging) => hanging > 0,
      )
      await expectStopped(run, 'SIGINT')
      proxy.seen.length = 0
    })
  })
})

test('killed, it leaves parts of a dump and no backup; pg_dump ends by itself, and the next backup works', async () => {
  const shelves = [folder, bucket]
  const run = await (async () => {
    await using hold = await holdDumps(scene.server, 'app')
    const run = scene.installed.start(backup(...shelves), environment())
    await hold.reached()
    await halfWritten(...shelves)
    run.child.kill('SIGKILL')
    await once(run.child, 'exit')
    return run
  })()
  await eventually(
    () => run.descendants(),
    (left) => left.length === 0,
  )
  const [inFolder, inBucket] = await contents()
  expect(inFolder).toEqual({ ...before[0], [String(await folder.unfinished())]: expect.any(String) })
  expect(inBucket).toEqual({ ...before[1], [String(await bucket.unfinished())]: '' })
  const listed = await scene.installed.pgdrill(['list', '--json', ...into(...shelves)], environment())
  expect(JSON.parse(listed.stdout).backups).toHaveLength(1)
  expect(await scene.installed.pgdrill(backup(...shelves), environment())).toMatchObject({ code: 0 })
})

/** Accepts connections and says nothing. */
async function silentServer() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connected: once(server, 'connection'),
    [Symbol.asyncDispose]: async () => {
      server.close()
    },
  }
}
