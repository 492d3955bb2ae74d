import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export const root = join(import.meta.dirname, '../..')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a program with PATH and exactly this environment beside it. */
export async function run(
  [program = '', ...args]: readonly string[],
  { env = {}, cwd = '/' }: { env?: Readonly<Record<string, string>>; cwd?: string } = {},
): Promise<Ended> {
  const options = { cwd, env: { PATH: process.env.PATH, ...env } }
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, stdout, stderr }
}

/** Runs the committed pgdrill. */
export function pgdrill(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return run([process.execPath, join(root, 'dist/cli/index.js'), ...args], { env })
}
