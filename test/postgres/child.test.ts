import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ChildError, outputOf, type Program, textOf } from '../../src/postgres/child.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-child-'))
})
afterAll(() => rm(folder, { recursive: true }))

const never = new AbortController().signal

/** A shell script as the program; it leaves its process id in `pidFile`. */
function script(text: string): Program & { pidFile: string } {
  const pidFile = join(folder, `pid-${Math.random()}`)
  return {
    path: '/bin/sh',
    arguments: ['-c', `echo $$ > "$PIDFILE"\n${text}`],
    environment: { PATH: process.env.PATH ?? '', PIDFILE: pidFile },
    pidFile,
  }
}

async function pidOf({ pidFile }: { pidFile: string }): Promise<number> {
  for (;;) {
    const text = await readFile(pidFile, 'utf8').catch(() => '')
    if (text.endsWith('\n')) return Number(text)
    await sleep(5)
  }
}

/** The second process id in the file: the one that the script wrote itself. */
async function lastPidOf({ pidFile }: { pidFile: string }): Promise<number> {
  for (;;) {
    const [, pid = '', end] = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n')
    if (end !== undefined) return Number(pid)
    await sleep(5)
  }
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`)
}

// A process whose parent has gone can stay for a moment, until init has reaped it.
async function ends(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    if (status === undefined || status.includes(') Z ')) return true
    await sleep(20)
  }
  return false
}

async function drain(output: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of output);
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(
    () => new Error('it did not fail'),
    (error) => error,
  )
}

describe('the output of a child', () => {
  test('is its bytes, whole, when it exits with 0', async () => {
    const program = script('head -c 3000000 /dev/zero')
    let bytes = 0
    for await (const chunk of outputOf(program, never)) bytes += chunk.length
    expect(bytes).toBe(3_000_000)
  })

  test('never ends normally when the child exits with another code', async () => {
    const program = script('echo half; echo "what went wrong" >&2; exit 3')
    const seen: string[] = []
    const error = await failure(
      (async () => {
        for await (const chunk of outputOf(program, never)) seen.push(chunk.toString())
      })(),
    )
    expect(seen).toEqual(['half\n'])
    expect(error).toBeInstanceOf(ChildError)
    expect(error).toMatchObject({
      message: 'sh ended with exit code 3',
      how: { kind: 'exit', code: 3 },
      stderr: 'what went wrong\n',
    })
  })

  test('does not end before the child does, though it has closed its end', async () => {
    const error = await failure(textOf(script('echo all; exec >&-; sleep 0.3; exit 1'), never))
    expect(error.message).toBe('sh ended with exit code 1')
  })

  test('tells a signal from an exit code', async () => {
    const error = await failure(textOf(script('echo half; kill -9 $$'), never))
    expect(error).toMatchObject({
      message: 'sh was killed by SIGKILL',
      how: { kind: 'signal', signal: 'SIGKILL' },
    })
  })

  test('tells a program that is not there', async () => {
    const program = { path: join(folder, 'pg_dump'), arguments: [], environment: {} }
    const error = await failure(textOf(program, never))
    expect(error.message).toMatch(/^pg_dump could not be started: .*ENOENT/)
  })

  test('sees only the environment it is given', async () => {
    const program = { path: '/usr/bin/env', arguments: [], environment: { ONLY: 'this' } }
    expect(await textOf(program, never)).toBe('ONLY=this\n')
  })

  test('decodes text after joining it', async () => {
    const program = script("printf '\\303'; sleep 0.1; printf '\\244'")
    expect(await textOf(program, never)).toBe('ä')
  })
})

describe('the stderr of a failed child', () => {
  test('is its end', async () => {
    const program = script('i=0; while [ $i -lt 3000 ]; do echo "line $i" >&2; i=$((i+1)); done; exit 1')
    const { stderr } = (await failure(textOf(program, never))) as ChildError
    expect(stderr.length).toBeLessThanOrEqual(16_384)
    expect(stderr.endsWith('line 2998\nline 2999\n')).toBe(true)
  })

  test('keeps what comes before a line of a megabyte', async () => {
    const program = script(
      'echo "the reason" >&2; head -c 1000000 /dev/zero | tr "\\0" x >&2; echo >&2; echo after >&2; exit 1',
    )
    const { stderr } = (await failure(textOf(program, never))) as ChildError
    expect(stderr.startsWith('the reason\nxxxx')).toBe(true)
    expect(stderr.endsWith('x\nafter\n')).toBe(true)
    expect(stderr.length).toBeLessThan(5_000)
  })

  test('holds a last line without an end', async () => {
    const { stderr } = (await failure(textOf(script('printf oops >&2; exit 1'), never))) as ChildError
    expect(stderr).toBe('oops')
  })
})

describe('no child is left behind', () => {
  test('when the consumer stops early', async () => {
    const program = script('while :; do echo more; done')
    for await (const _ of outputOf(program, never)) break
    expect(isRunning(await pidOf(program))).toBe(false)
  })

  test('when the pipeline behind it fails', async () => {
    const program = script('while :; do echo more; done')
    const sink = new Writable({
      write: (_chunk, _encoding, done) => done(new Error('the disk is full')),
    })
    await expect(pipeline(outputOf(program, never), sink)).rejects.toThrow('the disk is full')
    expect(isRunning(await pidOf(program))).toBe(false)
  })

  test('when the signal aborts while it is silent; the reason is thrown', async () => {
    const program = script('exec sleep 60')
    const controller = new AbortController()
    const reading = failure(textOf(program, controller.signal))
    const pid = await pidOf(program)
    controller.abort(new Error('stopped by the test'))
    expect((await reading).message).toBe('stopped by the test')
    expect(isRunning(pid)).toBe(false)
  })

  test('when the signal aborts while nobody reads', async () => {
    const program = script('exec head -c 100000000 /dev/zero')
    const controller = new AbortController()
    const output = outputOf(program, controller.signal)
    await output.next()
    const pid = await pidOf(program)
    controller.abort(new Error('stopped by the test'))
    expect((await failure(drain(output))).message).toBe('stopped by the test')
    expect(isRunning(pid)).toBe(false)
  })

  test('when the signal had aborted before: it is not even started', async () => {
    const program = script('echo started')
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(textOf(program, signal)).rejects.toThrow('too late')
    expect(existsSync(program.pidFile)).toBe(false)
  })

  test('when it ignores SIGTERM: SIGKILL follows after 5 s', async () => {
    const program = script('trap "" TERM; while :; do sleep 1; done')
    const controller = new AbortController()
    const reading = failure(textOf(program, controller.signal))
    const pid = await pidOf(program)
    const aborted = performance.now()
    controller.abort(new Error('stopped by the test'))
    expect((await reading).message).toBe('stopped by the test')
    expect(performance.now() - aborted).toBeGreaterThan(4_900)
    expect(performance.now() - aborted).toBeLessThan(8_000)
    expect(isRunning(pid)).toBe(false)
  })

  test('when it is a wrapper script: what that started ends as well', async () => {
    const program = script('sleep 60 & echo $! >> "$PIDFILE"; echo half; wait')
    const controller = new AbortController()
    const output = outputOf(program, controller.signal)
    await output.next()
    const grandchild = await lastPidOf(program)
    controller.abort(new Error('stopped by the test'))
    expect((await failure(drain(output))).message).toBe('stopped by the test')
    expect(await ends(grandchild)).toBe(true)
  })

  test('and a stray descendant that holds its output open is not waited for', async () => {
    const program = script('setsid sleep 8 & sleep 0.3; echo half; wait')
    const output = outputOf(program, never)
    await output.next()
    const started = performance.now()
    await output.return(undefined)
    expect(performance.now() - started).toBeLessThan(4_000)
    expect(isRunning(await pidOf(program))).toBe(false)
  })
})

test('the process can end while a child was never read to its end', async () => {
  const module = import.meta.resolve('../../src/postgres/child.ts')
  const code = `
    const { outputOf } = await import(${JSON.stringify(module)})
    const program = { path: '/bin/sh', arguments: ['-c', 'while :; do echo more; done'], environment: {} }
    for await (const chunk of outputOf(program, new AbortController().signal)) break
    console.log('done')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  expect(await Promise.race([ended, sleep(10_000, 'late', { ref: false })])).toBe(0)
})

