import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { watch } from '../../src/postgres/watchdog.ts'
import type { Login, PostgresServer } from './postgres.ts'

const checkout = join(import.meta.dirname, '../..')

/** A connection pooler on 127.0.0.1 in front of a server. */
export interface Pooler extends AsyncDisposable {
  readonly host: string
  readonly port: number
  log(): Promise<string>
}

export interface PoolerOptions {
  mode: 'session' | 'transaction'
  /** Who may log in; a pooler has to know their passwords. */
  logins: readonly Login[]
  /** Lines of pgbouncer.ini, over ours. */
  settings?: Readonly<Record<string, string>>
}

/** Starts PgBouncer, unpacked on first use; it is gone when this process is. */
export async function startPooler(server: PostgresServer, options: PoolerOptions): Promise<Pooler> {
  const { uid, gid } = await stat(server.dataDir)
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-pooler-'))
  const program = await installed(folder)
  const port = await freePort()
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const users = options.logins.map(({ user, password }) => `${quoted(user)} ${quoted(password)}\n`)
  await writeFile(join(folder, 'users'), users.join(''))
  await writeFile(join(folder, 'pgbouncer.ini'), configuration(server, folder, port, options))
  for (const path of [folder, join(folder, 'users')]) await chown(path, uid, gid)
  await chmod(folder, 0o700)
  // It refuses to run as root.
  const owner = process.getuid?.() === 0 ? { uid, gid } : undefined
  const child = spawn(program, ['--quiet', join(folder, 'pgbouncer.ini')], {
    ...owner,
    cwd: '/',
    detached: true,
    stdio: 'ignore',
    env: { LD_LIBRARY_PATH: folder },
  })
  child.unref()
  const watchdog = watch(child.pid ?? 0, folder, owner)
  const log = () => readFile(join(folder, 'log'), 'utf8').catch(() => '')
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
    watchdog.release()
  }
  if (!(await answers(port, child))) {
    const said = await log()
    await stop()
    throw new Error(`cannot start ${program}: ${said}`)
  }
  return { host: '127.0.0.1', port, log, [Symbol.asyncDispose]: stop }
}

/** A copy, for the user who runs it may be unable to enter the checkout. */
async function installed(folder: string): Promise<string> {
  const script =
    '. scripts/lib/say.sh; . scripts/lib/apt.sh; . scripts/lib/pgbouncer.sh; ensure_pgbouncer "$PWD"; pgbouncer_program "$PWD"'
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: checkout })
  const program = stdout.trim()
  // Its libraries come along; those of a package that is installed are found without us.
  const ours = program.startsWith(checkout) ? await librariesIn(resolve(dirname(program), '../lib')) : []
  for (const path of [program, ...ours])
    await cp(path, join(folder, path.split('/').at(-1) ?? ''), { dereference: true })
  return join(folder, 'pgbouncer')
}

async function librariesIn(folder: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('find', [folder, '-name', 'lib*.so.*'])
  return stdout.trim().split('\n')
}

function configuration(server: PostgresServer, folder: string, port: number, options: PoolerOptions): string {
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'plain',
    auth_file: join(folder, 'users'),
    logfile: join(folder, 'log'),
    pool_mode: options.mode,
    // Not `options`: PgBouncer's own default refuses it (https://www.pgbouncer.org/config.html).
    ignore_startup_parameters: 'extra_float_digits',
    ...options.settings,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  return [
    '[databases]',
    `* = host=${server.socketDir} port=${server.port}`,
    '[pgbouncer]',
    ...lines,
    '',
  ].join('\n')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await Promise.race([once(socket, 'connect').then(() => true), sleep(500, false)]).catch(
      () => false,
    )
    socket.destroy()
    if (open) return true
    await sleep(20)
  }
  return false
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const exit = once(child, 'exit')
  // At once, whoever is connected.
  child.kill('SIGTERM')
  await exit
}
