import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { InconclusiveError, messageOf } from '../errors.ts'
import { ChildError, textOf } from './child.ts'
import type { Connection } from './connection.ts'
import {
  makeScratchFolder,
  type Owner,
  removeFolder,
  removeLeftovers,
  serverOwner,
} from './scratch-folder.ts'
import { findServerPrograms, type ServerPrograms } from './server-programs.ts'
import type { Install } from './tools.ts'
import { type Watchdog, watch } from './watchdog.ts'

/** A server of our own, of which nothing is left when it is disposed of. */
export interface ScratchCluster extends AsyncDisposable {
  /** To database `postgres`, as the superuser. */
  readonly connection: Connection
  readonly major: number
}

export interface ScratchOptions {
  /** Of the server that was backed up. */
  major: number
  /** PATH, to find server programs on besides the usual places. */
  path: string
  /** Fetches server programs where the machine has none. */
  install?: Install
  signal: AbortSignal
}

/**
 * Starts a server that nobody else can reach: no network, and a socket in a private folder. It is gone when this process
 * is, however that ends. @throws InconclusiveError where there are no server programs, or they do not start
 */
export async function startScratchCluster({
  major,
  path,
  install,
  signal,
}: ScratchOptions): Promise<ScratchCluster> {
  const programs = await findServerPrograms(major, path, install)
  const owner = await serverOwner()
  await removeLeftovers(owner)
  const folder = await makeScratchFolder(owner)
  try {
    await initdb(programs, folder, owner, signal)
    return await Server.start(programs, folder, owner, signal)
  } catch (error) {
    await removeFolder(folder)
    signal.throwIfAborted()
    if (error instanceof InconclusiveError) throw error
    throw new InconclusiveError(`cannot start a scratch server with ${programs.folder}: ${reasonOf(error)}`, {
      cause: error,
      cure: 'check the room and the rights in the folder for temporary files, or set target-url to a server that runs already',
    })
  }
}

// Nothing here outlives the run, so nothing waits for a disk and nothing tidies up.
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  jit: 'off',
  maintenance_work_mem: '256MB',
  // A restore in one transaction holds a lock for each of its objects.
  max_locks_per_transaction: '1024',
  max_prepared_transactions: '0',
  lc_messages: 'C',
  timezone: 'UTC',
}

async function initdb(
  { folder: programs }: ServerPrograms,
  folder: string,
  owner: Owner | undefined,
  signal: AbortSignal,
): Promise<void> {
  const data = join(folder, 'data')
  const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const path = join(programs, 'initdb')
  await textOf({ path, arguments: args, environment, ...(owner && { runAs: owner }) }, signal)
  const lines = { ...settings, unix_socket_directories: join(folder, 'socket') }
  const text = Object.entries(lines).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
  await appendFile(join(data, 'postgresql.conf'), text.join(''))
}

// Of our own environment nothing: PGDATA and the like would confuse, and secrets are no business of the server's.
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function reasonOf(error: unknown): string {
  const said = error instanceof ChildError ? error.stderr.trim().split('\n').at(-1) : undefined
  return said || messageOf(error)
}

class Server implements ScratchCluster {
  readonly major: number
  readonly connection: Connection
  readonly #folder: string
  readonly #child: ChildProcess
  readonly #watchdog: Watchdog

  static async start(
    programs: ServerPrograms,
    folder: string,
    owner: Owner | undefined,
    signal: AbortSignal,
  ): Promise<Server> {
    const child = spawnServer(programs, folder, owner)
    if (child.pid === undefined) throw ((await once(child, 'error')) as unknown[])[0]
    const server = new Server(programs, folder, child, watch(child.pid, folder, owner))
    try {
      await server.#ready(signal)
      return server
    } catch (error) {
      await server[Symbol.asyncDispose]()
      throw error
    }
  }

  private constructor(programs: ServerPrograms, folder: string, child: ChildProcess, watchdog: Watchdog) {
    this.major = programs.major
    this.#folder = folder
    this.#child = child
    this.#watchdog = watchdog
    this.connection = {
      host: join(folder, 'socket'),
      port: 5432,
      database: 'postgres',
      user: 'postgres',
      ssl: { mode: 'disable' },
      others: {},
      environment: { PATH: environment.PATH },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // SIGQUIT: at once, without writing what nobody will read.
    if (!this.#isGone) {
      const exit = once(this.#child, 'exit')
      this.#child.kill('SIGQUIT')
      const impatience = setTimeout(() => this.#child.kill('SIGKILL'), 10_000)
      await exit
      clearTimeout(impatience)
    }
    await removeFolder(this.#folder)
    this.#watchdog.release()
  }

  get #isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  // The eighth line of postmaster.pid is the server's state: what pg_ctl --wait looks at.
  async #ready(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + 60_000
    while (!this.#isGone && Date.now() < deadline) {
      const lines = await readFile(join(this.#folder, 'data/postmaster.pid'), 'utf8').catch(() => '')
      if (lines.split('\n')[7]?.trim() === 'ready') return
      await sleep(20, undefined, { signal })
    }
    const log = await readFile(join(this.#folder, 'server.log'), 'utf8')
    throw new Error(log.trim().split('\n').at(-1) || 'it did not become ready within a minute')
  }
}

function spawnServer({ folder: programs }: ServerPrograms, folder: string, owner: Owner | undefined) {
  const log = openSync(join(folder, 'server.log'), 'w', 0o600)
  try {
    return spawn(join(programs, 'postgres'), ['-D', join(folder, 'data')], {
      ...owner,
      cwd: '/',
      env: environment,
      // Out of the terminal's process group: Ctrl-C is for us, and we end the server in order.
      detached: true,
      stdio: ['ignore', log, log],
    })
  } finally {
    closeSync(log)
  }
}
