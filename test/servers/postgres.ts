import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { appendFile, chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Watchdog, watch } from '../../src/postgres/watchdog.ts'
import { clientProgram, newestServerBin } from './binaries.ts'

const run = promisify(execFile)

export interface PostgresOptions {
  /** Where initdb and postgres are; the newest under /usr/lib/postgresql when left out. */
  binDir?: string
  /** Lines of postgresql.conf, over the scratch cluster's own. */
  settings?: Record<string, string>
  /** initdb's --locale. Default `C`. */
  locale?: string
  /** initdb's --encoding. Default `UTF8`. */
  encoding?: string
  initdbArgs?: readonly string[]
  /** In recovery for ever, as a standby whose primary has nothing new. */
  standby?: boolean
}

export interface Login {
  user: string
  password: string
}

/** A scratch cluster: 127.0.0.1 wants the password (scram), the unix socket trusts everyone who can reach it. */
export interface PostgresServer extends Login, AsyncDisposable {
  readonly host: string
  readonly port: number
  /** The folder of the unix socket: libpq's PGHOST for a connection without TCP. */
  readonly socketDir: string
  readonly dataDir: string
  readonly binDir: string
  readonly major: number
  /** The postmaster's process id. */
  readonly pid: number

  /** `postgresql://` URL over TCP, user and password percent-encoded; the superuser's unless told. */
  url(database: string, login?: Partial<Login>): string
  /** libpq's PG* variables over TCP for the superuser, and nothing else: add PATH where a child needs it. */
  env(database: string): Record<string, string>

  /** The rows of `sql`, of its last statement when there are several. */
  query<Row extends object = Record<string, unknown>>(
    database: string,
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
  createDatabase(name: string): Promise<void>
  /** What psql printed (-X, ON_ERROR_STOP, unaligned, tuples only). @throws Error with psql's stderr */
  psql(database: string, input: string | { file: string }): Promise<string>

  /** The server's log so far; still readable after it has stopped. */
  log(): string
  /** A fast shutdown, sessions told; then removes every trace. A second call does nothing. */
  stop(): Promise<void>
  /** Cuts every session at once, without a checkpoint, as a crash does; the folder stays until `stop`. */
  kill(): Promise<void>
}

const superuser: Login = { user: 'postgres', password: "p@ss:w/rd%#'" }

// Nothing here outlives the run, so nothing waits for a disk. No JIT: it costs start-up for queries this small.
const scratchSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '64MB',
  jit: 'off',
  lc_messages: 'C',
}

