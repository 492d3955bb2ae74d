import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Ended } from './installed.ts'
import { into, Scene } from './scene.ts'

// Logs are piped to what may end, over connections that may break, onto disks that may fill up.

let scene: Scene
beforeAll(async () => {
  scene = await Scene.withoutS3()
  await scene.server.createDatabase('app')
})
afterAll(() => scene[Symbol.asyncDispose]())

/** Runs a line of bash in which `pgdrill` is the command line, and prints its exit code on stdout. */
function bash(line: string): Promise<Ended> {
  const pgdrill = scene.installed.command([]).map((word) => `'${word}'`)
  const script = `pgdrill() { ${pgdrill.join(' ')} "$@"; }; ${line}; echo "exit code \${PIPESTATUS[0]}"`
  return scene.installed.startProgram(['bash', '-c', script], scene.environment('app')).ended
}

test.each([
  ['a log whose reader ends after a line', '2>&1 | head -n 1', 0],
  ['a log whose reader never reads', '2>&1 >/dev/null | true', 0],
  ['a log on a full disk', '>/dev/null 2>/dev/full', 0],
  ['a result that nobody reads', '2>/dev/null | true', 0],
  ['a result that finds no room on its disk', '>/dev/full 2>/dev/null', 1],
  ['no stdout and no stderr', '>&- 2>&-', 0],
])('a backup with %s is committed', async (what, redirection, code) => {
  const shelf = scene.folder(what)
  const words = into(shelf).map((word) => `'${word}'`)
  const ended = await bash(`pgdrill backup ${words.join(' ')} ${redirection}`)
  expect(ended).toMatchObject({ stderr: '', left: [] })
  expect(ended.stdout.split('\n').at(-2)).toBe(`exit code ${code}`)
  expect(Object.keys(await shelf.contents()).filter((key) => key.endsWith('.manifest.json'))).toHaveLength(1)
})

test('a listing that nobody reads to its end is no error', async () => {
  const shelf = scene.folder('listed')
  expect(await bash(`pgdrill list '--store=${shelf.location}' | true`)).toMatchObject({
    stdout: 'exit code 0\n',
    stderr: '',
  })
})

test('a result that cannot be written says so', async () => {
  const ended = await bash(`pgdrill list '--store=${scene.folder('none').location}' >/dev/full`)
  expect(ended.stderr).toMatch(/^error: cannot write to stdout: ENOSPC: .*\n$/)
  expect(ended.stdout).toBe('exit code 1\n')
})
