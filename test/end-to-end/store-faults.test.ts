import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type FaultyProxy, type Seen, s3Error, startFaultyProxy } from '../servers/s3-proxy.ts'
import { halfWritten, holdDumps, makeBulk } from './held-dump.ts'
import { into, Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.set()
  await makeBulk(scene.server, 'app')
})
afterAll(() => scene[Symbol.asyncDispose]())

const environment = () => scene.environment('app')

describe('a folder that takes 4 MiB of a dump of 12 MB', () => {
  // In a mount namespace of its own, so that no mount outlives the test. Not every machine lets its users do that.
  const namespace = ['unshare', '--map-root-user', '--mount']
  const mounts =
    spawnSync(namespace.join(' '), { shell: true, input: 'mount -t tmpfs none /mnt' }).status === 0
  const onTmpfs = mounts ? test : test.skip

  /** Backs up twice, the dump compressed and then not; what is in the folder after each comes out by its digests. */
  const script = `
    limit=$1 store=$2 out=$3; shift 3
    mkdir "$store" "$out" && cd "$store" && eval "$limit" && cd "$store" || exit
    "$@" >"$out/first" 2>&1
    sha256sum -- .* * >"$out/before" 2>/dev/null
    sleep 1 # one backup a second
    "$@" --compression none; code=$?
    sha256sum -- .* * >"$out/after" 2>/dev/null
    exit $code`

  async function expectRefused(name: string, limit: string, why: string, inside: readonly string[] = []) {
    const { installed } = scene
    const [store, out] = [installed.path(name), installed.path(`${name}-out`)]
    const pgdrill = installed.command(['backup', '--store', store])
    const command = [...inside, 'bash', '-c', script, 'bash', limit, store, out, ...pgdrill]
    const ended = await installed.startProgram(command, environment()).ended
    const error = `cannot write ${store}/app_backup_`
    scene.expectFailure(
      ended,
      1,
      new RegExp(`^error: ${error}\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\d-\\d\\d\\.sql: ${why}$`),
    )
    const [before, after] = await Promise.all(
      ['before', 'after'].map((file) => readFile(`${out}/${file}`, 'utf8')),
    )
    expect(before?.split('\n')).toHaveLength(5)
    expect(after).toBe(before)
  }

  onTmpfs('because its disk is full', async () => {
    const why = String.raw`the disk is full; free space there, or keep fewer backups \(keep-days\)`
    await expectRefused('disk', 'mount -t tmpfs -o size=4m small .', why, namespace)
  })

  test('because of a limit on files', async () => {
    const why = String.raw`the file would be larger than the file system or the limit \(ulimit -f\) allows`
    await expectRefused('limit', `trap '' XFSZ; ulimit -f 4096`, why)
  })
})

describe('after the S3 server', () => {
  let proxy: FaultyProxy
  let bucket: Shelf
  let before: Record<string, string>
  beforeAll(async () => {
    bucket = await scene.bucket('backups')
    await scene.backUpBefore(bucket)
    before = await bucket.contents()
  })
  beforeEach(async () => {
    proxy = await startFaultyProxy(scene.s3.endpoint)
  })
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]()
  })

  const start = () => {
    const args = ['backup', '--compression', 'none', ...into(bucket), '--s3-endpoint', proxy.endpoint]
    return scene.installed.start(args, environment())
  }
  const dump = /s3:\/\/backups\/nightly\/db\/app_backup_[\d_-]+\.sql/.source

  test('has died mid-upload, the error says so, and no backup has come of it', async () => {
    await using hold = await holdDumps(scene.server, 'app')
    const run = start()
    await hold.reached()
    await halfWritten(bucket)
    proxy.fault = () => 'reset'
    await hold.release()
    const why = `the connection to ${new URL(proxy.endpoint).host} broke \\(ECONNRESET, 6 tries\\); try again later`
    const left = 'its unfinished upload may be left there, and costs then: .*prune.*48 hours.*'
    scene.expectFailure(await run.ended, 1, new RegExp(`^error: cannot write ${dump}: ${why}; ${left}$`))
    // A server that is gone cannot be told to forget the upload: prune does that, two days later.
    const [upload = ''] = await bucket.unfinished()
    expect(await bucket.contents()).toEqual({ ...before, [upload]: '' })
  })

  test('refuses a part, nothing is left of the dump', async () => {
    const held = await bucket.contents()
    proxy.fault = ({ query }) => (query.get('partNumber') === '2' ? s3Error(403, 'AccessDenied') : undefined)
    const why =
      'permission denied: as the test wants; allow s3:PutObject on arn:aws:s3:::backups/nightly/db/\\*'
    scene.expectFailure(await start().ended, 1, new RegExp(`^error: cannot write ${dump}: ${why}$`))
    expect(await bucket.contents()).toEqual(held)
  })

  test('fails at the manifest, all that was written before it is removed', async () => {
    const held = await bucket.contents()
    proxy.fault = ({ method, path }) =>
      method === 'PUT' && path.endsWith('.manifest.json') ? s3Error(403, 'AccessDenied') : undefined
    const ended = await start().ended
    scene.expectFailure(ended, 1, /^error: cannot write .*\.manifest\.json: permission denied/)
    expect(await bucket.contents()).toEqual(held)
  })

  test('has lost the dump by the time it is asked for it, there is no manifest', async () => {
    const held = await bucket.contents()
    const isDump = ({ method, path }: Seen) => method === 'HEAD' && path.endsWith('.sql')
    proxy.fault = (seen) => (isDump(seen) && seen.before > 0 ? s3Error(404, 'NoSuchKey') : undefined)
    const ended = await start().ended
    scene.expectFailure(
      ended,
      1,
      new RegExp(`^error: cannot confirm ${dump}: the store took it and does not have it$`),
    )
    proxy.fault = () => undefined
    expect(await bucket.contents()).toEqual(held)
  })
})
