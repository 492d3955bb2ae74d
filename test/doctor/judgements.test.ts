import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { compareClocks } from '../../src/doctor/clock.ts'
import { judgeFolder, judgeSpool } from '../../src/doctor/disk.ts'
import { judgeTime } from '../../src/doctor/time.ts'
import { findTools, judgeTools } from '../../src/doctor/tools.ts'
import { skewMs } from '../../src/postgres/server-clock.ts'
import { findClientTools } from '../../src/postgres/tools.ts'
import { manifestOf } from '../catalog/made.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgdrill-judge-'))
afterAll(() => rmSync(folder, { recursive: true }))
const hour = 3_600_000
const GB = 1e9

describe('clocks', () => {
  const asked = (theirsMs: number) => ({ fromMs: 10_000, toMs: 12_000, theirsMs, coarseMs: 1000 })
  test.each([
    [9_000, 0],
    [8_999, -1],
    [12_000, 0],
    [12_001, 1],
    [500_000, 488_000],
  ])('that say %d when it is 10,000 to 12,000 here differ by %d ms at least', (theirs, skew) => {
    expect(skewMs(asked(theirs))).toBe(skew)
  })

  test.each([
    [12_000 + 59_999, true, 'ok'],
    [12_000 + 60_000, true, 'warning'],
    [12_000 + 15 * 60_000 - 1, true, 'warning'],
    [12_000 + 15 * 60_000, true, 'problem'],
    [12_000 + 15 * 60_000, false, 'warning'],
  ])('that say %d, where requests are signed: %s, are %s', (theirs, signs, verdict) => {
    expect(compareClocks(asked(theirs), "the store's", { signs }).verdict).toBe(verdict)
  })

  test('that differ are told by how much, and which way', () => {
    const say = (theirs: number) => compareClocks(asked(theirs), "the database's", { signs: false }).says
    expect(say(612_000)).toBe("this machine's clock is 10 min behind the database's")
    expect(say(-591_000)).toBe("this machine's clock is 10 min ahead of the database's")
  })
})

describe('the time a backup takes', () => {
  const stem = 'shop_backup_2026-11-01_02-00-00'
  const took = (seconds: number, sizeBytes: number) => {
    const { source, takenAt, ...manifest } = manifestOf(stem)
    const finishedAt = new Date(takenAt.getTime() + seconds * 1000)
    return { ...manifest, takenAt, finishedAt, source: { ...source, sizeBytes } }
  }
  test('is that of the last one, for the size that the database has now', () => {
    expect(judgeTime(60 * GB, [took(1000, 30 * GB)], 6 * hour)).toEqual({
      verdict: 'ok',
      says: "about 33 min 20 s at 30.0 MB/s of the database's size, as the last backup; the job may take 6 h",
      cure: null,
    })
  })

  test('is that of the slowest of late, not of one that had the server to itself', () => {
    const lately = [took(500, 30 * GB), took(1000, 30 * GB), took(9, 1)]
    expect(judgeTime(30 * GB, lately, 6 * hour).says).toBe(
      "about 16 min 40 s at 30.0 MB/s of the database's size, as the slowest of the last 2 backups; the job may take 6 h",
    )
  })

  test('is a problem where a measured one is beyond the limit, and a warning from half of it', () => {
    expect(judgeTime(30 * GB, [took(1000, 30 * GB)], 999_000)).toMatchObject({ verdict: 'problem' })
    expect(judgeTime(30 * GB, [took(1000, 30 * GB)], 1_999_000)).toMatchObject({ verdict: 'warning' })
    expect(judgeTime(30 * GB, [took(1000, 30 * GB)], 2_000_000)).toMatchObject({ verdict: 'ok' })
  })

  test('is assumed where nothing was measured, and then never a problem', () => {
    for (const lately of [[], [took(9, 30 * GB)]]) {
      const told = judgeTime(1000 * GB, lately, 6 * hour)
      expect(told).toMatchObject({ verdict: 'warning', says: expect.stringContaining('which is assumed') })
    }
  })

  test('matters to nobody without a limit, and is not known without a size', () => {
    expect(judgeTime(1000 * GB, [], undefined)).toMatchObject({ verdict: 'ok' })
    expect(judgeTime(undefined, [], 6 * hour)).toMatchObject({ verdict: 'skipped' })
  })
})

describe('the disk', () => {
  const free = 1e15
  test.each([
    [1, 'ok'],
    [free, 'problem'],
  ])('for a backup of %d bytes is %s', async (bytes, verdict) => {
    expect(await judgeFolder(folder, { bytes, as: 'as the last one did' })).toMatchObject({ verdict })
  })

  test('of a folder that is not made yet is that of the one above it', async () => {
    expect(await judgeFolder(join(folder, 'a/b'), undefined)).toMatchObject({ verdict: 'ok' })
  })

  test('for what is not streamed is a warning at most', async () => {
    expect(await judgeSpool(folder, 1)).toMatchObject({ verdict: 'ok' })
    expect(await judgeSpool(folder, free)).toMatchObject({
      verdict: 'warning',
      cure: expect.stringContaining('target-url'),
    })
  })
})

describe('the tools', () => {
  const request = {
    path: process.env.PATH ?? '',
    format: 'plain' as const,
    compression: { kind: 'none' } as const,
    selection: { schemas: [], excludeSchemas: [], tables: [], excludeTables: [], excludeTableData: [] },
    lockWaitTimeoutMs: 1,
    globals: true,
  }
  const judge = async (major: number, asked: typeof request & { clientPath?: string }) =>
    judgeTools(await findTools(major, asked), major, asked)

  test('are those that a backup would take', async () => {
    expect(await judge(14, request)).toMatchObject({
      verdict: 'ok',
      says: expect.stringMatching(/^pg_dump \d/),
    })
  })

  test('that have no pg_dumpall beside them leave the roles out of backups, which is told', async () => {
    const { folder: real } = await findClientTools({ major: 14 }, request)
    const clientPath = mkdtempSync(join(folder, 'alone-'))
    for (const name of ['pg_dump', 'psql', 'pg_restore'])
      symlinkSync(join(real, name), join(clientPath, name))
    expect(await judge(14, { ...request, clientPath })).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('no pg_dumpall'),
      cure: expect.stringContaining('postgresql-client-'),
    })
    expect(await judge(14, { ...request, clientPath, globals: false })).toMatchObject({ verdict: 'ok' })
  })

  test('that are too old are refused as a backup would refuse them', async () => {
    await expect(judge(99, request)).rejects.toThrow('cannot dump server 99')
  })
})
