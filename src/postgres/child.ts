import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { messageOf, PgdrillError } from '../errors.ts'

/** A program of PostgreSQL's, and how to run it. */
export interface Program {
  path: string
  arguments: readonly string[]
  environment: Readonly<Record<string, string>>
}

/** A child that did not end with exit code 0. */
export class ChildError extends PgdrillError {
  override readonly name = 'ChildError'
  /** The end of its stderr, at most 16 KiB. */
  readonly stderr: string

  constructor(what: string, stderr: string, cause?: unknown) {
    super(what, cause === undefined ? {} : { cause })
    this.stderr = stderr
  }
}

const stderrTailBytes = 16_384
const killAfterMs = 5_000

/**
 * The bytes a program prints. **The end of data is not success**: the iteration ends normally only after the child has
 * exited with 0. When the consumer stops early, or the signal aborts, the child is ended first (SIGTERM, after 5 s
 * SIGKILL); it is never left behind.
 * @throws ChildError with the tail of stderr; the signal's reason when that stopped it
 */
export async function* outputOf(program: Program, signal: AbortSignal): AsyncGenerator<Buffer> {
  signal.throwIfAborted()
  const child = spawn(program.path, program.arguments, {
    env: program.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = endOf(child)
  const stderr = tailOf(child.stderr)
  const stop = () => terminate(child)
  signal.addEventListener('abort', stop, { once: true })
  try {
    yield* child.stdout
    const problem = await end
    signal.throwIfAborted()
    if (problem !== undefined) throw new ChildError(`${nameOf(program)} ${problem}`, stderr())
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
    await end
  }
}

/** All that a program prints, as text; for short answers. @throws ChildError */
export async function textOf(program: Program, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of outputOf(program, signal)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

type Child = ChildProcessByStdio<null, Readable, Readable>

/** Why the child failed, or undefined when it exited with 0; settles once it is gone and its pipes are closed. */
async function endOf(child: Child): Promise<string | undefined> {
  try {
    const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null]
    if (killedBy !== null) return `was killed by ${killedBy}`
    return code === 0 ? undefined : `ended with exit code ${code}`
  } catch (error) {
    return `could not be started: ${messageOf(error)}`
  }
}

function terminate(child: Child): void {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  child.once('exit', () => clearTimeout(timer))
}

function tailOf(stream: Readable): () => string {
  let tail = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    tail = (tail + text).slice(-stderrTailBytes)
  })
  return () => tail
}

function nameOf({ path }: Program): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
