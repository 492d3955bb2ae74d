import { chmod, mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { s3Error, startFaultyProxy } from '../servers/s3-proxy.ts'
import { holdDumps, makeBulk } from './held-dump.ts'
import type { Ended, Running } from './installed.ts'
import { into, Scene } from './scene.ts'
import type { Shelf } from './shelf.ts'
import { wrappedClient } from './wrapper.ts'

let scene: Scene
beforeAll(async () => {
  scene = await Scene.set()
  await makeBulk(scene.server, 'app')
})
afterAll(() => scene[Symbol.asyncDispose]())

const environment = () => scene.environment('app')
const locations = (...shelves: readonly Shelf[]) => shelves.map(({ location }) => location)

/** Not compressed, so that the dump is more than one part of an upload. */
function backup(...shelves: readonly Shelf[]): string[] {
  return ['backup', '--compression', 'none', ...into(...shelves)]
}

/** A new folder and a new bucket. */
async function two(name: string): Promise<[Shelf, Shelf]> {
  return [scene.folder(name), await scene.bucket(name)]
}

describe('a folder and a bucket', () => {
  test('hold the same bytes, of one dump', async () => {
    const [folder, bucket] = await two('same')
    const client = await wrappedClient(scene, 'counted', { pg_dump: 'echo >>"$0".runs; exec "$real" "$@"' })
    const args = [...backup(folder, bucket), '--client-path', client, '--json']
    const { code, stdout, stderr } = await scene.installed.pgdrill(args, environment())
    expect([stderr, code]).toEqual([stderr, 0])
    expect(await folder.contents()).toEqual(await bucket.contents())
    expect(Object.keys(await folder.contents())).toHaveLength(4)
    expect(await scene.installed.read('counted/pg_dump.runs')).toBe('\n')
    const { location, manifest, backup: stem } = JSON.parse(stdout)
    expect(location).toBe(
      locations(folder, bucket)
        .map((at) => `${at}/${stem}.sql`)
        .join('\n'),
    )
    expect(manifest).toBe(
      locations(folder, bucket)
        .map((at) => `${at}/${stem}.manifest.json`)
        .join('\n'),
    )
  })
})

describe('when one store fails half-way, the other has the backup, the run has failed, and nothing is left:', () => {
  /** Exit code 1; the good store holds all, the bad one nothing, and the last line says which and why. */
  async function expectOneLeft(ended: Ended, good: Shelf, bad: Shelf, why: RegExp): Promise<void> {
    expect(ended).toMatchObject({ code: 1, left: [] })
    scene.expectNoSecret(ended)
    const errors = ended.stderr.split('\n').filter((line) => line.startsWith('error:'))
    expect(errors).toEqual([
      expect.stringMatching(new RegExp(`^error: ${bad.location} does not hold the backup: ${why.source}`)),
    ])
    const stem = ended.stdout.split('\n')[0]
    expect(ended.stdout).toContain(good.location)
    expect(ended.stdout).not.toContain(bad.location)
    expect(await bad.contents()).toEqual({})
    const ends = ['fingerprint.json.gz', 'globals.sql.gz', 'manifest.json', 'sql']
    expect(Object.keys(await good.contents()).sort()).toEqual(ends.map((end) => `${stem}.${end}`))
  }

  test('the bucket refuses a part', async () => {
    const [folder, bucket] = await two('refusing')
    await using proxy = await startFaultyProxy(scene.s3.endpoint)
    proxy.fault = ({ query }) => (query.get('partNumber') === '2' ? s3Error(403, 'AccessDenied') : undefined)
    const args = [...backup(folder, bucket), '--s3-endpoint', proxy.endpoint]
    const ended = await scene.installed.pgdrill(args, environment())
    await expectOneLeft(
      ended,
      folder,
      bucket,
      /cannot write .*\.sql: permission denied.*; allow s3:PutObject on /,
    )
  })

  test('the folder’s disk is full', async () => {
    const [folder, bucket] = await two('small')
    const limited = ['bash', '-c', `trap '' XFSZ; ulimit -f 4096; exec "$@"`, 'bash']
    const command = [...limited, ...scene.installed.command(backup(folder, bucket))]
    const ended = await scene.installed.startProgram(command, environment()).ended
    await expectOneLeft(ended, bucket, folder, /cannot write .*\.sql: the file would be larger than/)
  })

  test('the folder may not be written to', async () => {
    const [folder, bucket] = await two('read-only')
    await mkdir(folder.location)
    await chmod(folder.location, 0o555)
    // Permissions do not bind root.
    const nobody = await scene.installed.write(
      'as-nobody.js',
      `if (process.getuid() === 0) { process.setgroups([]); process.setgid(65534); process.setuid(65534) }`,
    )
    const command = scene.installed.command(backup(folder, bucket), ['--import', nobody])
    const ended = await scene.installed.startProgram(command, environment()).ended
    await expectOneLeft(
      ended,
      bucket,
      folder,
      /cannot write .*\.sql: permission denied; give the user who runs this/,
    )
  })
})

/** Starts the command line at this time, on a database of a few rows. */
function atTime(time: string, args: readonly string[], database = 'tiny'): Running {
  return scene.installed.startAt(time, args, scene.environment(database))
}

beforeAll(async () => {
  await scene.server.createDatabase('tiny')
  await scene.server.query('tiny', 'create table customer as select generate_series(1, 42) as id')
})

describe('of four backups, one only in a folder and one only in a bucket,', () => {
  let folder: Shelf
  let bucket: Shelf
  beforeAll(async () => {
    ;[folder, bucket] = await two('several')
    const taken = [[folder, bucket], [folder], [bucket], [folder, bucket]]
    for (const [day, shelves] of taken.entries()) {
      const args = ['backup', '--name', 'shop', '--prune=false', ...into(...shelves)]
      expect(await atTime(`2026-11-0${day + 1}T02:00:00Z`, args).ended).toMatchObject({ code: 0 })
    }
  })

  const list = (...more: string[]) =>
    atTime('2026-11-05T02:00:00Z', ['list', ...into(folder, bucket), ...more]).ended
  const days = (held: Record<string, string>) =>
    Object.keys(held).flatMap((key) => /shop_backup_2026-11-0(\d)\S+\.manifest\.json$/.exec(key)?.[1] ?? [])

  test('a listing shows side by side what is missing where', async () => {
    const { code, stdout } = await list()
    expect(code).toBe(0)
    const width = folder.location.length
    const line = (day: number, age: string, inFolder: string, inBucket: string) =>
      `shop_backup_2026-11-0${day}_02-00-00  ${age.padStart(8)}  SIZE  plain        1    42  -      ${inFolder.padEnd(width)}  ${inBucket}\n`
    expect(stdout.replaceAll(/ \d\.\d kB /g, ' SIZE ')).toBe(
      `BACKUP                                AGE    SIZE  FORMAT  TABLES  ROWS  DRILL  ${folder.location}  ${bucket.location}\n` +
        line(4, '24 hours', 'committed', 'committed') +
        line(3, '2 days', 'missing', 'committed') +
        line(2, '3 days', 'committed', 'missing') +
        line(1, '4 days', 'committed', 'committed'),
    )
  })

  test('a listing for machines says the same', async () => {
    const { backups, stores } = JSON.parse((await list('--json')).stdout)
    expect(stores).toEqual(locations(folder, bucket).map((location) => ({ location, problem: null })))
    const states = backups.map(({ copies }: { copies: { state: string }[] }) =>
      copies.map(({ state }) => state),
    )
    expect(states).toEqual([
      ['committed', 'committed'],
      ['missing', 'committed'],
      ['committed', 'missing'],
      ['committed', 'committed'],
    ])
  })

  test('a store that cannot be listed does not hide the other, but fails the run', async () => {
    const { code, stdout, stderr } = await list('--store', 's3://nowhere')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^shop_backup_2026-11-03_02-00-00 .* missing +committed +unknown$/m)
    expect(stderr).toMatch(/^error: cannot list s3:\/\/nowhere: there is no bucket "nowhere"/)
  })

  test('prune decides in each store by what that store holds', async () => {
    const policy = ['--name', 'shop', '--keep-days', '0', '--keep-last', '2']
    const args = ['prune', ...into(folder, bucket), ...policy]
    const dry = await atTime('2026-11-05T02:00:00Z', [...args, '--prune', 'dry-run']).ended
    expect(dry).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('would remove shop_backup_2026-11-01_02-00-00'),
    })
    expect([days(await folder.contents()), days(await bucket.contents())]).toEqual([
      ['1', '2', '4'],
      ['1', '3', '4'],
    ])
    const real = await atTime('2026-11-05T02:00:00Z', [...args, '--json']).ended
    expect(real).toMatchObject({ code: 0, left: [] })
    const removed = JSON.parse(real.stdout).map(
      ({ location, remove }: { location: string; remove: { backup: string }[] }) => [
        location,
        remove.map(({ backup }) => backup),
      ],
    )
    expect(removed).toEqual(locations(folder, bucket).map((at) => [at, ['shop_backup_2026-11-01_02-00-00']]))
    expect([days(await folder.contents()), days(await bucket.contents())]).toEqual([
      ['2', '4'],
      ['3', '4'],
    ])
    expect(Object.keys(await folder.contents())).toHaveLength(8)
  })

  test('a store that cannot be pruned does not keep the next one from it, but fails the run', async () => {
    const policy = ['--name', 'shop', '--keep-days', '0', '--keep-last', '1']
    const args = ['prune', '--store', 's3://nowhere', ...into(folder), ...policy]
    const ended = await atTime('2026-11-05T02:00:00Z', args).ended
    scene.expectFailure(ended, 1, /^error: cannot list s3:\/\/nowhere: there is no bucket "nowhere"/)
    expect(days(await folder.contents())).toEqual(['4'])
  })
})

