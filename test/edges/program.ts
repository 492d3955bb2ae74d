import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../src/entries/cli.ts', import.meta.url))

const stoppedClock = `
  const stopped = Date.parse(process.env.STOPPED_AT)
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(stopped) : super(...given) }
    static now() { return stopped }
  }`

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The command line, in processes of its own; a folder for them all, which is their HOME and their TMPDIR. */
export class Program implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'pgdrill-edges-'))
  readonly temporary = join(this.folder, 'tmp')
  readonly #environment: Record<string, string>

  constructor(environment: Record<string, string> = {}) {
    // Servers of a drill run as another user.
    mkdirSync(this.temporary, { mode: 0o777 })
    writeFileSync(join(this.folder, 'clock.mjs'), stoppedClock)
    this.#environment = environment
  }

  /** With a clock that stands still, and in a time zone, where they are given. */
  async run(args: readonly string[], { at, zone }: { at?: string; zone?: string } = {}): Promise<Ended> {
    const clock = at === undefined ? [] : ['--import', join(this.folder, 'clock.mjs')]
    const child = spawn(process.execPath, [...clock, cli, ...args], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.folder,
        ...this.#environment,
        ...(at !== undefined && { STOPPED_AT: at }),
        ...(zone !== undefined && { TZ: zone }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const code = new Promise<number | null>((resolve) => child.once('close', resolve))
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
    return { code: await code, stdout, stderr }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
