import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { watch } from '../../../src/postgres/watchdog.ts'

export interface Postmaster {
  readonly pid: number
  /** Ends it: `fast` tells the sessions, `immediate` is a crash. */
  stop(how: 'fast' | 'immediate'): Promise<void>
}

/** Starts a server on a data folder that is there already; it is gone when this process is. */
export async function startPostmaster(binDir: string, dataDir: string, port: number): Promise<Postmaster> {
  const { uid, gid } = await stat(dataDir)
  const log = openSync(join(dirname(dataDir), 'server.log'), 'a')
  const owner = process.getuid?.() === 0 ? { uid, gid } : undefined
  const child = spawn(join(binDir, 'postgres'), ['-D', dataDir, '-h', '127.0.0.1', '-p', String(port)], {
    ...owner,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  if (child.pid === undefined) throw new Error(`cannot start ${binDir}/postgres`)
  const watchdog = watch(child.pid, join(dataDir, 'nothing to remove'), owner)
  await ready(child, dataDir)
  const stop = async (how: 'fast' | 'immediate') => {
    await ended(child, how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    watchdog.release()
  }
  return { pid: child.pid, stop }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const exit = once(child, 'exit')
  child.kill(signal)
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000)
  await exit
  clearTimeout(impatience)
}

// The eighth line of postmaster.pid is the server's state.
async function ready(child: ChildProcess, dataDir: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
    const lines = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')
    const [pid, , , , , , , state = ''] = lines.split('\n')
    if (Number(pid) === child.pid && ['ready', 'standby'].includes(state.trim())) return
    if (child.exitCode !== null) break
  }
  throw new Error(`the server in ${dataDir} does not start`)
}
