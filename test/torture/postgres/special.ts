import { execFileSync } from 'node:child_process'
import { chown, cp, mkdir, rm, stat, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clientProgram } from '../../servers/binaries.ts'
import type { Trial } from '../trial.ts'
import { type Aimed, atStatement, fill, serverAt } from './faults.ts'
import { courseOf, messageIn } from './moments.ts'
import { type Operation, operations, Scene } from './operations.ts'
import { outcomeOf } from './outcome.ts'
import { type Postmaster, startPostmaster } from './postmaster.ts'
import type { Random } from './random.ts'
import { owner, Stage } from './stage.ts'

type Making = (scene: Scene, operation: Operation) => Aimed | Promise<Aimed>

function trial(scene: Scene, operation: Operation, what: string, making: Making): Trial {
  const run = async () => await outcomeOf(scene, operation, await making(scene, operation))
  return { group: 'postgres', name: `${operation.name}: ${what}`, run }
}

const named = (pattern: RegExp) => operations.filter(({ name }) => pattern.test(name))

/** What takes a server of its own. */
export async function* special(random: Random): AsyncGenerator<Trial> {
  yield* restarts(random)
  yield* changesBelow()
  yield* fullDisk(random)
  yield* standby()
}

/** Its first postmaster makes way for one that can be ended and started again. */
async function ownPostmaster({ server }: Stage): Promise<Postmaster> {
  await server.kill()
  return await startPostmaster(server.binDir, server.dataDir, server.port)
}

async function* restarts(random: Random): AsyncGenerator<Trial> {
  await using stage = await Stage.set()
  let postmaster = await ownPostmaster(stage)
  try {
    const scene = await Scene.set(stage)
    const { binDir, dataDir, port } = stage.server
    const restart = (how: 'fast' | 'immediate') => async () => {
      await postmaster.stop(how)
      postmaster = await startPostmaster(binDir, dataDir, port)
      return undefined
    }
    for (const operation of operations) {
      for (const how of ['fast', 'immediate'] as const) {
        const making: Making = async () =>
          serverAt(messageIn(await courseOf(scene, operation), random), restart(how))
        yield trial(scene, operation, `the server is restarted (${how})`, making)
      }
    }
  } finally {
    await postmaster.stop('immediate')
  }
}

const changing = 'changing shop'

/** A backup of a database that somebody else is at work in. */
function backupOfChanging(operation: Operation, more: readonly string[] = []): Operation {
  return {
    ...operation,
    name: `${operation.name}, of a database that changes`,
    args: (scene) => [...operation.args(scene), ...more],
    environment: ({ stage }) => ({ DATABASE_URL: stage.url(changing) }),
    async prepare(scene) {
      await operation.prepare(scene)
      const { server } = scene.stage
      await server.query('postgres', `create database "${changing}" template new_shop owner ${owner.user}`)
    },
  }
}

async function* changesBelow(): AsyncGenerator<Trial> {
  await using stage = await Stage.set()
  const scene = await Scene.set(stage)
  for (const operation of named(/^backup/)) {
    const waiting = backupOfChanging(operation, ['--lock-wait-timeout', '1s'])
    yield trial(scene, waiting, 'a migration holds a table', locked)
    const dropped = backupOfChanging(operation)
    yield trial(scene, dropped, 'a table is dropped just before it is locked', () =>
      atStatement(/^LOCK TABLE/, dropTable, /orders|relation|could not open|does not exist/),
    )
  }
}

async function dropTable({ stage: { server } }: Scene): Promise<undefined> {
  await server.query(changing, 'drop table orders cascade')
  return undefined
}

function locked(): Aimed {
  return {
    hit: 'from the start',
    names: /cannot lock .*orders.*blocked by session \d+/,
    async begin({ stage }) {
      const { host, port } = stage.server
      const client = new pg.Client({ host, port, database: changing, ...owner })
      client.on('error', () => undefined)
      await client.connect()
      await client.query('begin; lock table orders in access exclusive mode')
      return () => client.end()
    },
  }
}

