import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { InconclusiveError } from '../../src/errors.ts'
import { connect } from '../../src/postgres/client.ts'
import { startScratchCluster } from '../../src/postgres/scratch-cluster.ts'
import { removeLeftovers, serverOwner } from '../../src/postgres/scratch-folder.ts'
import { chooseServer } from '../../src/postgres/server-programs.ts'

const options = { major: 14, path: process.env.PATH ?? '', signal: new AbortController().signal }

async function pidOf(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'data/postmaster.pid'), 'utf8'), 10)
}

/** Whether a process runs; one that has ended and that nobody has asked about does not. */
async function runs(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return status !== undefined && !/\) Z /.test(status)
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 15_000; !(await isTrue()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error('it did not come true within 15 s')
  }
}

describe('a scratch cluster', () => {
  test('answers on its socket in a private folder and nowhere else, and is gone afterwards', async () => {
    const cluster = await startScratchCluster(options)
    const folder = dirname(cluster.connection.host)
    const pid = await pidOf(folder)
    try {
      await using client = await connect(cluster.connection)
      const [row] = await client.query(
        `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
                current_setting('server_version_num')::int / 10000 as major`,
      )
      expect(row).toEqual({ addresses: '', fsync: 'off', major: cluster.major })
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
    } finally {
      await cluster[Symbol.asyncDispose]()
    }
    expect(existsSync(folder)).toBe(false)
    expect(await runs(pid)).toBe(false)
  })

  test('that is stopped while it starts leaves nothing behind, and says why it stopped', async () => {
    const stopped = new Error('stopped')
    const controller = new AbortController()
    setTimeout(() => controller.abort(stopped), 150)
    await expect(startScratchCluster({ ...options, signal: controller.signal })).rejects.toBe(stopped)
  })

  test.each(['SIGKILL', 'SIGTERM'] as const)('is gone when its maker died of %s', async (signal) => {
    const [maker, folder] = await makerOf(startScratchCluster)
    const pid = await pidOf(folder)
    maker.kill(signal)
    await until(async () => !existsSync(folder) && !(await runs(pid)))
  })

  test('has no server to start: says what to install', async () => {
    const error = await startScratchCluster({ ...options, major: 99 }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InconclusiveError)
    expect((error as Error).message).toMatch(
      /needs initdb and postgres of version 99 or newer, and the newest found is of version \d+; install postgresql-99/,
    )
  })
})

/** Another process that has started a cluster, and the cluster's folder. */
async function makerOf(_: typeof startScratchCluster): Promise<[ChildProcess, string]> {
  const module = new URL('../../src/postgres/scratch-cluster.ts', import.meta.url).href
  const script = `const { startScratchCluster } = await import(${JSON.stringify(module)})
    const cluster = await startScratchCluster({ major: 14, path: process.env.PATH, signal: new AbortController().signal })
    console.log(cluster.connection.host)
    setInterval(() => {}, 1000)`
  const maker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const [line] = (await once(maker.stdout, 'data')) as [Buffer]
  return [maker, dirname(line.toString().trim())]
}

describe('what a run that died left behind', () => {
  // No process has this number: Linux's go up to 4,194,304.
  const left = join(tmpdir(), 'pgdrill-scratch-4999999-left')

  test('is removed by the next run', async () => {
    const owner = await serverOwner()
    await mkdir(join(left, 'data'), { recursive: true })
    if (owner) await chown(left, owner.uid, owner.gid)
    await removeLeftovers(owner)
    expect(existsSync(left)).toBe(false)
  })

  test('is removed while what was killed with its maker still writes there', async () => {
    const owner = await serverOwner()
    await mkdir(join(left, 'data'), { recursive: true })
    if (owner) await chown(left, owner.uid, owner.gid)
    const script =
      'i=0; while mkdir "$0/data/$i" && : >"$0/data/$i/file" && [ $i -lt 500 ]; do i=$((i + 1)); done'
    const writer = spawn('sh', ['-c', script, left], { stdio: 'ignore' })
    const ended = once(writer, 'exit')
    await until(async () => existsSync(join(left, 'data/50')))
    await removeLeftovers(owner)
    await ended
    expect(existsSync(left)).toBe(false)
  })

  test('stays when it belongs to another user, or to a run that goes on', async () => {
    const running = join(tmpdir(), `pgdrill-scratch-${process.pid}-mine`)
    await mkdir(running)
    await mkdir(left)
    try {
      await removeLeftovers({ uid: 12_345, gid: 12_345 })
      expect(existsSync(left)).toBe(true)
      await removeLeftovers(undefined)
      expect(existsSync(left)).toBe(false)
      expect(existsSync(running)).toBe(true)
    } finally {
      await rm(running, { recursive: true })
    }
  })
})

test.each([
  [15, [14, 15, 17], 15],
  [16, [14, 15, 18, 17], 17],
  [18, [14, 15], undefined],
])('for major %i of %j the server chosen is %s', (major, found, chosen) => {
  const programs = found.map((each) => ({ folder: `/pg${each}`, major: each }))
  expect(chooseServer(programs, major)?.major).toBe(chosen)
})
