import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'

const feed = new URL('../../src/postgres/feed.ts', import.meta.url).href

/** Whether a process runs; one that has ended and that nobody has asked about does not. */
async function runs(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return status !== undefined && !/\) Z /.test(status)
}

test('a program that reads a file is ended when its maker was killed, with what it has started', async () => {
  // As a wrapper script in client-path: the program proper is its child.
  const program = {
    path: '/bin/sh',
    arguments: ['-c', 'sleep 60 & echo $! >&2; wait'],
    environment: { PATH: process.env.PATH ?? '' },
  }
  const script = `
    import { readdirSync, readFileSync } from 'node:fs'
    import { feed } from ${JSON.stringify(feed)}
    void feed(${JSON.stringify(program)}, undefined, new AbortController().signal)
    setTimeout(() => {
      const own = readdirSync('/proc').filter((pid) => {
        try { return readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ')[1].split(' ')[1] === String(process.pid) } catch { return false }
      })
      console.log(own.join(' '))
    }, 300)`
  const maker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(createInterface({ input: maker.stdout }), 'line')) as [string]
  const children = line.split(' ').map(Number)
  const isWrapper = async (pid: number) =>
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('sleep 60 &')
  const wrappers = []
  for (const pid of children) if (await isWrapper(pid)) wrappers.push(pid)
  expect(wrappers).toHaveLength(1)
  maker.kill('SIGKILL')
  for (let tries = 0; tries < 200 && (await runs(wrappers[0] as number)); tries += 1) await sleep(50)
  expect(await runs(wrappers[0] as number)).toBe(false)
})