/** Where this user may mount one: a small disk for the databases, and not for the log of what is written. */
async function* fullDisk(random: Random): AsyncGenerator<Trial> {
  await using stage = await Stage.set()
  const disk = stage.path('disk')
  const { server } = stage
  await mkdir(disk)
  if (!mount(disk)) return
  let postmaster: Postmaster | undefined
  try {
    await server.kill()
    await moveTo(disk, join(server.dataDir, 'base'))
    postmaster = await startPostmaster(server.binDir, server.dataDir, server.port)
    const scene = await Scene.set(stage)
    for (const operation of named(/restore|verify/)) {
      const making: Making = async () =>
        serverAt(messageIn(await courseOf(scene, operation), random), fill(disk), /space|disk|extend/i)
      for (let round = 1; round <= 2; round += 1)
        yield trial(scene, operation, `the disk of the databases is full (${round})`, making)
    }
  } finally {
    await postmaster?.stop('immediate')
    execFileSync('umount', ['-l', disk])
  }
}

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function moveTo(disk: string, folder: string): Promise<void> {
  const { uid, gid } = await stat(folder)
  await cp(folder, join(disk, 'base'), { recursive: true })
  execFileSync('chown', ['-R', `${uid}:${gid}`, disk])
  await rm(folder, { recursive: true })
  await symlink(join(disk, 'base'), folder)
  await chown(disk, uid, gid)
}

/** A backup of a standby whose primary does what cannot wait for it. */
async function* standby(): AsyncGenerator<Trial> {
  await using stage = await Stage.set({ wal_level: 'replica', max_wal_senders: '4', hot_standby: 'on' })
  const { server } = stage
  const scene = await Scene.set(stage)
  const port = await freePort()
  const copy = await copyOf(stage)
  const postmaster = await startPostmaster(server.binDir, copy, port)
  try {
    for (const operation of named(/^backup/)) {
      const ofStandby: Operation = {
        ...backupOfChanging(operation),
        name: `${operation.name}, of a standby`,
        environment: ({ stage }) => ({ DATABASE_URL: stage.url(changing) }),
        async prepare(scene) {
          stage.behind = { host: server.host, port }
          await backupOfChanging(operation).prepare(scene)
          await replayed(stage, port)
        },
      }
      yield trial(scene, ofStandby, 'a table is dropped on the primary', () =>
        atStatement(/^COPY public\.customers/, dropTable, /recovery/, 4_000),
      )
      stage.behind = server
    }
  } finally {
    await postmaster.stop('immediate')
  }
}

async function copyOf({ server }: Stage): Promise<string> {
  const copy = join(server.dataDir, '../standby')
  const { uid, gid } = await stat(server.dataDir)
  const args = [
    '-D',
    copy,
    '-R',
    '-X',
    'stream',
    '-c',
    'fast',
    '-h',
    server.socketDir,
    '-p',
    `${server.port}`,
  ]
  execFileSync(clientProgram('pg_basebackup', server.binDir), [...args, '-U', server.user], {
    ...(process.getuid?.() === 0 && { uid, gid }),
    cwd: '/',
    stdio: 'ignore',
  })
  const settings = "max_standby_streaming_delay = '200ms'\nhot_standby_feedback = off\n"
  execFileSync('sh', ['-c', `printf '%s' "$0" >> "$1/postgresql.conf"`, settings, copy])
  return copy
}

/** Waits until the standby has what the primary has. */
async function replayed({ server }: Stage, port: number): Promise<void> {
  const [primary] = await server.query<{ at: string }>('postgres', 'select pg_current_wal_lsn()::text as at')
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const client = new pg.Client({ host: server.socketDir, port, user: server.user, database: 'postgres' })
    await client.connect()
    const { rows } = await client.query('select pg_last_wal_replay_lsn() >= $1::pg_lsn as done', [
      primary?.at,
    ])
    await client.end()
    if (rows[0]?.done) return
    await sleep(20)
  }
  throw new Error('the standby does not follow')
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
