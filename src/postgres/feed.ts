import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { ChildError, endGroup, endOf, type FailedEnd, nameOf, type Program } from './child.ts'
import { FirstError } from './first-error.ts'
import { watchGroup } from './watchdog.ts'

/**
 * Runs a program that reads `source` from its stdin; without one, its stdin is empty. It has done its work only when it
 * exits with 0. Its stdout is thrown away: what psql and pg_restore have to say they say on stderr.
 *
 * A source that fails must not look like one that has ended, or psql would commit what it has: the program is killed
 * before its stdin is closed. The server then rolls back.
 * @throws ChildError with stderr from the first error on; the source's own error; the signal's reason
 */
export async function feed(
  program: Program,
  source: AsyncIterable<Uint8Array> | undefined,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const child = spawn(program.path, program.arguments, {
    env: program.environment,
    stdio: [source === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'],
    // A process group of its own: a terminal's Ctrl-C reaches only this process, which ends the child in order.
    detached: true,
  })
  const end = endOf(child)
  const stderr = new FirstError(child.stderr as Readable)
  // One that reads a file would go on for as long as that takes, in a database that the next restore drops.
  const watchdog = source === undefined && child.pid !== undefined ? watchGroup(child.pid) : undefined
  const stop = () => kill(child)
  signal.addEventListener('abort', stop, { once: true })
  try {
    if (source !== undefined) await write(child, source, end)
    const failed = await end
    signal.throwIfAborted()
    if (failed !== undefined) throw new ChildError(nameOf(program), failed, stderr.text)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
    await end
    watchdog?.release()
  }
}

/**
 * Writes until the source ends, or the program has failed: then nobody reads on, and its exit code says why. A program
 * that was content with less (pg_restore stops behind an archive's end) has the rest read all the same: what is wrong
 * with the source may show only there.
 */
async function write(
  child: ChildProcess,
  source: AsyncIterable<Uint8Array>,
  end: Promise<FailedEnd | undefined>,
): Promise<void> {
  const stdin = child.stdin as Writable
  // EPIPE: it has ended, and its exit code says more.
  stdin.on('error', () => undefined)
  let hasFailed = false
  const over = end.then((failed) => {
    hasFailed = failed !== undefined
  })
  for await (const chunk of source) {
    if (hasFailed) return
    if (!stdin.destroyed && !stdin.write(chunk)) await Promise.race([drained(stdin), over])
  }
  if (!stdin.destroyed) stdin.end()
}

async function drained(stdin: Writable): Promise<void> {
  const waiting = new AbortController()
  const { signal } = waiting
  await Promise.race([once(stdin, 'drain', { signal }), once(stdin, 'close', { signal })]).catch(
    () => undefined,
  )
  // The one that lost the race takes its listeners along.
  waiting.abort()
}

// SIGKILL and not SIGTERM: psql would go on to the end of what it has read.
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  endGroup(child.pid, 'SIGKILL')
}
