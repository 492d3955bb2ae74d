import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { PlainTextReader } from '../../src/backup/plain-text.ts'

const dump = `--
-- PostgreSQL database dump
--

COPY public.t (a) FROM stdin;
1
2
\\.


--
-- PostgreSQL database dump complete
--

`

test('a dump passes unchanged, and is known when it has ended', async () => {
  const reader = new PlainTextReader()
  const passed = await buffer(reader.pass(Readable.from([Buffer.from(dump)])))
  expect(passed.toString()).toBe(dump)
  expect(reader.text.bytes).toBe(dump.length)
  expect(reader.text.sha256).toBe(createHash('sha256').update(dump).digest('hex'))
  expect(reader.text.fingerprint.tables).toMatchObject([{ schema: 'public', name: 't', rows: 2 }])
})

test.each([
  ['nothing', ''],
  ['half of it', dump.slice(0, dump.length / 2)],
  ['all but the last comment', dump.slice(0, dump.indexOf('-- PostgreSQL database dump complete'))],
])('a dump of which there is %s never ends normally', async (_, text) => {
  const reader = new PlainTextReader()
  await expect(buffer(reader.pass(Readable.from([Buffer.from(text)])))).rejects.toThrow(
    /^pg_dump ended without an error, and its dump is cut short after \d+ bytes; check that client-path/,
  )
  expect(() => reader.text).toThrow('the dump has not ended yet')
})
