// What the largest texts cost to read: npm run fuzz:memory [-- --gigabytes 10 --tables 1000000]. Nothing is stored.
import { parseArgs } from 'node:util'
import { compareFingerprints } from '../../src/fingerprint/compare.ts'
import { DumpGate } from '../../src/fingerprint/dump-gate.ts'
import { encodeFingerprint } from '../../src/fingerprint/format.ts'
import { createFingerprintScan } from '../../src/fingerprint/scan.ts'

const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '10' },
    tables: { type: 'string', default: '1000000' },
  },
})
const ending = '-- PostgreSQL database dump complete\n'
const long = 'x'.repeat(1 << 20)
const pieces = Number(values.gigabytes) * 1024

function* longLine(begin: string, end: string): Generator<string> {
  yield begin
  for (let at = 0; at < pieces; at++) yield long
  yield end + ending
}

function* manyTables(): Generator<string> {
  for (let at = 0; at < Number(values.tables); at++) {
    const name = `public.table_${at}`
    yield `--\n-- Name: table_${at}; Type: TABLE; Schema: public; Owner: me\n--\n\nCREATE TABLE ${name} (\n    id integer\n);\n\n`
    yield `--\n-- Data for Name: table_${at}; Type: TABLE DATA; Schema: public; Owner: me\n--\n\nCOPY ${name} (id) FROM stdin;\n1\n\\.\n\n`
  }
  yield ending
}

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 50)

async function* told(texts: Iterable<string>): AsyncGenerator<Buffer> {
  let count = 0
  for (const text of texts) {
    if (count++ % 64 === 0) await new Promise(setImmediate)
    yield Buffer.from(text)
  }
}

async function measured(what: string, work: () => Promise<object>): Promise<void> {
  const started = performance.now()
  peak = process.memoryUsage.rss()
  const found = await work()
  const seconds = Math.round((performance.now() - started) / 100) / 10
  console.log(JSON.stringify({ what, seconds, peakMB: Math.round(peak / 1e6), ...found }))
}

async function scanned(texts: Iterable<string>) {
  const scan = createFingerprintScan()
  for await (const chunk of told(texts)) scan.write(chunk)
  return scan.end()
}

await measured('a row', async () => {
  const { complete, tables } = await scanned(longLine('COPY t (a) FROM stdin;\n', '\n\\.\n'))
  return { complete, rows: tables[0]?.rows, bytes: tables[0]?.bytes }
})
await measured('a string', async () => ({ complete: (await scanned(longLine("SELECT '", "';\n"))).complete }))
await measured('a comment', async () => ({ complete: (await scanned(longLine('-- ', '\n'))).complete }))
await measured('a row, through the gate of a restore', async () => {
  const gate = new DumpGate({ transactions: true, owners: true, privileges: true })
  for await (const _ of gate.pass(told(longLine('COPY t (a) FROM stdin;\n', '\n\\.\n'))));
  return { isComplete: gate.passed?.isComplete, bytes: gate.passed?.bytes }
})
await measured(`${values.tables} tables`, async () => {
  const one = await scanned(manyTables())
  const jsonMB = Math.round(encodeFingerprint(one).length / 1e6)
  const started = performance.now()
  const differences = compareFingerprints(one, { ...one, tables: one.tables.toReversed() }).length
  const compareSeconds = Math.round((performance.now() - started) / 100) / 10
  return { complete: one.complete, tables: one.tables.length, jsonMB, differences, compareSeconds }
})
clearInterval(watch)
