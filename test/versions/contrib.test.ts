import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadPlain } from '../../src/postgres/load.ts'
import type { Report } from '../../src/report/report.ts'
import { once } from '../../src/store/once.ts'
import { DrillScene } from '../corpus/scene.ts'
import { connectionTo, toolsFor } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { programsOf } from '../servers/versions.ts'
import { contrib } from './contrib.ts'

const verified = { verdict: 'verified', differences: [], reason: null }

describe('a database with an extension of contrib', () => {
  let scene: DrillScene
  beforeAll(async () => {
    scene = await DrillScene.start()
  })
  afterAll(() => scene[Symbol.asyncDispose]())

  test.each(Object.entries(contrib))('is verified: %s', async (name, sql) => {
    await scene.create(name, sql)
    const { record } = await scene.drill(await scene.backUp(name), name)
    expect(record).toMatchObject(verified)
    expect(await scene.left()).toEqual([])
  })

  test("shows no user mapping's password in a log, a record, a manifest or a fingerprint", async () => {
    const shown: string[] = []
    const note = (text: string) => void shown.push(text)
    const report: Report = {
      info: note,
      warning: note,
      track: () => ({ [Symbol.dispose]: () => undefined }),
    }
    const store = await scene.backUp('postgres_fdw', { report, compression: { kind: 'none' } })
    const { record } = await scene.drill(store, 'postgres_fdw', { report })
    shown.push(JSON.stringify(record))
    let dump = ''
    for (const [name, { bytes }] of store.objects) {
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : Buffer.from(bytes)).toString()
      if (name.endsWith('.sql')) dump = text
      else shown.push(text)
    }
    expect(dump).toContain("password 'cl3rk-s3cret'")
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.join('\n')).not.toContain('s3cret')
  })

  test("shows no user mapping's password when that is what does not load", async () => {
    const sql = `CREATE USER MAPPING FOR nobody SERVER branch OPTIONS (\n    password 'it''s s3cret'\n);\n`
    const options = { serverMajor: 15, singleTransaction: false, signal: new AbortController().signal }
    const loading = loadPlain(
      connectionTo(scene.target, 'postgres'),
      { ...toolsFor(scene.target), version: '18.0', major: 18 },
      once(Buffer.from(sql)),
      options,
    )
    await expect(loading).rejects.toThrow(`SERVER branch OPTIONS ( password '***' )`)
  })
})

describe('an extension of their own', () => {
  let folder: string
  let source: PostgresServer
  let clientPath: string
  // PostgreSQL 18 is the first that finds extensions in a folder of one's own.
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pgdrill-extension-'))
    chmodSync(folder, 0o755)
    mkdirSync(join(folder, 'extension'))
    writeFileSync(join(folder, 'extension/rates.control'), "default_version = '1.0'\nschema = rates\n")
    writeFileSync(
      join(folder, 'extension/rates--1.0.sql'),
      `CREATE TABLE rate (country text PRIMARY KEY, percent int, own boolean DEFAULT true);
       INSERT INTO rate VALUES ('AT', 20, false), ('DE', 19, false);
       SELECT pg_catalog.pg_extension_config_dump('rate', 'WHERE own');`,
    )
    clientPath = await programsOf(18)
    source = await startPostgres({
      binDir: clientPath,
      settings: { extension_control_path: `${folder}:$system` },
    })
    await source.createDatabase('shop')
    await source.psql('shop', `CREATE EXTENSION rates; INSERT INTO rates.rate VALUES ('CH', 8)`)
  })
  afterAll(async () => {
    await source?.stop()
    rmSync(folder, { recursive: true })
  })

  test('has the rows compared that somebody added to its tables, and not those it brings itself', async () => {
    const scene = DrillScene.between(source, source)
    const { record } = await scene.drill(await scene.backUp('shop', { clientPath }), 'shop', { clientPath })
    expect(record).toMatchObject({ ...verified, tablesCompared: 1, rowsCompared: 1 })
  })

  test('leaves a drill inconclusive on a server without it, which is told by name', async () => {
    await using target = await startPostgres({ binDir: clientPath })
    const scene = DrillScene.between(source, target)
    const { record } = await scene.drill(await scene.backUp('shop', { clientPath }), 'shop', { clientPath })
    expect(record).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('the scratch server has no extension "rates"'),
    })
  })
})
