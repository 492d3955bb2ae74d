import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

const checkout = join(import.meta.dirname, '../..')

/** What a script left behind. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
}

/** A copy of the scripts in a folder of its own, with a dist/, .env and stand-in programs as a test needs them. */
export class ScratchProject implements AsyncDisposable {
  readonly root: string

  /** With `cli`, dist/cli/index.js is this text; without, the committed dist/. */
  static async make({ cli }: { cli?: string } = {}): Promise<ScratchProject> {
    if (cli === undefined && !existsSync(join(checkout, 'dist')))
      throw new Error('there is no dist/; run npm run build')
    const project = new ScratchProject(await mkdtemp(join(tmpdir(), 'pgdrill-project ')))
    await cp(join(checkout, 'scripts'), join(project.root, 'scripts'), { recursive: true })
    await project.write('package.json', '{ "type": "module" }')
    if (cli === undefined) await cp(join(checkout, 'dist'), join(project.root, 'dist'), { recursive: true })
    else await project.write('dist/cli/index.js', cli)
    return project
  }

  private constructor(root: string) {
    this.root = root
  }

  path(...names: string[]): string {
    return join(this.root, ...names)
  }

  async write(name: string, content: string, mode = 0o644): Promise<string> {
    await mkdir(dirname(this.path(name)), { recursive: true })
    await writeFile(this.path(name), content)
    await chmod(this.path(name), mode)
    return this.path(name)
  }

  /** A shell script as `bin/<name>`, for a PATH that starts with `bin`. */
  program(name: string, script: string): Promise<string> {
    return this.write(`bin/${name}`, `#!/bin/sh\n${script}\n`, 0o755)
  }

  /** Links to these programs of the machine in `bin`: a PATH that holds nothing else. */
  async borrow(...names: string[]): Promise<string> {
    await mkdir(this.path('bin'), { recursive: true })
    for (const name of names) {
      const real = ['/usr/bin', '/bin', '/usr/sbin'].map((folder) => join(folder, name)).find(existsSync)
      if (real === undefined) throw new Error(`cannot find the program ${name}`)
      await symlink(real, this.path('bin', name))
    }
    return this.path('bin')
  }

  /** Starts a script with exactly this environment: nothing of the test's own. */
  start(script: string, args: readonly string[] = [], env: Record<string, string> = {}, cwd = '/'): Running {
    const child = spawn(script, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    const ended = outputs.then(([stdout, stderr, [code, signal]]) => ({ code, signal, stdout, stderr }))
    return { child, ended }
  }

  run(script: string, args?: readonly string[], env?: Record<string, string>, cwd?: string): Promise<Ended> {
    return this.start(script, args, env, cwd).ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true })
  }
}

/** The script that every test of this folder uses most, as cron would call it. */
export function backupScript(project: ScratchProject): string {
  return project.path('scripts/backup-db.sh')
}
