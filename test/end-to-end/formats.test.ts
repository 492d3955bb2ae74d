import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { startPostgres } from '../servers/postgres.ts'
import { loadSample } from '../servers/sample.ts'
import { backUp, countRows, type Made, sh } from './by-hand.ts'
import { into, Scene } from './scene.ts'

// Each backup is restored by hand, as somebody would who has never heard of pgdrill.

let scene: Scene
let made: Made
let rows: Record<string, number>
beforeAll(async () => {
  scene = await Scene.withoutS3()
  await loadSample(scene.server, 'shop')
  made = await backUp(scene, 'shop', 'shop')
  rows = await countRows(scene.server, 'shop')
})
afterAll(() => scene[Symbol.asyncDispose]())

const psql = 'psql -X -v ON_ERROR_STOP=1'

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../docs/manifest.schema.json', import.meta.url), 'utf8')),
)

/** The manifest is valid, and says of the objects beside it what sha256sum and stat say. */
async function expectTrueManifest(made: Made): Promise<void> {
  const { shelf, stem, manifest } = made
  expect([validate(manifest), validate.errors]).toEqual([true, null])
  const all = `${stem}.*`
  const facts = await sh(`sha256sum ${all}; stat --printf '%s  %n\\n' ${all}`, made, scene.server, 'shop')
  for (const { key, bytes, sha256 } of manifest.objects) {
    expect(facts).toContain(`${sha256}  ${key}\n`)
    expect(facts).toContain(`\n${bytes}  ${key}\n`)
  }
  const held = Object.keys(await shelf.contents()).sort()
  expect(held).toEqual([...manifest.objects.map(({ key }) => key), `${stem}.manifest.json`].sort())
}

describe.each([
  ['plain', 'gzip:6', 'sql.gz', `gunzip -c FILE | ${psql}`],
  ['plain', 'zstd:3', 'sql.zst', `zstd -dc FILE | ${psql}`],
  ['plain', 'none', 'sql', `${psql} -f FILE`],
  ['custom', 'gzip:6', 'dump', 'pg_restore --exit-on-error -d "$PGDATABASE" FILE'],
  ['custom', 'none', 'dump', 'pg_restore --exit-on-error -j 2 -d "$PGDATABASE" FILE'],
])('%s, compressed with %s,', (format, compression, end, command) => {
  const database = `from_${format}_${compression.replace(':', '_')}`
  let made: Made
  beforeAll(async () => {
    made = await backUp(scene, 'shop', database, ['--format', format, '--compression', compression])
  })

  test('has a manifest that is valid, and true of the objects beside it', async () => {
    await expectTrueManifest(made)
    const [kind, level] = compression.split(':')
    expect(made.manifest).toMatchObject({
      dump: { format },
      compression: level === undefined ? { kind } : { kind, level: Number(level) },
      objects: expect.arrayContaining([expect.objectContaining({ key: `${made.stem}.${end}` })]),
    })
  })

  test('restores by hand, with every row and every object', async () => {
    await scene.server.query('postgres', `create database ${database} template template0`)
    await sh(command.replace('FILE', `${made.stem}.${end}`), made, scene.server, database)
    expect(await countRows(scene.server, database)).toEqual(rows)
    expect((await backUp(scene, database, `${database}-again`)).fingerprint).toEqual(fingerprint())
  })
})

function fingerprint(): NonNullable<Made['fingerprint']> {
  if (made.fingerprint === undefined) throw new Error('a plain dump without a fingerprint')
  return made.fingerprint
}

test('the fingerprint beside a dump counts as the server does, and as the manifest says', () => {
  const { tables } = fingerprint()
  const counted = Object.fromEntries(tables.map(({ schema, name, rows }) => [`${schema}.${name}`, rows]))
  // A materialised view is refreshed by a restore, so a dump holds no rows of it.
  expect(rows).toMatchObject(counted)
  expect(tables.length).toBeGreaterThan(20)
  expect(made.manifest.tables).toBe(tables.length)
  expect(made.manifest.rows).toBe(tables.reduce((sum, { rows }) => sum + (rows ?? Number.NaN), 0))
})

test('roles and all else load on an empty second cluster, the globals first', async () => {
  await using second = await startPostgres()
  const file = (end: string) => `gunzip -c ${made.stem}.${end}`
  await sh(`${file('globals.sql.gz')} | ${psql} -d postgres`, made, second, 'postgres')
  await second.query('postgres', 'create database shop template template0')
  await sh(`${file('sql.gz')} | ${psql}`, made, second, 'shop')
  await sh(`${file('globals.sql.gz')} | ${psql} -v database=shop -d postgres`, made, second, 'postgres')
  expect(await countRows(second, 'shop')).toEqual(rows)
  const shelf = scene.folder('second')
  const again = await scene.installed.pgdrill(['backup', ...into(shelf)], {
    DATABASE_URL: second.url('shop'),
  })
  expect(again).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/^warning/m) })
  const key = `${again.stdout.split('\n')[0]}.fingerprint.json.gz`
  expect(JSON.parse(String(gunzipSync(await shelf.read(key))))).toEqual(fingerprint())
})

test('without globals there is no such object', async () => {
  const made = await backUp(scene, 'shop', 'no-globals', ['--globals', 'false'])
  await expectTrueManifest(made)
  const ends = made.manifest.objects.map(({ key }) => key.slice(made.stem.length))
  expect(ends).toEqual(['.sql.gz', '.fingerprint.json.gz'])
})

test('zstd inside a custom archive takes pg_dump 16: an older one is refused, with the cure', async () => {
  const shelf = scene.folder('custom-zstd')
  const args = ['backup', ...into(shelf), '--format', 'custom', '--compression', 'zstd']
  const ended = await scene.installed.pgdrill(args, scene.environment('shop'))
  if (scene.server.major >= 16) {
    expect(ended).toMatchObject({ code: 0 })
    return
  }
  const why = /cannot compress a custom archive with zstd: pg_dump 1\d\.\d+ \(.*\) does not know it/
  const cure = 'use compression gzip, format plain, or a pg_dump of version 16 or newer'
  scene.expectFailure(ended, 1, new RegExp(`^error: ${why.source}; ${cure}$`))
  expect(await shelf.contents()).toEqual({})
})
