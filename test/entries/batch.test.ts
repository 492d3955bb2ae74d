import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const run = promisify(execFile)
const source = join(import.meta.dirname, '../../src/entries/batch.ts')

/** The policies of all threads of a process that made itself batch work, and of a child that it starts then. */
async function policies(...before: string[]): Promise<string[]> {
  const program = `
    const { execFileSync } = await import('node:child_process')
    const { runAsBatch } = await import(${JSON.stringify(source)})
    await runAsBatch()
    process.stdout.write(execFileSync('chrt', ['-a', '-p', String(process.pid)]))
    process.stdout.write(execFileSync('sh', ['-c', 'chrt -p $$']))`
  const args = [process.execPath, '--input-type=module', '-e', program]
  const { stdout } = await run('chrt', [...before, ...args])
  return [...stdout.matchAll(/policy: (\w+)/g)].map(([, policy]) => policy as string)
}

test('every thread is batch work, and so is what is started then', async () => {
  const found = await policies('--other', '0')
  expect(found.length).toBeGreaterThan(4)
  expect([...new Set(found)]).toEqual(['SCHED_BATCH'])
})

test('a policy that was chosen before stays', async () => {
  expect([...new Set(await policies('--idle', '0'))]).toEqual(['SCHED_IDLE'])
})
