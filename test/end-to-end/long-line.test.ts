import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'
import { holding } from '../holding.ts'
import { into, Scene } from './scene.ts'
import { wrappedClient } from './wrapper.ts'

// Set to 10000 by hand: docs/security.md tells what came of it.
const megabytes = Number(process.env.LONG_LINE_MB ?? 300)

// What the program held at most, looked at twenty times a second, and its resident set at the end.
const watch = `${holding}
  const { writeFileSync } = await import('node:fs')
  let most = 0
  setInterval(() => { most = Math.max(most, held()) }, 50).unref()
  process.on('exit', () => writeFileSync(process.env.WATCHED, JSON.stringify({
    heldMiB: most / 2 ** 20, residentMiB: process.resourceUsage().maxRSS / 1024 })))`

// A megabyte at a time in the place of one word of the dump.
const lengthen = `"$real" "$@" | perl -pe 'if (s/WORD\\n$//) { print; print "y" x 1e6 for 1..${megabytes}; $_ = "\\n" }'`

test('a row of any length passes through, and is held nowhere', async () => {
  await using scene = await Scene.withoutS3()
  await scene.server.createDatabase('app')
  await scene.server.query(
    'app',
    "create table long as select i, 'WORD' as content from generate_series(1, 1) i",
  )
  const client = await wrappedClient(scene, 'long', { pg_dump: lengthen })
  const watcher = await scene.installed.write('watch.mjs', watch)
  const args = ['backup', '--client-path', client, '--compression', 'zstd:1', '--table', 'long', '--json']
  const { code, stdout, stderr } = await scene.installed.pgdrill([...args, ...into(scene.folder('long'))], {
    ...scene.environment('app'),
    NODE_OPTIONS: `--import ${pathToFileURL(watcher)}`,
    WATCHED: scene.installed.path('watched.json'),
  })
  expect([stderr, code]).toEqual([stderr, 0])
  const { manifest, rows } = JSON.parse(stdout)
  const { plain } = JSON.parse(await readFile(manifest, 'utf8'))
  const { heldMiB, residentMiB } = JSON.parse(await scene.installed.read('watched.json'))
  console.log(
    `a line of ${megabytes} MB: ${Math.round(heldMiB)} MiB held, ${Math.round(residentMiB)} resident`,
  )
  expect(rows).toBe(1)
  expect(plain.bytes).toBeGreaterThan(megabytes * 1e6)
  // Measured: 18 for 300 MB, 19 for 10 GB; 303 for the first if the dump were held.
  expect(heldMiB).toBeLessThan(100)
})
