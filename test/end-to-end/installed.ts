import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { eventually } from './eventually.ts'

const stoppedClock = `
  const stopped = Date.parse(process.env.STOPPED_AT)
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(stopped) : super(...given) }
    static now() { return stopped }
  }`

const checkout = join(import.meta.dirname, '../..')

/** What a run left behind. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  /** Command lines of what it had started and left running. */
  left: string[]
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** What it has started, itself not included, and what these have started, wherever they have gone. */
  descendants(): Promise<Process[]>
}

export interface Process {
  pid: number
  command: string
  environment: string[]
}

/** The committed dist/ alone in a folder of its own: no package.json above it, no node_modules in reach. */
export class Installed implements AsyncDisposable {
  readonly root: string
  #runs = 0

  static async make(): Promise<Installed> {
    if (!existsSync(join(checkout, 'dist'))) throw new Error('there is no dist/; run npm run build')
    // A blank in the path, as on somebody's machine.
    const installed = new Installed(await mkdtemp(join(tmpdir(), 'pgdrill end-to-end-')))
    await chmod(installed.root, 0o755)
    await cp(join(checkout, 'dist'), installed.path('dist'), { recursive: true })
    await installed.write('clock.js', stoppedClock)
    return installed
  }

  private constructor(root: string) {
    this.root = root
  }

  path(...names: string[]): string {
    return join(this.root, ...names)
  }

  /** Writes a file, with the folders on the way to it, and returns its path. */
  async write(name: string, content: string, mode = 0o644): Promise<string> {
    await mkdir(join(this.path(name), '..'), { recursive: true })
    await writeFile(this.path(name), content)
    await chmod(this.path(name), mode)
    return this.path(name)
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8')
  }

  /** Runs the command line, with this environment and what every login has. */
  pgdrill(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, environment).ended
  }

  start(args: readonly string[], environment: Record<string, string> = {}): Running {
    return this.startProgram(this.command(args), environment)
  }

  /** The command line as words; `node` options come before it. */
  command(args: readonly string[], node: readonly string[] = []): string[] {
    return [process.execPath, ...node, this.path('dist/cli/index.js'), ...args]
  }

  /** With a clock that stands still: a name holds its second, and two backups of one second are refused. */
  startAt(time: string, args: readonly string[], environment: Record<string, string> = {}): Running {
    const command = this.command(args, ['--import', this.path('clock.js')])
    return this.startProgram(command, { ...environment, STOPPED_AT: time })
  }

  /** Any program, in an empty folder that is its HOME as well, by which its descendants are found. */
  startProgram(command: readonly string[], environment: Record<string, string>): Running {
    const [program = '', ...args] = command
    const home = this.path(`home-${++this.#runs}`)
    mkdirSync(home)
    const child = spawn(program, args, {
      cwd: home,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    const ended = outputs.then(async ([stdout, stderr, [code, signal]]) => {
      const left = (await leftOf(home)).map(({ command }) => command)
      return { code, signal, stdout, stderr, left }
    })
    const descendants = async () => (await processesOf(home)).filter(({ pid }) => pid !== child.pid)
    return { child, ended, descendants }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true })
  }
}

// What was told to end may need a moment for it.
async function leftOf(home: string): Promise<Process[]> {
  return eventually(
    () => processesOf(home),
    (left) => left.length === 0,
    2_000,
  ).catch(() => processesOf(home))
}

/** All processes with this HOME in their environment. */
async function processesOf(home: string): Promise<Process[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [environment, command] = await Promise.all(
        ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      )
      return {
        pid,
        command: command?.replaceAll('\0', ' ').trim() ?? '',
        environment: environment?.split('\0') ?? [],
      }
    }),
  )
  return found.filter(({ environment }) => environment.includes(`HOME=${home}`))
}
