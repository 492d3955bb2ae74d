import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { type PostgresProxy, startPostgresProxy } from '../../servers/postgres-proxy.ts'

const cli = fileURLToPath(new URL('../../../src/entries/cli.ts', import.meta.url))

/** What a run of the command line left behind. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  milliseconds: number
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

export interface Process {
  pid: number
  /** Of the program, without its folder. */
  name: string
  command: string
}

/** The role that backs up and restores: it owns the databases, and is no superuser. */
export const owner = { user: 'app', password: 'torture/app@1' }
/** The one that drills on a server of somebody else's. */
export const driller = { user: 'driller', password: 'torture/drill@2' }

/** A PostgreSQL server, a proxy before it, and a place in which runs find and leave their files. */
export class Stage implements AsyncDisposable {
  readonly server: PostgresServer
  readonly root: string
  proxy: PostgresProxy
  /** What the proxy stands before. */
  behind: { host: string; port: number }

  static async set(settings: Record<string, string> = {}): Promise<Stage> {
    const root = await mkdtemp(join(tmpdir(), 'torture-'))
    // A scratch server runs as another user.
    await chmod(root, 0o755)
    for (const name of ['tmp', 'home']) await mkdir(join(root, name))
    await chmod(join(root, 'tmp'), 0o1777)
    // What a server has promised it keeps, also when it crashes: the scratch servers of other tests do not.
    const own = { max_connections: '40', synchronous_commit: 'on', ...settings }
    const server = await startPostgres({ settings: own })
    for (const { user, password } of [owner, driller])
      await server.query('postgres', `create role ${user} login createdb password '${password}'`)
    await server.query('postgres', `alter role ${driller.user} superuser`)
    return new Stage(server, root, await startPostgresProxy(server))
  }

  private constructor(server: PostgresServer, root: string, proxy: PostgresProxy) {
    this.server = server
    this.root = root
    this.proxy = proxy
    this.behind = server
  }

  path(...names: string[]): string {
    return join(this.root, ...names)
  }

  /** Through the proxy. */
  url(database: string, { user, password }: { user: string; password: string } = owner): string {
    const { host, port } = this.proxy
    return `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`
  }

  /** A proxy that knows nothing of earlier trials. */
  async freshProxy(): Promise<PostgresProxy> {
    await this.proxy[Symbol.asyncDispose]()
    this.proxy = await startPostgresProxy(this.behind)
    return this.proxy
  }

  start(args: readonly string[], environment: Record<string, string> = {}): Running {
    const began = performance.now()
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
      cwd: this.path('home'),
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.path('home'),
        TMPDIR: this.path('tmp'),
        // A run starts in half the time.
        NODE_COMPILE_CACHE: this.path('compiled'),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    const ended = outputs.then(([stdout, stderr, [code, signal]]) => {
      return { code, signal, stdout, stderr, milliseconds: performance.now() - began }
    })
    return { child, ended }
  }

  run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, environment).ended
  }

  /** What runs on the stage, found by its environment or its arguments, whoever its parent is. */
  async processes(): Promise<Process[]> {
    const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
    const all = await Promise.all(pids.map((pid) => this.#processOf(pid)))
    return all.filter((found) => found !== undefined)
  }

  async #processOf(pid: number): Promise<Process | undefined> {
    const [environment, command] = await Promise.all(
      ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    )
    const ours =
      environment?.split('\0').includes(`HOME=${this.path('home')}`) ||
      command?.includes(this.path('tmp')) === true
    if (!ours || command === undefined || command === '') return undefined
    const words = command.split('\0')
    return { pid, name: (words[0] ?? '').split('/').at(-1) ?? '', command: words.join(' ').trim() }
  }

  /** Waits until nothing runs any more; what still does after `patienceMs`. */
  async leftRunning(patienceMs = 4_000): Promise<Process[]> {
    for (const deadline = performance.now() + patienceMs; ; await sleep(30)) {
      const left = await this.processes()
      if (left.length === 0 || performance.now() > deadline) return left
    }
  }

  /** At once; what has ended in the meantime has. */
  end(processes: readonly Process[]): void {
    for (const { pid } of processes) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // ESRCH
      }
    }
  }

  /** Temporary files that are there. */
  async temporary(): Promise<string[]> {
    return (await readdir(this.path('tmp'))).filter((name) => name !== 'pgdrill-cache').sort()
  }

  async clear(): Promise<void> {
    for (const name of await readdir(this.path('tmp')))
      await rm(this.path('tmp', name), { recursive: true, force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.proxy[Symbol.asyncDispose]()
    await this.server.stop()
    await rm(this.root, { recursive: true, force: true })
  }
}