/** Starts a scratch cluster under os.tmpdir(), about 0.8 s; it is gone when this process is, however that ends. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const binDir = options.binDir ?? newestServerBin()
  const owner = await clusterOwner()
  const root = await scratchFolder(owner)
  try {
    await initdb(binDir, root, owner, options)
    const settings = {
      ...scratchSettings,
      ...options.settings,
      unix_socket_directories: join(root, 'socket'),
    }
    await appendFile(join(root, 'data/postgresql.conf'), conf(settings))
    if (options.standby) await appendFile(join(root, 'data/standby.signal'), '')
    return await ScratchServer.start(binDir, root, owner)
  } catch (error) {
    await rm(root, { recursive: true, force: true })
    throw error
  }
}

interface Owner {
  uid: number
  gid: number
}

// initdb and postgres refuse to run as root.
async function clusterOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const passwd = await readFile('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const entry = passwd.match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'))
    if (entry) return { uid: Number(entry[1]), gid: Number(entry[2]) }
  }
  throw new Error('PostgreSQL refuses to run as root, and there is neither a user "postgres" nor "nobody"')
}

async function scratchFolder(owner: Owner | undefined): Promise<string> {
  // A unix socket's path may be 107 bytes long.
  const parent = tmpdir().length > 60 ? '/tmp' : tmpdir()
  const root = await mkdtemp(join(parent, 'pgdrill-pg-'))
  await mkdir(join(root, 'socket'))
  if (owner) await Promise.all([root, join(root, 'socket')].map((path) => chown(path, owner.uid, owner.gid)))
  await chmod(root, 0o700)
  return root
}

async function initdb(binDir: string, root: string, owner: Owner | undefined, options: PostgresOptions) {
  const passwordFile = join(root, 'password')
  await appendFile(passwordFile, `${superuser.password}\n`)
  const args = ['-D', join(root, 'data'), '-U', superuser.user, `--pwfile=${passwordFile}`, '--no-sync']
  args.push('--auth-local=trust', '--auth-host=scram-sha-256')
  args.push(`--locale=${options.locale ?? 'C'}`, `--encoding=${options.encoding ?? 'UTF8'}`)
  await run(join(binDir, 'initdb'), [...args, ...(options.initdbArgs ?? [])], serverProcess(owner))
  await rm(passwordFile)
}

function serverProcess(owner: Owner | undefined) {
  const { PATH = '', LOCPATH = '' } = process.env
  return { ...owner, cwd: '/', env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...(LOCPATH && { LOCPATH }) } }
}

function conf(settings: Record<string, string>): string {
  const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${quoted(value)}\n`)
    .join('')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('cannot find a free port on 127.0.0.1')
  return address.port
}

class ScratchServer implements PostgresServer {
  readonly host = '127.0.0.1'
  readonly user = superuser.user
  readonly password = superuser.password
  readonly port: number
  readonly binDir: string
  readonly socketDir: string
  readonly dataDir: string
  readonly major: number
  readonly pid: number
  readonly #root: string
  readonly #child: ChildProcess
  readonly #watchdog: Watchdog
  #lastLog: string | undefined

  static async start(binDir: string, root: string, owner: Owner | undefined): Promise<PostgresServer> {
    // Another process can take the port between the probe and the start.
    for (let attempt = 1; ; attempt += 1) {
      const server = new ScratchServer(binDir, root, await freePort(), owner)
      if (await server.#ready()) return server
      const log = server.log()
      if (attempt === 3 || !/could not bind|Address already in use/.test(log)) {
        await server.stop()
        throw new Error(`cannot start ${binDir}/postgres:\n${log}`)
      }
      server.#watchdog.release()
    }
  }

  private constructor(binDir: string, root: string, port: number, owner: Owner | undefined) {
    this.binDir = binDir
    this.port = port
    this.#root = root
    this.socketDir = join(root, 'socket')
    this.dataDir = join(root, 'data')
    this.major = Number(readFileSync(join(this.dataDir, 'PG_VERSION'), 'utf8'))
    const log = openSync(this.#logFile, 'w')
    const args = ['-D', this.dataDir, '-h', this.host, '-p', String(port)]
    this.#child = spawn(join(binDir, 'postgres'), args, {
      ...serverProcess(owner),
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    // So that a test file that forgets `stop` still ends, and the watchdog with it.
    this.#child.unref()
    if (this.#child.pid === undefined) throw new Error(`cannot start ${binDir}/postgres`)
    this.pid = this.#child.pid
    this.#watchdog = watch(this.pid, root, owner)
  }

  url(database: string, login: Partial<Login> = {}): string {
    const { user, password } = { ...superuser, ...login }
    const [encodedUser, encodedPassword] = [encodeURIComponent(user), encodeURIComponent(password)]
    return `postgresql://${encodedUser}:${encodedPassword}@${this.host}:${this.port}/${encodeURIComponent(database)}`
  }

  env(database: string): Record<string, string> {
    return {
      PGHOST: this.host,
      PGPORT: String(this.port),
      PGUSER: this.user,
      PGPASSWORD: this.password,
      PGDATABASE: database,
    }
  }

  async query<Row extends object>(database: string, sql: string, values: readonly unknown[] = []) {
    const client = new pg.Client({ host: this.socketDir, port: this.port, user: this.user, database })
    // A session cut while it runs a query rejects that query as well; without a listener it would end the process.
    client.on('error', () => {})
    await client.connect()
    try {
      const result: pg.QueryResult | pg.QueryResult[] = await (values.length > 0
        ? client.query(sql, [...values])
        : client.query(sql))
      return ((Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? []) as Row[]
    } finally {
      await client.end()
    }
  }

  async createDatabase(name: string): Promise<void> {
    await this.query('postgres', `CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  }

  async psql(database: string, input: string | { file: string }): Promise<string> {
    const what = typeof input === 'string' ? ['-c', input] : ['-f', input.file]
    const args = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...what]
    const env = { ...process.env, ...this.env(database), PGHOST: this.socketDir, PGCLIENTENCODING: 'UTF8' }
    const options = { env, maxBuffer: 256 * 1024 * 1024 }
    const { stdout } = await run(clientProgram('psql', this.binDir), args, options)
    return stdout
  }

  log(): string {
    return this.#lastLog ?? readFileSync(this.#logFile, 'utf8')
  }

  async stop(): Promise<void> {
    if (this.#lastLog !== undefined) return
    await this.#end('SIGINT')
    this.#lastLog = this.log()
    await rm(this.#root, { recursive: true, force: true })
    this.#watchdog.release()
  }

  async kill(): Promise<void> {
    await this.#end('SIGQUIT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  get #logFile(): string {
    return join(this.#root, 'server.log')
  }

  get #gone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  async #end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    if (this.#gone) return
    this.#child.ref()
    const exit = once(this.#child, 'exit')
    this.#child.kill(signal)
    // A fast shutdown waits for its sessions; one that hangs must not hold up the run.
    const impatience = setTimeout(() => this.#child.kill('SIGQUIT'), 10_000)
    await exit
    clearTimeout(impatience)
  }

  // The eighth line of postmaster.pid is the server's state: what pg_ctl --wait looks at.
  async #ready(): Promise<boolean> {
    const deadline = Date.now() + 30_000
    while (!this.#gone && Date.now() < deadline) {
      const lines = await readFile(join(this.dataDir, 'postmaster.pid'), 'utf8').catch(() => '')
      if (['ready', 'standby'].includes(lines.split('\n')[7]?.trim() ?? '')) return true
      await sleep(20)
    }
    return false
  }
}
