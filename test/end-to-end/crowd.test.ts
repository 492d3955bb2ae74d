import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeBulk } from './held-dump.ts'
import type { Ended } from './installed.ts'
import { into, Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.set()
  await makeBulk(scene.server, 'app')
})
afterAll(() => scene[Symbol.asyncDispose]())

const run = (...args: string[]) => scene.installed.pgdrill(args, scene.environment('app'))
const complaint = ({ stderr }: Ended) => stderr.match(/^(error|warning).*/m)?.[0]

interface Manifest {
  objects: { key: string; sha256: string }[]
}

/** The backups there, each of which is whole; nothing else is there. */
async function wholeBackups(shelf: Shelf): Promise<string[]> {
  const contents = await shelf.contents()
  const manifests = Object.keys(contents).filter((key) => key.endsWith('.manifest.json'))
  const known = new Set(manifests)
  for (const key of manifests) {
    const { objects } = JSON.parse(String(await shelf.read(key))) as Manifest
    for (const object of objects) {
      expect([object.key, contents[object.key]]).toEqual([object.key, object.sha256])
      known.add(object.key)
    }
  }
  const others = Object.keys(contents).filter((key) => !known.has(key) && !key.endsWith('.drill.json'))
  expect([others, await shelf.unfinished()]).toEqual([[], []])
  return manifests.map((key) => key.replace('.manifest.json', ''))
}

describe.each([
  ['a folder', async (name: string) => scene.folder(name)],
  ['a bucket', (name: string) => scene.bucket(name)],
])('at once in %s', (_, shelfOf) => {
  test('of ten backups each is made, or told to run again, and nothing else is there', async () => {
    const shelf = await shelfOf('ten')
    // Not compressed, so that the dump is sent in parts.
    const args = ['backup', ...into(shelf), '--compression', 'none']
    const ended = await Promise.all(Array.from({ length: 10 }, () => run(...args)))
    const made = ended.filter(({ code }) => code === 0)
    expect(made.length).toBeGreaterThan(0)
    for (const { stderr } of ended.filter(({ code }) => code !== 0))
      expect(stderr).toMatch(/^error: cannot write .*; another run has taken this name: run it again$/m)
    const names = made.map(({ stdout }) => stdout.split('\n')[0] ?? '')
    expect((await wholeBackups(shelf)).sort()).toEqual(names.sort())
    expect(await run('verify', ...into(shelf), '--name', 'app')).toMatchObject({ code: 0 })
  })

  test('two prunes, a list, a drill and a backup all succeed, and leave what the rules keep', async () => {
    const shelf = await shelfOf('pruned')
    const there = [...into(shelf), '--name', 'app']
    for (let hour = 1; hour < 6; hour += 1) {
      const time = new Date(Date.now() - hour * 3_600_000).toISOString()
      const { ended } = scene.installed.startAt(time, ['backup', ...into(shelf)], scene.environment('app'))
      expect(await ended).toMatchObject({ code: 0 })
    }
    const rules = ['--keep-days', '0', '--keep-last', '2']
    const ended = await Promise.all([
      run('verify', ...there),
      run('prune', ...there, ...rules),
      run('prune', ...there, ...rules),
      run('list', ...there),
      run('backup', ...there, ...rules),
    ])
    expect(ended.map((each) => [each.code, complaint(each)])).toEqual(ended.map(() => [0, undefined]))
    const left = await wholeBackups(shelf)
    // One more where the drill had proved it, or where the prunes came before the backup.
    expect([2, 3, 4]).toContain(left.length)
    expect(await run('verify', ...there)).toMatchObject({ code: 0 })
  })
})
