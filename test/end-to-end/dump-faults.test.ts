import { chmod } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { startPostgres } from '../servers/postgres.ts'
import { halfWritten, holdDumps, makeBulk } from './held-dump.ts'
import type { Running } from './installed.ts'
import { into, Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'
import { wrappedClient } from './wrapper.ts'

// "The end of the dump is not success": each fault of a dump, tried on the committed command line.

let scene: Scene
let folder: Shelf
let bucket: Shelf
beforeAll(async () => {
  scene = await Scene.set()
  await makeBulk(scene.server, 'app')
  folder = scene.folder('backups')
  bucket = await scene.bucket('backups')
})
afterAll(() => scene[Symbol.asyncDispose]())

/** Not compressed, so that the dump is more than one part of an upload. */
function backup(...shelves: readonly Shelf[]): string[] {
  return ['backup', '--compression', 'none', ...into(...shelves)]
}

function contents(): Promise<Record<string, string>[]> {
  return Promise.all([folder.contents(), bucket.contents()])
}

const expired = ['sql.gz', 'manifest.json'].map((end) => `app_backup_2020-01-01_02-00-00.${end}`)

describe('after a fault every store is as it was, to the byte, and nothing runs any more:', () => {
  let before: Record<string, string>[]
  beforeAll(async () => {
    await scene.backUpBefore(folder, bucket)
    // Long past its days: the next prune removes it.
    for (const key of expired) await Promise.all([folder, bucket].map((shelf) => shelf.plant(key, 'old')))
    before = await contents()
  })
  afterEach(async () => {
    expect(await contents()).toEqual(before)
  })

  describe.each(['folder', 'bucket'] as const)('into a %s', (kind) => {
    const shelf = () => ({ folder, bucket })[kind]

    test('pg_dump exits with 1 after half its output', async () => {
      const client = await wrappedClient(scene, `half-${kind}`, {
        pg_dump: `"$real" "$@" | head -c 6000000
        echo 'pg_dump: error: Dumping the contents of table "measurement" failed: PQgetResult() failed.' >&2
        echo 'pg_dump: detail: Error message from server: ERROR:  invalid page in block 5 of relation base/5/1' >&2
        exit 1`,
      })
      const args = [...backup(shelf()), '--client-path', client]
      const ended = await scene.installed.pgdrill(args, scene.environment('app'))
      const why = "the server's data are damaged: invalid page in block 5 of relation base/5/1"
      const cure =
        'keep every older backup, take a copy of the data directory, and look at the disk and the server log'
      scene.expectFailure(ended, 1, `cannot dump ${scene.at('app')}: ${why}; ${cure}`)
    })

    test('pg_dump exits with 1 without a word, its output whole', async () => {
      const client = await wrappedClient(scene, `mute-${kind}`, { pg_dump: '"$real" "$@"; exit 1' })
      const args = [...backup(shelf()), '--client-path', client]
      const ended = await scene.installed.pgdrill(args, scene.environment('app'))
      const error = `cannot dump ${scene.at('app')}: pg_dump ended with exit code 1 and said nothing`
      scene.expectFailure(ended, 1, error)
    })

    test('an archive is no better: pg_dump exits with 1 after half of it', async () => {
      const half = '"$real" "$@" | head -c 6000000; echo "pg_dump: error: could not write" >&2; exit 1'
      const client = await wrappedClient(scene, `archive-${kind}`, { pg_dump: half })
      const args = [...backup(shelf()), '--format', 'custom', '--client-path', client]
      const ended = await scene.installed.pgdrill(args, scene.environment('app'))
      const why = 'could not write'
      scene.expectFailure(ended, 1, `cannot dump ${scene.at('app')}: ${why}`)
    })

    test('pg_dump is killed half-way', async () => {
      await using hold = await holdDumps(scene.server, 'app')
      const run = scene.installed.start(backup(shelf()), scene.environment('app'))
      await hold.reached()
      await halfWritten(shelf())
      process.kill(await pgDumpOf(run), 'SIGKILL')
      const cure = 'perhaps this machine ran out of memory: look at its kernel log (dmesg)'
      scene.expectFailure(await run.ended, 1, `pg_dump was killed by SIGKILL; ${cure}`)
    })
  })

  test.each([
    [
      'stopped',
      'stop',
      'terminating connection due to administrator command',
      "the server was stopped, or pg_dump's session was ended: see the server's log, and run the backup again",
    ],
    [
      'crashed',
      'kill',
      'the connection was lost (server closed the connection unexpectedly)',
      "see the server's log for a stop, a crash or a lack of memory, and whether something between cuts long connections",
    ],
  ] as const)('the server is %s half-way', async (_, end, why, cure) => {
    await using server = await startPostgres()
    await makeBulk(server, 'app')
    await using hold = await holdDumps(server, 'app')
    const environment = { ...scene.environment('app'), DATABASE_URL: server.url('app') }
    const run = scene.installed.start(backup(folder, bucket), environment)
    await hold.reached()
    await halfWritten(folder, bucket)
    await server[end]()
    scene.expectFailure(await run.ended, 1, `cannot dump ${scene.at('app', server)}: ${why}; ${cure}`)
  })

  describe('pg_dump cannot start:', () => {
    const setClientPath =
      'set it to the folder of pg_dump, or leave it out to let pgdrill look in the usual places'
    const forThisMachine = 'check client-path, and that the program is for this machine'

    async function expectRefused(client: string, error: string): Promise<void> {
      const args = [...backup(folder, bucket), '--client-path', client]
      scene.expectFailure(await scene.installed.pgdrill(args, scene.environment('app')), 1, error)
    }

    test('it is not executable', async () => {
      const client = await wrappedClient(scene, 'not-executable', {})
      await chmod(`${client}/pg_dump`, 0o644)
      await expectRefused(
        client,
        `cannot use client-path ${client}: spawn ${client}/pg_dump EACCES; ${setClientPath}`,
      )
    })

    test('its interpreter is missing', async () => {
      const pgDump = await scene.installed.write('interpreter/pg_dump', '#!/nonexistent/sh\n', 0o755)
      await expectRefused(
        pgDump,
        `cannot use client-path ${pgDump}: spawn ${pgDump} ENOENT; ${setClientPath}`,
      )
    })

    test('it has gone since it told its version', async () => {
      const script = `#!/bin/sh\nrm "$0"\necho 'pg_dump (PostgreSQL) ${scene.server.major}.0'\n`
      const pgDump = await scene.installed.write('gone/pg_dump', script, 0o755)
      const error = `pg_dump could not be started: spawn ${pgDump} ENOENT; ${forThisMachine}`
      await expectRefused(pgDump, error)
    })

    test('there is none', async () => {
      const client = scene.installed.path('dist')
      await expectRefused(
        client,
        `cannot use client-path ${client}: spawn ${client}/pg_dump ENOENT; ${setClientPath}`,
      )
    })
  })

  describe('a role that', () => {
    const reader = { user: 'reader', password: 'reader-secret' }
    beforeAll(async () => {
      await scene.server.query(
        'app',
        `create role reader login password 'reader-secret';
         grant select on customer to reader; grant select on large object 1 to reader`,
      )
    })
    const denied =
      'cannot read table "public.measurement": permission denied; grant SELECT to role "reader", or exclude it with exclude-table'

    test.each([
      ['', []],
      [', also with arguments of its own that choose nothing', ['--pg-dump-args=--no-owner -v']],
    ])('may not read a table is told before the dump starts%s', async (_, more) => {
      const args = [...backup(folder, bucket), ...more]
      const ended = await scene.installed.pgdrill(args, scene.environment('app', reader))
      scene.expectFailure(ended, 1, denied)
      expect(ended.stderr).not.toContain('pg_dump 1')
    })

    test('may not read a table is told by pg_dump, where its own arguments may select', async () => {
      const args = [...backup(folder, bucket), '--pg-dump-args=--no-blobs']
      const ended = await scene.installed.pgdrill(args, scene.environment('app', reader))
      scene.expectFailure(ended, 1, denied)
    })

    test('has another password', async () => {
      const environment = scene.environment('app', { password: 'wr@ng/secret' })
      const ended = await scene.installed.pgdrill(backup(folder, bucket), environment)
      const cure =
        'check database-user and database-password (or the URL, where odd characters must be percent-encoded)'
      const why = 'password authentication failed for user "postgres"'
      scene.expectFailure(ended, 1, `cannot connect to ${scene.at('app')}: ${why}; ${cure}`)
      expect(ended.stderr).not.toMatch(/wr@ng|wr%40ng/)
    })
  })

  test('someone cancels its statement on the server', async () => {
    await using hold = await holdDumps(scene.server, 'app')
    const run = scene.installed.start(backup(folder, bucket), scene.environment('app'))
    await hold.reached()
    await scene.server.query(
      'app',
      `select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`,
    )
    const why = 'someone cancelled its statement on the server'
    scene.expectFailure(await run.ended, 1, `cannot dump ${scene.at('app')}: ${why}`)
  })
})

test('when all is well again, a backup works, and prunes what every fault has left in place', async () => {
  const ended = await scene.installed.pgdrill(backup(folder, bucket), scene.environment('app'))
  expect(ended).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/^(error|warning)/m), left: [] })
  for (const held of await contents()) {
    for (const key of expired) expect(held).not.toHaveProperty([key])
  }
})

async function pgDumpOf(run: Running): Promise<number> {
  const [found] = (await run.descendants()).filter(({ command }) => /\/pg_dump /.test(command))
  if (found === undefined) throw new Error('no pg_dump is running')
  return found.pid
}
