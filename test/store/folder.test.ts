import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { PgdrillError } from '../../src/errors.ts'
import { openFolderStore } from '../../src/store/folder.ts'
import { all, from, keysOf, read, storeContract } from '../contract/store.ts'
import { inNode } from './in-node.ts'

storeContract('a folder', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'pgdrill-folder-'))
  const root = join(scratch, 'backups')
  return {
    store: openFolderStore(root),
    pieceBytes: 100_000,
    seed: async (keys) => {
      for (const key of keys) {
        await mkdir(dirname(join(root, key)), { recursive: true })
        await writeFile(join(root, key), 'x')
      }
    },
    remains: () => everything(root),
    [Symbol.asyncDispose]: () => rm(scratch, { recursive: true }),
  }
})

/** Every file and every empty folder under `root`. */
async function everything(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.map((entry) => ({ entry, path: relative(root, join(entry.parentPath, entry.name)) }))
  const full = new Set(paths.map(({ path }) => dirname(path)))
  return paths
    .filter(({ entry, path }) => !entry.isDirectory() || !full.has(path))
    .map(({ path }) => path)
    .sort()
}

const go = () => new AbortController().signal

async function scratch(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'pgdrill-folder-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

describe('a folder is private', () => {
  test('files are made 0600 and folders 0700, the root included, whatever the umask', async () => {
    await using at = await scratch()
    const umask = process.umask(0)
    try {
      const store = openFolderStore(join(at.path, 'deep/backups'))
      await store.put('x.dir/toc.dat', from([Buffer.from('x')]), { signal: go() })
      await store.put('x.drill.json', from([Buffer.from('x')]), { signal: go(), overwrite: true })
    } finally {
      process.umask(umask)
    }
    const modes = {
      deep: 0o700,
      'deep/backups': 0o700,
      'deep/backups/x.dir': 0o700,
      'deep/backups/x.dir/toc.dat': 0o600,
    }
    for (const [path, mode] of Object.entries({ ...modes, 'deep/backups/x.drill.json': 0o600 })) {
      expect([path, (await stat(join(at.path, path))).mode & 0o777]).toEqual([path, mode])
    }
  })

  test('a root that exists keeps its permissions', async () => {
    await using at = await scratch()
    await chmod(at.path, 0o750)
    await openFolderStore(at.path).put('a', from([Buffer.from('x')]), { signal: go() })
    expect((await stat(at.path)).mode & 0o777).toBe(0o750)
  })
})

describe('a folder store never leaves its root', () => {
  test('through a linked subfolder nothing is written, made, read, listed or removed', async () => {
    await using at = await scratch()
    await mkdir(join(at.path, 'outside'))
    await mkdir(join(at.path, 'backups'))
    await writeFile(join(at.path, 'outside/secret'), 'x')
    await symlink('../outside', join(at.path, 'backups/link'))
    const store = openFolderStore(join(at.path, 'backups'))
    const out = /a symbolic link leads out of the store/
    await expect(store.put('link/new', from([Buffer.from('x')]), { signal: go() })).rejects.toThrow(out)
    await expect(store.put('link/sub/new', from([Buffer.from('x')]), { signal: go() })).rejects.toThrow(out)
    await expect(store.put('link/secret', from([]), { signal: go(), overwrite: true })).rejects.toThrow(out)
    await expect(read(store, 'link/secret')).rejects.toThrow(out)
    await expect(store.stat('link/secret')).rejects.toThrow(out)
    await expect(store.delete(['link/secret'])).rejects.toThrow(out)
    await expect(
      store.discard({ key: 'link/secret', id: '.secret.partial-0123456789ab', startedAt: new Date() }),
    ).rejects.toThrow(out)
    expect(await keysOf(store, '')).toEqual([])
    expect(await keysOf(store, 'link/')).toEqual([])
    expect(await readdir(join(at.path, 'outside'))).toEqual(['secret'])
  })

  test('a linked file is not followed; the root itself may be a link', async () => {
    await using at = await scratch()
    await mkdir(join(at.path, 'disk'))
    await writeFile(join(at.path, 'secret'), 'x')
    await symlink('../secret', join(at.path, 'disk/link'))
    await symlink('disk', join(at.path, 'backups'))
    const store = openFolderStore(join(at.path, 'backups'))
    await expect(read(store, 'link')).rejects.toThrow('it is a symbolic link')
    await expect(store.stat('link')).rejects.toThrow('it is a symbolic link')
    await expect(store.put('link', from([]), { signal: go() })).rejects.toThrow('it exists already')
    await store.put('link', from([Buffer.from('mine')]), { signal: go(), overwrite: true })
    await store.put('a/b', from([Buffer.from('mine')]), { signal: go() })
    expect(await keysOf(store, '')).toEqual(['a/b', 'link'])
    expect(await readFile(join(at.path, 'secret'), 'utf8')).toBe('x')
  })
})

describe('partial files of a folder', () => {
  test('a name like a partial file’s cannot be a key, and is no object in a listing', async () => {
    await using at = await scratch()
    const store = openFolderStore(at.path)
    const name = '.app.partial-0123456789ab'
    await writeFile(join(at.path, name), 'half')
    await expect(store.put(name, from([]), { signal: go() })).rejects.toThrow(
      'such names are for partial files',
    )
    await expect(read(store, name)).rejects.toThrow('such names are for partial files')
    expect(await keysOf(store, '')).toEqual([])
    expect(await all(store.listUnfinished('ap'))).toMatchObject([{ key: 'app', id: name }])
    expect(await all(store.listUnfinished('b'))).toEqual([])
  })

  test('what is discarded must be a partial file of that key', async () => {
    await using at = await scratch()
    const store = openFolderStore(at.path)
    await writeFile(join(at.path, 'precious'), 'x')
    for (const id of ['precious', '../precious', '.other.partial-0123456789ab', '.app/../precious']) {
      await expect(store.discard({ key: 'app', id, startedAt: new Date() })).rejects.toThrow(
        'no partial file of',
      )
    }
    expect(await readdir(at.path)).toEqual(['precious'])
  })

  test('a partial file counts as old by its last write, so a dump that still runs is not old', async () => {
    await using at = await scratch()
    const file = join(at.path, '.app.partial-0123456789ab')
    await writeFile(file, 'half')
    const written = new Date('2026-01-02T03:04:05Z')
    await utimes(file, written, written)
    expect(await all(openFolderStore(at.path).listUnfinished(''))).toMatchObject([{ startedAt: written }])
  })
})

describe('a folder’s errors say what to do', () => {
  test('a file where the folder should be', async () => {
    await using at = await scratch()
    await writeFile(join(at.path, 'backups'), 'I am a file')
    for (const root of ['backups', 'backups/app']) {
      const store = openFolderStore(join(at.path, root))
      const refused = store.put('a', from([Buffer.from('x')]), { signal: go() })
      await expect(refused).rejects.toBeInstanceOf(PgdrillError)
      await expect(refused).rejects.toThrow(/^cannot write .*a file, not a folder; choose another folder$/)
      await expect(keysOf(store, '')).rejects.toThrow(/^cannot list .*a file, not a folder/)
    }
  })

  test('a root that is a link to nowhere', async () => {
    await using at = await scratch()
    await symlink('/nonexistent/disk', join(at.path, 'backups'))
    const store = openFolderStore(join(at.path, 'backups'))
    await expect(store.put('a', from([Buffer.from('x')]), { signal: go() })).rejects.toThrow(
      /link to nowhere; is the disk mounted\?/,
    )
  })

  test('a root that can be made nowhere, for its parent refuses whatever it is asked', async () => {
    const store = openFolderStore('/proc/backups/app')
    const refused = store.put('a', from([Buffer.from('x')]), { signal: go() })
    await expect(refused).rejects.toThrow(
      /^cannot write \/proc\/backups\/app\/a: a folder on the way to it is gone/,
    )
  })

  test('a folder of the key’s name', async () => {
    await using at = await scratch()
    await mkdir(join(at.path, 'app'))
    const store = openFolderStore(at.path)
    for (const overwrite of [false, true]) {
      const refused = store.put('app', from([Buffer.from('x')]), { signal: go(), overwrite })
      await expect(refused).rejects.toThrow('there is a folder of that name')
    }
    expect(await readdir(at.path)).toEqual(['app'])
  })

  test('a folder one may not write to, and a file one may not read or remove', async () => {
    await using at = await scratch()
    await chmod(at.path, 0o755)
    const root = join(at.path, 'backups')
    await mkdir(root)
    await writeFile(join(root, 'mine'), 'x', { mode: 0o000 })
    await chmod(root, 0o555)
    const said = await asNobody(`
      const store = openFolderStore(${JSON.stringify(root)})
      await store.put('a', (async function* () { yield Buffer.from('x') })(), { signal }).catch(say)
      await store.delete(['mine']).catch(say)
      await store.get('mine', { signal }).next().catch(say)
    `)
    expect(said[0]).toMatch(/^cannot write .*\/a: permission denied; give the user who runs this the right/)
    expect(said[1]).toMatch(/^cannot delete from .*: mine \(permission denied\); give the user/)
    expect(said[2]).toMatch(/^cannot read .*mine: permission denied/)
    expect(await readdir(root)).toEqual(['mine'])
  })

  test('a disk that fills up half-way leaves no partial file', async () => {
    await using at = await scratch()
    const said = await inNode(
      folder,
      `const store = openFolderStore(${JSON.stringify(join(at.path, 'backups'))})
       await store.put('x.dir/a', (async function* () { for (;;) yield Buffer.alloc(100_000) })(), { signal }).catch(say)`,
      // 1,024 blocks of 1 KiB: a limit anyone may set on himself; ignored, its signal becomes EFBIG.
      `trap '' XFSZ; ulimit -f 1024; exec "$0" "$@"`,
    )
    expect(said[0]).toMatch(/^cannot write .*: the file would be larger than/)
    expect(await readdir(join(at.path, 'backups'))).toEqual([])
  })
})

const folder = ['folder.ts', 'openFolderStore'] as const

/** Like `inNode`, but never as root, whom permissions do not bind. */
function asNobody(code: string): Promise<string[]> {
  return inNode(
    folder,
    `if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534) }
    ${code}`,
  )
}

test('a listing goes into no folder that cannot hold what is looked for', async () => {
  const root = await mkdtemp(join(tmpdir(), 'pgdrill-folder-'))
  for (const folder of ['photos/2024/july', 'app.dir']) await mkdir(join(root, folder), { recursive: true })
  for (const file of ['photos/one', 'app.dir/toc.dat', 'top']) await writeFile(join(root, file), 'x')
  const asked: string[] = []
  const mayHold = (folder: string) => {
    asked.push(folder)
    return folder === 'app.dir'
  }
  const listed = await all(openFolderStore(root).list('', { mayHold }))
  expect(listed.map(({ key }) => key).sort()).toEqual(['app.dir/toc.dat', 'top'])
  expect(asked.sort()).toEqual(['app.dir', 'photos'])
  await rm(root, { recursive: true })
})
