import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type Installer, installPrograms, newestClientMajor } from '../../../src/postgres/install/install.ts'
import { FolderShelf } from '../../../src/postgres/install/shelf.ts'
import { type AptRepository, startAptRepository, suite } from '../../servers/apt-repository.ts'
import { packagesOf18 } from './packages.ts'

const run = promisify(execFile)
let repository: AptRepository
let cache: string
let said: string[]

beforeAll(async () => {
  repository = await startAptRepository(await packagesOf18())
}, 120_000)

afterAll(async () => repository[Symbol.asyncDispose]())

let whole: Map<string, Buffer | 'hang'>

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'pgdrill-cache-'))
  said = []
  whole = new Map(repository.served)
  repository.asked.length = 0
})

afterEach(async () => {
  for (const [path, content] of whole) repository.served.set(path, content)
  await rm(cache, { recursive: true, force: true })
})

function installer(more: Partial<Installer> = {}): Installer {
  const { url, keyFile } = repository
  return {
    repository: { url, suite, component: 'main', keyFile },
    shelf: new FolderShelf(cache),
    proxy: {},
    now: new Date(),
    signal: new AbortController().signal,
    info: (text) => said.push(text),
    warning: (text) => said.push(`warning: ${text}`),
    ...more,
  }
}

async function kept(): Promise<string[]> {
  return (await readdir(cache, { recursive: true })).filter((path) => path.endsWith('/pg_dump'))
}

function spoil(what: string): void {
  const path = repository.pathOf(what)
  const content = Buffer.from(repository.served.get(path) as Buffer)
  content.writeUInt8(content.readUInt8(content.length >> 1) ^ 1, content.length >> 1)
  repository.served.set(path, content)
}

describe('a client that is fetched', () => {
  test('runs from where it was unpacked, with the libpq that came with it, whatever the environment is', async () => {
    const found = await installPrograms('client', 18, installer())
    expect(found).toEqual({ folder: expect.stringContaining(cache), version: '18.6', major: 18 })
    expect(said).toEqual([
      expect.stringMatching(/^fetching postgresql-client-18 18\.6-1\S+ and libpq5 \S+ \(.* MB\) from http/),
    ])
    for (const name of ['pg_dump', 'pg_dumpall', 'psql', 'pg_restore']) {
      const { stdout } = await run(join(found.folder, name), ['--version'], { env: {} })
      expect(stdout).toMatch(/^\w+ \(PostgreSQL\) 18\.6/)
    }
    const { stderr } = await run(join(found.folder, 'psql'), ['--version'], { env: { LD_DEBUG: 'libs' } })
    expect(/calling init: (\S+libpq\.so\.5)/.exec(stderr)?.[1]).toContain(cache)
    expect((await stat(found.folder)).mode & 0o777).toBe(0o755)
  })

  test('asks nobody the second time, and the repository again after days', async () => {
    const first = await installPrograms('client', 18, installer())
    const asked = [...repository.asked]
    expect(await installPrograms('client', 18, installer())).toEqual(first)
    expect(repository.asked).toEqual(asked)
    const later = new Date(Date.now() + 4 * 86_400_000)
    expect(await installPrograms('client', 18, installer({ now: later }))).toEqual(first)
    expect(repository.asked.slice(asked.length)).toEqual([
      `/dists/${suite}/InRelease`,
      repository.pathOf('Packages.gz'),
    ])
    // And then not for days again.
    expect(await installPrograms('client', 18, installer({ now: later }))).toEqual(first)
    expect(repository.asked).toHaveLength(asked.length + 2)
  })

  test('that is days old is used with a warning when nobody answers', async () => {
    const first = await installPrograms('client', 18, installer())
    repository.served.delete(`/dists/${suite}/InRelease`)
    const later = new Date(Date.now() + 4 * 86_400_000)
    expect(await installPrograms('client', 18, installer({ now: later }))).toEqual(first)
    expect(said.at(-1)).toMatch(
      /^warning: going on with PostgreSQL 18\.6, which an earlier run fetched: cannot use the repo/,
    )
  })

  test('is fetched by two runs at once, and one of them is kept', async () => {
    const found = await Promise.all([1, 2].map(() => installPrograms('client', 18, installer())))
    expect(found[0]).toEqual(found[1])
    expect(await kept()).toHaveLength(2)
    expect(await readdir(join(found[0]?.folder ?? '', '../../../../../..'))).toEqual(['18.6'])
  })

  test('is of the newest major that the repository has, when no server says which', async () => {
    expect(await newestClientMajor(installer())).toBe(18)
    await installPrograms('client', 18, installer())
    repository.asked.length = 0
    expect(await newestClientMajor(installer())).toBe(18)
    expect(repository.asked).toEqual([])
  })
})

