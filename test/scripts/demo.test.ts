import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { ScratchProject } from './project.ts'

const env = { NODE: process.execPath, PATH: process.env.PATH ?? '', PGPORT: '1', PGDATABASE: 'elsewhere' }

function clusterOf(stderr: string): string {
  const [, folder] = stderr.match(/PGHOST=(\/tmp\/pgdrill-demo\.\w+)\/socket/) ?? []
  if (folder === undefined) throw new Error(`no scratch cluster in: ${stderr}`)
  return folder
}

test('the demo backs up, lists and prunes, can be run again, and leaves no server', async () => {
  await using project = await ScratchProject.make()
  for (const backups of [1, 2]) {
    const ended = await project.run(project.path('scripts/demo.sh'), [], env)
    expect(ended).toMatchObject({ code: 0 })
    expect(existsSync(clusterOf(ended.stderr))).toBe(false)
    const kept = await readdir(project.path('demo/backups'))
    expect(kept.filter((name) => /^shop_backup_\S*\d\.sql\.gz$/.test(name))).toHaveLength(backups)
    expect(kept.filter((name) => name.endsWith('.manifest.json'))).toHaveLength(backups)
    expect(ended.stderr).toMatch(
      /^\$ node dist\/cli\/index\.js backup --database-url '.*' --store \.\/demo\/backups/m,
    )
  }
})

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'a demo ended by %s takes its server with it',
  async (signal) => {
    // In the first backup, for ever.
    await using project = await ScratchProject.make({
      cli: `console.log(process.pid); setInterval(() => {}, 1000)`,
    })
    const running = project.start(project.path('scripts/demo.sh'), [], env)
    const [pid] = (await once(running.child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
    running.child.kill(signal)
    // As a terminal's Ctrl-C would: bash waits for the program it runs.
    process.kill(Number(pid), signal)
    const folder = clusterOf((await running.ended).stderr)
    const deadline = Date.now() + 15_000
    while (existsSync(folder) && Date.now() < deadline) await sleep(50)
    expect(existsSync(folder)).toBe(false)
  },
)
