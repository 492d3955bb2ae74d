import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Gaps } from '../contract/store.ts'

/** An S3 server that people run, listening on 127.0.0.1 alone, with one user who may do everything. */
export interface TriedServer extends AsyncDisposable {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly pid: number
}

/** How a server is started: its command, given a folder for its data and ports that are free. */
export interface Kind {
  program: () => Promise<string>
  command: (place: Place) => Promise<{ args: readonly string[]; env?: Record<string, string> }>
  gaps?: Gaps
}

export interface Place {
  folder: string
  /** The first is the one that S3 is to be served at. */
  ports: readonly number[]
}

export const owner = { accessKeyId: 'pgdrill-owner', secretAccessKey: 'a-secret-of-the-owner-0123456789' }

/** Starts a server, and waits until it answers requests as S3. */
export async function start({ program, command }: Kind): Promise<TriedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-s3-'))
  const ports = await freePorts(10)
  const { args, env = {} } = await command({ folder, ports })
  const child = spawn(await program(), args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const endpoint = `http://127.0.0.1:${ports[0]}`
  const stop = async () => {
    await ended(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await answering(endpoint, child)
  } catch (error) {
    await stop()
    throw error
  }
  // By a name, as in real life: where a server has one, the SDK would put the bucket before it.
  return {
    endpoint: endpoint.replace('127.0.0.1', 'localhost'),
    ...owner,
    pid: child.pid as number,
    [Symbol.asyncDispose]: stop,
  }
}

/** A request without a signature: every S3 server refuses it, and in XML, once it is ready. */
async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-4000)
    })
  }
  const deadline = Date.now() + 120_000
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const answer = await fetch(endpoint).catch(() => undefined)
    if (answer !== undefined && answer.status < 500 && (await answer.text()).includes('<Error>')) return
    await sleep(50)
  }
  throw new Error(`${child.spawnfile} does not serve S3: ${said}`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL') // its data go with it
  await gone
}

/** Below those that the system gives to connections: a server takes its ports one after the other, and late. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = []
  while (found.length < count) {
    const port = 12_000 + Math.floor(Math.random() * 18_000)
    if (!found.includes(port) && (await isFree(port))) found.push(port)
  }
  return found
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const listening = createServer().once('error', () => resolve(false))
    listening.listen(port, '127.0.0.1', () => listening.close(() => resolve(true)))
  })
}