describe('a repository that cannot be trusted or reached leaves nothing behind', () => {
  const refused = async (message: RegExp, more: Partial<Installer> = {}) => {
    await expect(installPrograms('client', 18, installer(more))).rejects.toThrow(message)
    expect(
      await readdir(cache, { recursive: true, withFileTypes: true }).then((all) =>
        all.filter((each) => each.isFile()),
      ),
    ).toEqual([])
  }

  test.each([
    [
      'a package that was changed',
      'postgresql-client-18',
      /postgresql-client-18\.deb is not what the repository has signed: .*; try again/,
    ],
    [
      'a list of packages that was changed',
      'Packages.gz',
      /Packages\.gz is not what the repository has signed: .*; try again/,
    ],
  ])('%s', async (_, what, message) => {
    spoil(what)
    await refused(message)
  })

  test('a package that is larger than was signed for', async () => {
    const path = repository.pathOf('libpq5')
    const content = repository.served.get(path) as Buffer
    repository.served.set(path, Buffer.concat([content, Buffer.from('x')]))
    await refused(/libpq5\.deb: it is larger than \d+ bytes/)
  })

  test('text that was changed after it was signed', async () => {
    const path = `/dists/${suite}/InRelease`
    const text = (repository.served.get(path) as Buffer).toString()
    repository.served.set(path, Buffer.from(text.replace('Origin: pgdrill', 'Origin: pgdrilL')))
    await refused(/is not signed by the key .*: the text was changed after it was signed; do not trust/)
  })

  test('another key', async () => {
    await repository.publish({ signer: 'wrong' })
    await refused(/is not signed by the key .*: another key signed it; .*set client-repository-key/)
  })

  test("a repository that is not PostgreSQL's, without its key", async () => {
    const { url } = repository
    await refused(/another key signed it/, { repository: { url, suite, component: 'main' } })
  })

  test.each([
    ['more text around what is signed', (text: string) => `Suite: x\n${text}`],
    ['text after what is signed', (text: string) => `${text}Suite: x\n`],
    ['two texts', (text: string) => text + text],
    ["a proxy's page", () => '<html>Log in first</html>'],
  ])('%s', async (_, change) => {
    const path = `/dists/${suite}/InRelease`
    repository.served.set(path, Buffer.from(change((repository.served.get(path) as Buffer).toString())))
    await refused(/its InRelease is no signed text; check the URL/)
  })

  test('a repository that was valid until yesterday', async () => {
    await repository.publish({ fields: { 'Valid-Until': new Date(Date.now() - 86_400_000).toUTCString() } })
    await refused(/it was valid until .* only; check the clock/)
  })

  test("another suite's signed text", async () => {
    await repository.publish({ fields: { Suite: 'other', Codename: 'other' } })
    await refused(/it is signed for suite other or other, not for testing-pgdg; check the suite/)
  })

  test('a list that is not for this machine', async () => {
    await repository.publish({ change: (text) => text.replace(/binary-\w+/, 'binary-riscv64') })
    await refused(/it has no main\/binary-\w+\/Packages\.gz for this machine/)
  })

  test('a major it does not have', async () => {
    await expect(installPrograms('client', 42, installer())).rejects.toThrow(
      /the repository has no package postgresql-client-42 for this machine; check that PostgreSQL 42 is still supported/,
    )
  })

  test('a server that does not answer 200, one that is not there', async () => {
    repository.served.delete(`/dists/${suite}/InRelease`)
    await refused(/cannot fetch http:\S+InRelease: the server answers 404; check the network/)
    const nobody = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => nobody.once('listening', listening))
    const { port } = nobody.address() as { port: number }
    await new Promise((closed) => nobody.close(closed))
    await refused(
      /cannot fetch http:\S+InRelease: (?:Error: )?connect ECONNREFUSED 127\.0\.0\.1:\d+; check the network/,
      {
        repository: { url: `http://127.0.0.1:${port}`, suite, component: 'main' },
      },
    )
  })

  test('a password in its URL is in no message', async () => {
    const url = `http://ann:secret@127.0.0.1:1`
    const error = await installPrograms(
      'client',
      18,
      installer({ repository: { url, suite, component: 'main' } }),
    ).catch(String)
    expect(error).toContain('http://***@127.0.0.1:1')
    expect(error).not.toContain('secret')
  })

  test('a run that is stopped while a server hangs', async () => {
    repository.served.set(repository.pathOf('libpq5'), 'hang')
    const controller = new AbortController()
    const fetching = installPrograms('client', 18, installer({ signal: controller.signal }))
    const reason = new Error('stopped')
    setTimeout(() => controller.abort(reason), 300)
    await expect(fetching).rejects.toBe(reason)
    expect(await kept()).toEqual([])
  })
})

