import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { PgdrillError } from '../../src/errors.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { connectionTo } from '../postgres/reach.ts'
import { startPostgresProxy } from '../servers/postgres-proxy.ts'
import {
  changeManifest,
  contentOf,
  dumpKeys,
  formats,
  put,
  replaceVouched,
  startGoodScene,
  stem,
} from './good.ts'
import type { DrillChanges, DrillScene } from './scene.ts'

let scene: DrillScene
beforeAll(async () => {
  scene = await startGoodScene()
}, 60_000)
afterAll(() => scene?.[Symbol.asyncDispose]())

/** Why a drill could not be tried; fails when it was, or when it left anything. */
async function reasonOf(store: MemoryStore, changes: DrillChanges = {}, name = 'good'): Promise<string> {
  const { record } = await scene.drill(store, name, changes)
  expect({ ...record, left: await scene.left() }).toMatchObject({
    verdict: 'inconclusive',
    differences: [],
    left: [],
  })
  return record.reason ?? ''
}

describe.each(formats)('%s: a server', (format) => {
  const good = () => scene.backUp('good', { format })

  test('that is not there', async () => {
    const target = { ...connectionTo(scene.target, 'postgres'), host: '127.0.0.1', port: 1 }
    expect(await reasonOf(await good(), { target })).toMatch(/^cannot connect to .*127\.0\.0\.1:1/)
  })

  test('that refuses the password', async () => {
    const target = { ...connectionTo(scene.target, 'postgres'), host: '127.0.0.1', password: 'wrong' }
    expect(await reasonOf(await good(), { target })).toMatch(/password authentication failed/)
  })

  test('that is lost while the restored database is dumped again', async () => {
    await using proxy = await startPostgresProxy(scene.target)
    proxy.act = ({ sql = '' }) => (/^LOCK TABLE/.test(sql) ? 'reset' : undefined)
    const { host, port } = proxy
    const target = connectionTo(scene.target, 'postgres', { host, port, password: scene.target.password })
    expect(await reasonOf(await good(), { target })).toMatch(/^cannot dump database "pgdrill.*lost/)
  })

  test('where the role may make no database', async () => {
    await scene.target.query('postgres', 'CREATE ROLE weak LOGIN')
    const target = connectionTo(scene.target, 'postgres', { user: 'weak' })
    const drilled = scene.drill(await good(), 'good', { target })
    const { verdict, reason } = await drilled.then(({ record }) => record).finally(() => dropWeak())
    expect(verdict).toBe('inconclusive')
    expect(reason).toMatch(/cannot create a scratch database .*connect as a superuser/)
  })

  test('where the role may make no roles', async () => {
    await scene.target.query('postgres', 'CREATE ROLE weak LOGIN CREATEDB')
    const target = connectionTo(scene.target, 'postgres', { user: 'weak' })
    const drilled = scene.drill(await good(), 'good', { target })
    const { verdict, reason } = await drilled.then(({ record }) => record).finally(() => dropWeak())
    expect(verdict).toBe('inconclusive')
    expect(reason).toMatch(
      /it needs role "\w+", which cannot be made there.*connect as a superuser, or create it/,
    )
  })

  const dropWeak = () => scene.target.query('postgres', 'DROP ROLE weak')

  test('of which no programs are here', async () => {
    const store = await good()
    changeManifest(store, (manifest) => ({
      ...manifest,
      source: { ...manifest.source, serverVersion: '99.1' },
    }))
    expect(await reasonOf(store, { target: undefined })).toMatch(
      /needs initdb and postgres of version 99 or newer, and the newest found is of version \d+; install postgresql-99/,
    )
  })
})

describe.each(formats)('%s: client programs', (format) => {
  test('that are not there', async () => {
    expect(await reasonOf(await scene.backUp('good', { format }), { clientPath: '/nonexistent' })).toMatch(
      /^cannot use client-path \/nonexistent/,
    )
  })

  test('older than those that made the dump', async () => {
    const store = await scene.backUp('good', { format })
    changeManifest(store, (manifest) => ({ ...manifest, dump: { ...manifest.dump, client: '99.1' } }))
    expect(await reasonOf(store)).toMatch(/install postgresql-client-99/)
  })
})

test('an archive of a newer format than pg_restore reads', async () => {
  const store = await scene.backUp('good', { format: 'custom' })
  const archive = Buffer.from(contentOf(store, dumpKeys.custom))
  // PGDMP, then major, minor, revision.
  archive[6] = 99
  replaceVouched(store, dumpKeys.custom, archive)
  expect(await reasonOf(store)).toMatch(/unsupported version \(1\.99\) in file header.*set client-path/)
})

describe.each(formats)('%s: an extension that the server lacks', (format) => {
  test.each([
    ['vector', /such as the image pgvector\/pgvector:pg\d+$/],
    ['postgis', /such as the image postgis\/postgis:\d+-/],
    ['timescaledb', /such as the image timescale\/timescaledb-ha:pg\d+$/],
    ['of_our_own', /set target-url to a server that has it$/],
  ])('%s', async (extension, image) => {
    const database = `with_${extension}`
    // As if it had been installed: what pg_dump writes comes from this catalog.
    await scene.source.query('postgres', `DROP DATABASE IF EXISTS ${database}`)
    await scene.create(
      database,
      `INSERT INTO pg_extension SELECT 99999, '${extension}', extowner, 2200, false, '1.0', NULL, NULL
         FROM pg_extension WHERE extname = 'plpgsql'`,
    )
    const reason = await reasonOf(await scene.backUp(database, { format }), {}, database)
    expect(reason).toContain(`the scratch server has no extension "${extension}"`)
    expect(reason).toMatch(image)
  })
})

describe('a backup that this pgdrill cannot read', () => {
  test('encrypted, without a key and with the key of another', async () => {
    const [own, other] = [await generateX25519Identity(), await generateX25519Identity()]
    const recipients = [await identityToRecipient(own)]
    const store = await scene.backUp('good', { encryption: { kind: 'recipients', recipients } })
    expect(await reasonOf(store)).toMatch(/it is encrypted, and no identity is given; set identity-file, or/)
    const keys = (text: string) => ({ keys: { identities: [{ text, origin: 'the test' }] } })
    expect(await reasonOf(store, keys(other))).toMatch(
      /no identity that is given is one of its recipients'; give /,
    )
    const { record } = await scene.drill(store, 'good', keys(own))
    expect(record.verdict).toBe('verified')
  })

  test('encrypted with a passphrase, without it', async () => {
    const store = await scene.backUp('good', {
      encryption: { kind: 'passphrase', passphrase: 'correct horse' },
    })
    expect(await reasonOf(store)).toMatch(
      /encrypted with a passphrase, and none is given; set encrypt-passphrase/,
    )
  })

  test('with a manifest of a newer pgdrill', async () => {
    const store = await scene.backUp('good')
    const key = `${stem}.manifest.json`
    put(store, key, Buffer.from(contentOf(store, key).toString().replace('"schema": 1', '"schema": 2')))
    expect(await reasonOf(store)).toMatch(/manifest schema 2 is newer than this pgdrill reads \(1\); update/)
  })

  test('with a fingerprint of a newer pgdrill', async () => {
    const store = await scene.backUp('good')
    const key = `${stem}.fingerprint.json.gz`
    const text = gunzipSync(contentOf(store, key)).toString()
    replaceVouched(store, key, gzipSync(text.replace(/"schema":\s*1/, '"schema":2')))
    expect(await reasonOf(store)).toMatch(/fingerprint schema 2 is newer .*; update pgdrill/)
  })

  test.each([['--create'], ['--clean'], ['--data-only'], ['--section=pre-data']])(
    'that does not load into an empty database: %s',
    async (argument) => {
      const store = await scene.backUp('good', { pgDumpArguments: [argument] })
      expect(await reasonOf(store)).toContain(`it was made with ${argument.split('=')[0]}`)
    },
  )
})

describe('a store', () => {
  test('that cannot be read to the end', async () => {
    class Dying extends MemoryStore {
      override async *get(key: string, options: { signal: AbortSignal }): AsyncIterable<Uint8Array> {
        if (key !== dumpKeys.plain) return yield* super.get(key, options)
        yield contentOf(this, key).subarray(0, 1_000)
        throw new PgdrillError('cannot read s3://store/key: no answer')
      }
    }
    const store = new Dying()
    for (const [key, object] of (await scene.backUp('good')).objects) store.objects.set(key, object)
    expect(await reasonOf(store)).toBe('cannot read s3://store/key: no answer')
  })
})