describe('of two backups of one name in one second', () => {
  const time = '2026-11-03T02:00:00Z'
  const stem = 'app_backup_2026-11-03_02-00-00'

  test('the later one is refused before its dump, and the first stays as it is', async () => {
    const shelves = await two('one-second')
    expect(await atTime(time, [...backup(...shelves), '--prune', 'false'], 'app').ended).toMatchObject({
      code: 0,
    })
    const before = await Promise.all(shelves.map((shelf) => shelf.contents()))
    const ended = await atTime(time, [...backup(...shelves), '--prune', 'false'], 'app').ended
    const taken = 'a backup of this second exists already; another run has taken this name: run it again'
    const reasons = locations(...shelves).map((at) => `cannot write ${at}/${stem}.manifest.json: ${taken}`)
    scene.expectFailure(ended, 1, `cannot write the backup to any store: ${reasons.join('; ')}`)
    expect(await Promise.all(shelves.map((shelf) => shelf.contents()))).toEqual(before)
  })

  test.each(['folder', 'bucket'] as const)(
    'at once into a %s, one is committed whole and one refused',
    async (kind) => {
      const [folder, bucket] = await two(`at-once-${kind}`)
      const shelf = { folder, bucket }[kind]
      await using hold = await holdDumps(scene.server, 'app')
      const runs = [1, 2].map(() => atTime(time, [...backup(shelf), '--prune', 'false'], 'app'))
      await hold.reached(2)
      await hold.release()
      const ended = await Promise.all(runs.map(({ ended }) => ended))
      const [won, lost] = ended.sort((a, b) => Number(a.code) - Number(b.code)) as [Ended, Ended]
      expect(won).toMatchObject({ code: 0, stdout: expect.stringContaining(stem) })
      const cure = 'another run has taken this name: run it again'
      scene.expectFailure(lost, 1, `cannot write ${shelf.location}/${stem}.sql: it exists already; ${cure}`)
      const { objects } = JSON.parse(String(await shelf.read(`${stem}.manifest.json`)))
      const promised = objects.map(({ key, sha256 }: { key: string; sha256: string }) => [key, sha256])
      expect(await shelf.contents()).toEqual({
        ...Object.fromEntries(promised),
        [`${stem}.manifest.json`]: expect.any(String),
      })
    },
  )
})
