import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PgdrillError, StoppedError } from '../../src/errors.ts'
import { chooseTools, findClientTools, type Install, type Purpose } from '../../src/postgres/tools.ts'
import { clientProgram, newestServerBin } from '../servers/binaries.ts'

// Majors far above any real one, so that what is installed on this machine is never the better choice.
const server = { major: 98 }
let root: string
const folders: Record<string, string> = {}
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pgdrill-tools-'))
  folders.older = await fake('older', 'echo "pg_dump (PostgreSQL) 97.9"')
  folders.same = await fake('same', 'echo "pg_dump (PostgreSQL) 98.2 (Debian 98.2-1.pgdg120+1)"')
  folders.outdated = await fake('outdated', 'echo "pg_dump (PostgreSQL) 17.2"')
  folders.newer = await fake('newer', 'echo "pg_dump (PostgreSQL) 99.0"')
  folders.broken = await fake(
    'broken',
    'echo "error while loading shared libraries: libpq.so.5" >&2; exit 127',
  )
  folders.other = await fake('other', 'echo "not at all"')
  folders.needsPath = await fake('needs-path', 'exec env echo "pg_dump (EnterpriseDB) 98.3.0"')
  folders.empty = join(root, 'empty')
  await mkdir(folders.empty)
})
afterAll(() => rm(root, { recursive: true }))

async function fake(name: string, script: string): Promise<string> {
  const folder = join(root, name)
  await mkdir(folder)
  await writeFile(join(folder, 'pg_dump'), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, 'pg_dump'), 0o755)
  return folder
}

function pathOf(...names: string[]): string {
  return [...names.map((name) => folders[name] ?? name), '/usr/bin', '/bin'].join(':')
}

describe('without client-path, PATH and the usual places are looked through', () => {
  test.each([
    [['older', 'newer', 'same'], 'same'],
    [['older', 'newer'], 'newer'],
    [['broken', 'other', 'empty', '/nowhere', 'newer'], 'newer'],
  ])('of %j the choice is %s', async (names, chosen) => {
    const tools = await findClientTools(server, { path: pathOf(...names) })
    expect(tools.folder).toBe(folders[chosen])
  })

  test('the version is read, without what a distribution adds', async () => {
    expect(await findClientTools(server, { path: pathOf('same') })).toEqual({
      folder: folders.same,
      version: '98.2',
      major: 98,
    })
  })

  test('too old a client is told with what to install', async () => {
    await expect(findClientTools(server, { path: pathOf('older') })).rejects.toThrow(
      `cannot dump server 98 with pg_dump 97.9, the newest found (${folders.older}): pg_dump refuses a server newer than itself; ` +
        "install postgresql-client-98 (Debian, Ubuntu: PGDG's repository has every major) or libpq (Homebrew), or set client-path to a newer one",
    )
  })

  test.each(['restore', 'drill'] as const)('for a %s it is told what that needs', async (purpose) => {
    await expect(findClientTools(server, { path: pathOf('older') }, purpose)).rejects.toThrow(
      `cannot ${purpose} with psql and pg_restore 97.9, the newest found (${folders.older}): they have to be as new as the server and as the pg_dump that made the backup, which is 98; install postgresql-client-98`,
    )
    await expect(findClientTools(server, { path: '', clientPath: '/nowhere' }, purpose)).rejects.toThrow(
      'cannot use client-path /nowhere',
    )
  })

  test("Debian's wrapper is passed over", async () => {
    const folder = await fake('wrapped', 'exit 1')
    await rm(join(folder, 'pg_dump'))
    const wrapper = join(root, 'pg_wrapper')
    await writeFile(wrapper, '#!/bin/sh\necho "pg_dump (PostgreSQL) 98.9"\n', { mode: 0o755 })
    await symlink(wrapper, join(folder, 'pg_dump'))
    const tools = await findClientTools(server, { path: pathOf(folder, 'same') })
    expect(tools.folder).toBe(folders.same)
    expect((await findClientTools(server, { path: pathOf(), clientPath: folder })).version).toBe('98.9')
  })

  test('the real ones are found in the usual places, whatever PATH says', async () => {
    const folder = dirname(clientProgram('pg_dump', newestServerBin()))
    const tools = await findClientTools({ major: 10 }, { path: '/nowhere' })
    expect(tools.major).toBeGreaterThanOrEqual(10)
    expect(tools.folder).toBe(folder)
  })
})