test('a proxy is used where the environment names one', async () => {
  const { hostname, port } = new URL(repository.url)
  // The test's server answers by path alone, as a proxy would be asked for a whole URL.
  const url = 'http://apt.invalid'
  for (const [path, content] of whole) repository.served.set(`${url}${path}`, content)
  const found = await installPrograms(
    'client',
    18,
    installer({
      repository: { url, suite, component: 'main', keyFile: repository.keyFile },
      proxy: { http_proxy: `http://${hostname}:${port}` },
    }),
  )
  expect(found.version).toBe('18.6')
})

describe('the cache', () => {
  test('that cannot be written is told with its cure', async () => {
    const shelf = new FolderShelf(join(cache, 'file/pgdrill'))
    await writeFile(join(cache, 'file'), '')
    await expect(installPrograms('client', 18, installer({ shelf }))).rejects.toThrow(
      /cannot keep PostgreSQL 18: (?:Error: )?ENOTDIR.*; check the room and the rights there, or set XDG_CACHE_HOME/,
    )
  })

  test('is refused where others may write', async () => {
    await chmod(cache, 0o777)
    await expect(installPrograms('client', 18, installer())).rejects.toThrow(
      /cannot keep programs in .*: others may write there; take it away/,
    )
  })

  test('loses what killed runs left in it, after an hour', async () => {
    const { folder } = await installPrograms('client', 18, installer())
    const parent = join(folder, '../../../../../..')
    const [old, young] = [await mkdtemp(join(parent, '.partial-')), await mkdtemp(join(parent, '.partial-'))]
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000)
    await utimes(old, hoursAgo, hoursAgo)
    await rm(join(parent, '18.6'), { recursive: true })
    await installPrograms('client', 18, installer())
    expect((await readdir(parent)).toSorted()).toEqual([young.slice(parent.length + 1), '18.6'].toSorted())
  })
})

test("the built-in key is PostgreSQL's own, as Debian ships it", async () => {
  const { postgresqlKey } = await import('../../../src/postgres/install/postgresql-key.ts')
  const home = await mkdtemp(join(tmpdir(), 'pgdrill-gpg-'))
  try {
    const asked = run('gpg', ['--homedir', home, '--batch', '--with-colons', '--show-keys'])
    asked.child.stdin?.end(postgresqlKey)
    const { stdout } = await asked
    expect(stdout.match(/^fpr:.*$/gm)).toEqual(['fpr:::::::::B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8:'])
  } finally {
    await rm(home, { recursive: true, force: true })
  }
  const debian = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.asc'
  expect(postgresqlKey.trim()).toBe((await readFile(debian, 'utf8')).trim())
})
