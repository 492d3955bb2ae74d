import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DumpGate } from '../../src/fingerprint/dump-gate.ts'
import { trap } from './dump-text.ts'
import { PsqlTwin } from './psql-twin.ts'
import { noTally, scanAgainstPsql, scanned } from './scan-psql.ts'

let twin: PsqlTwin
beforeAll(async () => {
  twin = await PsqlTwin.start()
})
afterAll(() => twin[Symbol.asyncDispose]())

const ending = '\n-- PostgreSQL database dump complete\n'

test('a text is read as psql reads it, or known as one that is not sure, in pieces of any size', async () => {
  const tally = noTally()
  await fc.assert(scanAgainstPsql(twin, tally), { seed: 5, numRuns: 100 })
  expect(tally.compared).toBeGreaterThan(30)
  expect(tally.rows).toBeGreaterThan(30)
})

// What got a program past the trip wire, or another count than psql's, once.
const hidden: [string, string][] = [
  ['behind a comment that ends with a carriage return', `-- x\r${trap}\n`],
  ['on the line of another COPY', `COPY t0 FROM stdin; ${trap}\n\\.\n`],
  ['behind a zero byte that hides the begin of a comment', `SELECT 1;\u0000 /*\n${trap}\n\u0000 */\n`],
  [
    'behind a string by a lower-case setting',
    `set standard_conforming_strings=off;\nSELECT 'a\\', '; ${trap} --';\n`,
  ],
  [
    'behind a string by SET SESSION',
    `SET SESSION standard_conforming_strings TO 'false';\nSELECT 'a\\', '; ${trap} --';\n`,
  ],
  [
    'behind a string by set_config',
    `SELECT set_config('standard_conforming_strings', 'off', false);\nSELECT 'a\\''; ${trap} --';\n`,
  ],
  [
    'behind a string that goes on on the next line',
    `SELECT E'a'\n'b\\' || '; ${trap.replaceAll("'", () => '$$')} --';\n`,
  ],
  ['at the end, without its semicolon', trap.slice(0, -1)],
]

describe('a program that the server would run is refused', () => {
  test.each(hidden)('%s', async (_, text) => {
    const bytes = Buffer.from(text)
    await expect(twin.load(bytes)).resolves.toMatchObject({ ran: true })
    for (const size of [1, 100_000]) await expect(through(bytes, size)).rejects.toThrow(/^refused a dump/)
  })
})

async function through(text: Buffer, size: number): Promise<void> {
  const gate = new DumpGate({ transactions: false, owners: false, privileges: false })
  const pieces = async function* () {
    for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size)
  }
  for await (const _ of gate.pass(pieces()));
}

describe('a row is a line only where psql and the server make one of it', () => {
  test.each<[string, string, number | null]>([
    ['an escaped newline', 'a\\\nb\n\\.\n', null],
    ['an end marker behind a value', 'a\\.\nb\n\\.\n', null],
    ['a line break of Windows', 'a\r\nb\r\n\\.\r\n', null],
    ['a backslash as pg_dump writes it', 'a\\\\\nb\\\\.\n\\\\\\\\\n\\.\n', 3],
    ['many backslashes', `${'\\\\'.repeat(200)}\n\\.\n`, 1],
  ])('%s', async (_, rows, counted) => {
    const text = Buffer.from(`COPY t0 (a) FROM stdin;\n${rows}${ending}`)
    for (const size of [1, 2, 3, 100_000]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.subarray(at * size, (at + 1) * size),
      )
      expect(scanned(pieces)).toMatchObject({ complete: true, tables: [{ name: 't0', rows: counted }] })
    }
    const { ok, rows: loaded } = await twin.load(text)
    expect(ok).toBe(true)
    if (counted !== null) expect(loaded.t0).toBe(counted)
  })

  test.each([
    ['COPY t0 FROM stdin (FORMAT csv);\n"a\nb"\n\\.\n', null],
    ["COPY t0 FROM stdin WHERE a <> 'x';\nx\ny\n\\.\n", null],
    ['COPY t0 FROM stdin;\na\n\\.\ninsert into "t0" values (1), (2);\n', null],
    ['COPY T0 FROM stdin;\na\n\\.\ncopy t0 from stdin;\nb\n\\.\n', 2],
  ])('%j', async (text, counted) => {
    const bytes = Buffer.from(text + ending)
    expect(scanned([bytes])).toMatchObject({
      complete: true,
      lost: undefined,
      tables: [{ name: 't0', rows: counted }],
    })
    await expect(twin.load(bytes)).resolves.toMatchObject({ ok: true })
  })

  test.each([
    ['what is rolled back', 'BEGIN;\nCOPY t0 FROM stdin;\na\n\\.\nROLLBACK;\n'],
    ['what is never committed', 'BEGIN;\nCOPY t0 FROM stdin;\na\n\\.\n'],
    ['two COPYs on a line', 'COPY t0 FROM stdin; COPY t1 FROM stdin;\na\n\\.\nb\n\\.\n'],
    ['a statement behind an escaped semicolon', "\\;insert into t0 values ('');\n"],
    ['a statement that goes on behind its rows', 'BEGIN\\; COPY t0 FROM stdin;\na\n\\.\nCOMMIT;\n'],
  ])('%s is not known', async (_, text) => {
    const bytes = Buffer.from(text + ending)
    expect(scanned([bytes]).complete).toBe(false)
    await expect(twin.load(bytes)).resolves.toMatchObject({ ok: true })
  })
})