describe('a program with input', () => {
  const cat = (script: string) => ({
    path: '/bin/sh',
    arguments: ['-c', script],
    environment: { PATH: '/usr/bin:/bin' },
  })
  const never = new AbortController().signal

  async function read(script: string, input: AsyncIterable<Uint8Array>): Promise<number> {
    let bytes = 0
    for await (const chunk of outputOf(cat(script), never, input)) bytes += chunk.length
    return bytes
  }

  test('reads all of it', async () => {
    const chunk = Buffer.alloc(100_000, 'x')
    const input = async function* () {
      for (let count = 0; count < 50; count += 1) yield chunk
    }
    expect(await read('cat', input())).toBe(5_000_000)
  })

  test('that stops reading has its input read to the end all the same, where an error may wait', async () => {
    const input = async function* () {
      for (let count = 0; count < 50; count += 1) yield Buffer.alloc(100_000)
      throw new Error('not what was stored')
    }
    await expect(read('head -c 10', input())).rejects.toThrow('not what was stored')
  })

  test("whose input fails is told the input's error, not its own", async () => {
    const input = async function* () {
      yield Buffer.from('half')
      throw new Error('the store is gone')
    }
    await expect(read('cat; exit 3', input())).rejects.toThrow('the store is gone')
  })

  test('that fails while its input goes on for ever ends, with its exit code', async () => {
    const input = async function* () {
      for (;;) yield await sleep(1, Buffer.alloc(1000))
    }
    await expect(read('head -c 10; exit 3', input())).rejects.toThrow('ended with exit code 3')
  })
})
