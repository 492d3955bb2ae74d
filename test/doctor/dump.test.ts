import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type TrialRequest, tryDump } from '../../src/doctor/dump.ts'
import { StoppedError } from '../../src/errors.ts'
import { connect } from '../../src/postgres/client.ts'
import { wholeDatabase } from '../../src/postgres/selection.ts'
import { type ClientTools, findClientTools } from '../../src/postgres/tools.ts'
import { connectionTo } from '../postgres/reach.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

let server: PostgresServer
let tools: ClientTools
beforeAll(async () => {
  server = await startPostgres()
  tools = await findClientTools(server, { path: process.env.PATH ?? '' })
  await server.createDatabase('shop')
  await server.psql(
    'shop',
    "create table note as select repeat('x', 1000) as text from generate_series(1, 20000)",
  )
}, 30_000)
afterAll(() => server?.stop())

const attempt = (changes: Partial<TrialRequest> = {}, by = tools) =>
  tryDump(
    {
      connection: connectionTo(server, 'shop'),
      format: 'plain',
      compression: { kind: 'none' },
      selection: wholeDatabase,
      pgDumpArguments: [],
      lockWaitTimeoutMs: 300_000,
      signal: new AbortController().signal,
      ...changes,
    },
    by,
  )

const dumping = async () =>
  (await server.query('postgres', "select from pg_stat_activity where application_name = 'pg_dump'")).length

describe('the dump of a backup', () => {
  test.each(['plain', 'custom'] as const)('in format %s is ended at its first bytes', async (format) => {
    expect(await attempt({ format })).toMatchObject({ verdict: 'ok' })
    for (let tries = 0; tries < 50 && (await dumping()) > 0; tries += 1)
      await new Promise((r) => setTimeout(r, 20))
    expect(await dumping()).toBe(0)
  })

  test('that does not run on this machine is told in its own words', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgdrill-dump-'))
    const script = '#!/bin/sh\necho "pg_dump: error: libpq.so.5 is gone" >&2; exit 127\n'
    writeFileSync(join(folder, 'pg_dump'), script, { mode: 0o755 })
    await expect(attempt({}, { ...tools, folder })).rejects.toThrow(
      /^cannot dump database "shop" .*libpq\.so\.5 is gone/,
    )
    rmSync(folder, { recursive: true })
  })

  test('that is not understood is told, as a backup would', async () => {
    await expect(attempt({ pgDumpArguments: ['--no-such-thing'] })).rejects.toThrow('check pg-dump-args')
    await expect(attempt({ selection: { ...wholeDatabase, tables: ['gone'] } })).rejects.toThrow(
      'no table matches the table patterns',
    )
  })

  test('that has to wait for a lock is a warning after 5 seconds, with who holds it', async () => {
    await using holder = await connect(connectionTo(server, 'shop'))
    await holder.query('begin')
    await holder.query('lock table public.note')
    expect(await attempt()).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(/^cannot lock table "public.note" .* within 5 s: blocked by session/),
    })
  }, 20_000)

  test('ends with the doctor that is stopped', async () => {
    await using holder = await connect(connectionTo(server, 'shop'))
    await holder.query('begin')
    await holder.query('lock table public.note')
    const controller = new AbortController()
    const stopped = attempt({ signal: controller.signal })
    setTimeout(() => controller.abort(new StoppedError('SIGTERM')), 500)
    await expect(stopped).rejects.toThrow(StoppedError)
  })
})
