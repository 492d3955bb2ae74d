import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { download } from '../../../src/postgres/install/download.ts'
import { type Installer, installPrograms } from '../../../src/postgres/install/install.ts'
import { FolderShelf } from '../../../src/postgres/install/shelf.ts'
import type { Install } from '../../../src/postgres/tools.ts'
import { DrillScene } from '../../corpus/scene.ts'
import { startPostgres } from '../../servers/postgres.ts'
import { loadSample } from '../../servers/sample.ts'
import { programsOf } from '../../servers/versions.ts'

// Debian's testing suite: its PostgreSQL is newer than this machine's, and so is its C library.
const suite = 'forky'

let cache: string
let installer: Installer
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'pgdrill-debian-'))
  await chmod(cache, 0o755)
  const url = debianMirror()
  const signal = new AbortController().signal
  const release = await download(`${url}/dists/${suite}/InRelease`, { maxBytes: 1e6, proxy: {}, signal })
  installer = {
    repository: { url, suite, component: 'main', keyFile: '/usr/share/keyrings/debian-archive-keyring.gpg' },
    shelf: new FolderShelf(cache),
    proxy: {},
    // A mirror may lag behind for longer than its lists are valid.
    now: new Date(/^Date: (.*)$/m.exec(release.toString())?.[1] ?? ''),
    signal,
    info: () => undefined,
    warning: () => undefined,
  }
}, 60_000)
afterAll(() => rm(cache, { recursive: true, force: true }))

/** Where this machine gets Debian from. */
function debianMirror(): string {
  const folder = '/etc/apt/sources.list.d'
  const files = ['/etc/apt/sources.list', ...readdirSync(folder).map((name) => join(folder, name))]
  for (const file of files) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const found = /^(?:URIs:|deb) +(?:\[.*\] +)?(https?:\S+\/debian)\/?(?:\s|$)/m.exec(text)
    if (found?.[1] !== undefined) return found[1]
  }
  throw new Error('the sources of apt name no mirror of Debian')
}

test("Debian's client of a newer suite backs up PostgreSQL 18, and its server drills that, each with its C library", async () => {
  const fetched: string[] = []
  const install: Install = async (kind, major) => {
    const programs = await installPrograms(kind, major, installer)
    fetched.push(`${kind} ${programs.major}`)
    return programs
  }
  await using server = await startPostgres({ binDir: await programsOf(18) })
  const scene = DrillScene.between(server, server)
  await loadSample(server, 'shop')
  // On a machine that has no 18 of its own.
  const store = await scene.backUp('shop', { path: '/usr/bin:/bin', clientMajor: 18, install })
  const { record } = await scene.drill(store, 'shop', { path: '/usr/bin:/bin', target: undefined, install })
  expect(record).toMatchObject({ verdict: 'verified', differences: [] })
  expect(fetched).toEqual(['client 18', 'server 18', 'client 18'])
  const libraries = await readdir(cache, { recursive: true })
  expect(libraries.filter((path) => /\/ld-linux-/.test(path))).not.toEqual([])
}, 180_000)
