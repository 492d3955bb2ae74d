import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Ended {
  code: number | null
  log: string
  outputs: Record<string, string>
  summary: string
}

interface Surroundings {
  env: Readonly<Record<string, string>>
  cwd: string
  /** Then it is stopped, by SIGINT first, as the runner does. */
  limitMs?: number | undefined
}

/** Starts a program the way the runner does: its files for outputs and summary, and nothing of our environment but PATH. */
export async function start(
  [program = '', ...args]: readonly string[],
  { env, cwd, limitMs }: Surroundings,
): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-step-'))
  const files = { GITHUB_OUTPUT: join(folder, 'outputs'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  try {
    await Promise.all(Object.values(files).map((file) => writeFile(file, '')))
    const all = { PATH: process.env.PATH, ...env, ...files, RUNNER_TEMP: folder }
    const child = spawn(program, args, {
      cwd,
      env: all,
      stdio: ['ignore', 'pipe', 'pipe'],
      killSignal: 'SIGINT',
      timeout: limitMs,
    })
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    const outputs = outputsIn(await readFile(files.GITHUB_OUTPUT, 'utf8'))
    return { code, log: stdout + stderr, outputs, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Of lines `name=value`, and of values of several lines between `name<<END` and `END`. */
function outputsIn(file: string): Record<string, string> {
  const pairs = file.matchAll(/^(?:([^=\n]+?)<<(.+)\n(?:([\s\S]*?)\n)?\2|([^=\n]+?)=(.*))$/gm)
  return Object.fromEntries(
    [...pairs].map(([, name, , text = '', plainName, plainText = '']) =>
      name === undefined ? [plainName, plainText] : [name, text],
    ),
  )
}

/** What a log asks the runner to hide. */
export function masksIn(log: string): string[] {
  const found = [...log.matchAll(/^::add-mask::(.*)$/gm)].map(([, text = '']) => text)
  const encoded = { '%0D': '\r', '%0A': '\n', '%25': '%' }
  return found.map((text) =>
    text.replace(/%0D|%0A|%25/g, (each) => encoded[each as keyof typeof encoded] ?? each),
  )
}
