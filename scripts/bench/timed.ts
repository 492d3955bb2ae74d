import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

export interface Command {
  /** For the shell. */
  line: string
  environment: NodeJS.ProcessEnv
}

export interface Timed {
  seconds: number
  /** The largest resident set of the shell's child named node, in MB; 0 when there is none. */
  peakMegabytes: number
}

/** Runs a command to its end. @throws Error when it fails */
export async function timed({ line, environment }: Command): Promise<Timed> {
  const started = performance.now()
  const child = spawn('bash', ['-c', `set -o pipefail; ${line}`], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (text) => {
    stderr += text
  })
  let peakMegabytes = 0
  const timer = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, peakOf(child))
  }, 50)
  const [code] = (await once(child, 'close')) as [number]
  clearInterval(timer)
  if (code !== 0) throw new Error(`${line}: exit code ${code}\n${stderr}`)
  return { seconds: (performance.now() - started) / 1000, peakMegabytes }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[sorted.length % 2 === 0 ? middle - 1 : middle],
    sorted[middle],
  ]
  return (low + high) / 2
}

// VmHWM is the kernel's own high-water mark: sampling it misses only what happens in the last 50 ms. bash replaces
// itself with the last command of a line without a pipe, so that the child is node.
function peakOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    if (!/^Name:\s*(node|MainThread)/m.test(status)) return 0
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) / 1000
  } catch {
    // It has just ended.
    return 0
  }
}