describe('with client-path, only that is looked at', () => {
  test.each([
    ['a folder', () => folders.newer ?? ''],
    ['pg_dump itself', () => join(folders.newer ?? '', 'pg_dump')],
  ])('%s', async (_, clientPath) => {
    const tools = await findClientTools(server, { path: pathOf('same'), clientPath: clientPath() })
    expect(tools.folder).toBe(folders.newer)
  })

  test('a wrapper script gets PATH', async () => {
    const clientPath = folders.needsPath ?? ''
    expect(await findClientTools(server, { path: pathOf(), clientPath })).toMatchObject({ version: '98.3.0' })
  })

  test.each([
    [
      'older',
      /^cannot dump server 98 with pg_dump 97.9, the newest found in .*older .*; install postgresql-client-98/,
    ],
    ['empty', /^cannot use client-path .*empty: .*ENOENT; set it to the folder of pg_dump/],
    ['broken', /^cannot use client-path .*broken: .*error while loading shared libraries/s],
    ['other', /^cannot use client-path .*other: pg_dump --version says "not at all\\n"; set it/],
  ])('%s is refused, although PATH has a better one', async (name, message) => {
    const clientPath = folders[name] ?? ''
    await expect(findClientTools(server, { path: pathOf('same'), clientPath })).rejects.toThrow(message)
  })

  test('another program is refused', async () => {
    await writeFile(join(root, 'pg_dump-98'), '#!/bin/sh\n', { mode: 0o755 })
    const clientPath = join(root, 'pg_dump-98')
    await expect(findClientTools(server, { path: '', clientPath })).rejects.toThrow(
      /^cannot use client-path .*pg_dump-98: it is no folder, and not pg_dump; /,
    )
  })
})

describe('a psql that does not know \\restrict, and so loads no plain dump', () => {
  const fetched = { folder: '/fetched', version: '17.9', major: 17 }
  const look = async (purpose: Purpose, install?: Install, clientPath?: string) => {
    const where = { path: pathOf('outdated'), clientMajor: 17, ...(install && { install }) }
    const tools = await findClientTools(
      { major: 17 },
      { ...where, ...(clientPath && { clientPath }) },
      purpose,
    )
    return tools.version
  }

  test.each<[Purpose, string]>([
    ['restore', '17.9'],
    ['drill', '17.9'],
    ['dump', '17.2'],
  ])('for a %s makes way for one that is fetched: %s', async (purpose, version) => {
    expect(await look(purpose, async () => fetched)).toBe(version)
  })

  test('is all there is where nothing may be fetched, or nothing can be', async () => {
    const broken = async () => {
      throw new PgdrillError('cannot reach the repository')
    }
    expect(await look('restore')).toBe('17.2')
    expect(await look('restore', broken)).toBe('17.2')
    expect(await look('restore', async () => fetched, folders.outdated)).toBe('17.2')
  })

  test('is not fetched anew by a run that was stopped', async () => {
    const stopped = async () => {
      throw new StoppedError('SIGTERM')
    }
    await expect(look('restore', stopped)).rejects.toThrow(StoppedError)
  })
})

describe('the choice among clients', () => {
  const client = (version: string, folder = version) => ({
    folder,
    version,
    major: Number.parseInt(version, 10),
  })
  test.each([
    ['the same major before a newer one', ['17.2', '15.1', '16.4'], 15, '15.1'],
    ['the newest minor of it', ['15.2', '15.10', '15.9'], 15, '15.10'],
    ['the newest when there is none of the same major', ['15.2', '17.1', '16.9'], 14, '17.1'],
    ['a release before a beta', ['18beta2', '18.0', '18rc1'], 18, '18.0'],
    ['a beta when there is nothing else', ['17.5', '18beta2'], 18, '18beta2'],
    ['nothing when all are older', ['15.2', '16.1'], 17, undefined],
    ['nothing of nothing', [], 17, undefined],
  ])('is %s', (_, versions, major, chosen) => {
    expect(
      chooseTools(
        versions.map((version) => client(version)),
        major,
      )?.version,
    ).toBe(chosen)
  })

  test('is the first found of equals: PATH comes before the usual places', () => {
    expect(chooseTools([client('17.2', 'first'), client('17.2', 'second')], 17)?.folder).toBe('first')
  })
})
