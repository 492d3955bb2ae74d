import { createHash } from 'node:crypto'
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

test('a dump is known when it has ended', () => {
  const reader = new PlainTextReader()
  for (const byte of Buffer.from(dump)) reader.read(Buffer.from([byte]))
  const { bytes, sha256, fingerprint } = reader.end()
  expect(bytes).toBe(dump.length)
  expect(sha256).toBe(createHash('sha256').update(dump).digest('hex'))
  expect(fingerprint.tables).toMatchObject([{ schema: 'public', name: 't', rows: 2 }])
})

test.each([
  ['nothing', ''],
  ['half of it', dump.slice(0, dump.length / 2)],
  ['all but the last comment', dump.slice(0, dump.indexOf('-- PostgreSQL database dump complete'))],
])('a dump of which there is %s never ends normally', (_, text) => {
  const reader = new PlainTextReader()
  reader.read(Buffer.from(text))
  expect(() => reader.end()).toThrow(
    /^pg_dump ended without an error, and its dump is cut short after \d+ bytes; check that client-path/,
  )
})
