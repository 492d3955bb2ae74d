import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { messageOf, PgdrillError } from '../errors.ts'

/** A program of PostgreSQL's, and how to run it. */
export interface Program {
  path: string
  /** What it is in messages, where `path` only starts it. */
  name?: string
  arguments: readonly string[]
  environment: Readonly<Record<string, string>>
  /** Whom to run it as, where that is somebody else; it then starts in the root folder, which everybody may enter. */
  runAs?: { uid: number; gid: number }
}

/** A child that did not end with exit code 0. */
export class ChildError extends PgdrillError {
  override readonly name = 'ChildError'
  /** The end of its stderr, at most 16 Ki characters; lines longer than 4,000 are cut. */
  readonly stderr: string
  readonly how: FailedEnd

  constructor(program: string, how: FailedEnd, stderr: string) {
    super(`${program} ${told(how)}`, how.kind === 'unstarted' ? { cause: how.cause } : {})
    this.how = how
    this.stderr = stderr
  }
}

/** How a child ended that did not exit with 0. */
export type FailedEnd =
  | { kind: 'exit'; code: number }
  | { kind: 'signal'; signal: string }
  | { kind: 'unstarted'; cause: unknown }

const stderrTailCharacters = 16_384
// pg_dump prints the statement that failed, and that can be megabytes: what comes before it must not be pushed out.
const stderrLineCharacters = 4_000
const killAfterMs = 5_000

/** The bytes a program prints, as `readOutputOf` reads them. */
export function outputOf(
  program: Program,
  signal: AbortSignal,
  input?: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  return readOutputOf(program, signal, asItComes, input)
}

/** For `readOutputOf`: the bytes themselves, in pieces of any size. */
export function asItComes(stdout: Readable): AsyncIterable<Buffer> {
  return stdout
}

/**
 * What `read` makes of the bytes a program prints. **The end of data is not success**: the iteration ends normally only
 * after the child has exited with 0. When the consumer stops early, or the signal aborts, the child is ended first
 * (SIGTERM, after 5 s SIGKILL); it is never left behind.
 *
 * `input` is what it reads; without one it has no stdin. The input is read to its end even where the program does not.
 * @throws ChildError with the tail of stderr; the input's own error; the signal's reason when that stopped it
 */
export async function* readOutputOf<T>(
  program: Program,
  signal: AbortSignal,
  read: (stdout: Readable) => AsyncIterable<T>,
  input?: AsyncIterable<Uint8Array>,
): AsyncGenerator<T> {
  signal.throwIfAborted()
  const child = spawn(program.path, program.arguments, {
    env: program.environment,
    ...(program.runAs && { ...program.runAs, cwd: '/' }),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // A process group of its own, to end whole: client-path may hold wrapper scripts. And a terminal's Ctrl-C reaches
    // only this process, which ends the child in order.
    detached: true,
  }) as Child
  const end = endOf(child)
  const stderr = tailOf(child.stderr)
  const fed = input === undefined ? undefined : feedTo(child.stdin as Writable, input, end)
  const stop = () => terminate(child)
  signal.addEventListener('abort', stop, { once: true })
  try {
    yield* read(child.stdout)
    const failed = await end
    signal.throwIfAborted()
    fed?.throwIfFailed()
    if (failed !== undefined) throw new ChildError(nameOf(program), failed, stderr())
    await fed?.whole()
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

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>

/** Writes until the input ends or the child has failed. */
function feedTo(stdin: Writable, input: AsyncIterable<Uint8Array>, end: Promise<FailedEnd | undefined>) {
  // EPIPE: the child has ended, and its exit code says why.
  stdin.on('error', () => undefined)
  const closed = once(stdin, 'close').catch(() => undefined)
  let hasFailed = false
  void end.then((failed) => {
    hasFailed = failed !== undefined
  })
  let inputError: { error: unknown } | undefined
  const write = async () => {
    try {
      for await (const chunk of input) {
        if (hasFailed) return
        if (stdin.destroyed || stdin.write(chunk)) continue
        await Promise.race([once(stdin, 'drain').catch(() => undefined), closed])
      }
      stdin.end()
    } catch (error) {
      inputError = { error }
      stdin.destroy()
    }
  }
  const throwIfFailed = () => {
    if (inputError !== undefined) throw inputError.error
  }
  const written = write()
  return { throwIfFailed, whole: async () => written.then(throwIfFailed) }
}

/** How the child failed, or undefined when it exited with 0; settles once it is gone and its pipes are closed. */
export async function endOf(child: ChildProcess): Promise<FailedEnd | undefined> {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    if (signal !== null) return { kind: 'signal', signal }
    return code === 0 ? undefined : { kind: 'exit', code: code ?? -1 }
  } catch (cause) {
    return { kind: 'unstarted', cause }
  }
}

function told(how: FailedEnd): string {
  switch (how.kind) {
    case 'exit':
      return `ended with exit code ${how.code}`
    case 'signal':
      return `was killed by ${how.signal}`
    case 'unstarted':
      return `could not be started: ${messageOf(how.cause)}`
  }
}

function terminate(child: Child): void {
  // A descendant in another process group could hold the pipes open for ever.
  const closePipes = () => {
    child.stdout.destroy()
    child.stderr.destroy()
  }
  if (child.pid === undefined) return
  if (child.exitCode !== null || child.signalCode !== null) {
    closePipes()
    return
  }
  endGroup(child.pid, 'SIGTERM')
  const timer = setTimeout(endGroup, killAfterMs, child.pid, 'SIGKILL')
  child.once('exit', () => {
    clearTimeout(timer)
    closePipes()
  })
}

/** Sends a signal to a whole process group. */
export function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // ESRCH: it has ended in this very moment.
  }
}

function tailOf(stream: Readable): () => string {
  let tail = ''
  let line = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const [rest = '', ...others] = text.split('\n')
    line = (line + rest).slice(0, stderrLineCharacters)
    for (const next of others) {
      tail = `${tail}${line}\n`.slice(-stderrTailCharacters)
      line = next.slice(0, stderrLineCharacters)
    }
  })
  return () => tail + line
}

/** The program's name, for messages. */
export function nameOf({ path, name = path }: Program): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
