import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { split } from 'shlex'
import { parse } from 'yaml'
import { postgresqlKey } from '../../src/postgres/install/postgresql-key.ts'
import { dearmored } from '../../src/postgres/install/signature.ts'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { fencesIn } from './fences.ts'
import { root } from './program.ts'

const blocks = await fencesIn('docs/client.md')
const named = (wanted: string) => blocks.filter(({ name }) => name === wanted).map(({ text }) => text.trim())

test.each(named('pgdrill'))('pgdrill understands: %s', (line) => {
  expect(() => readCommandLine(split(line).slice(1), {})).not.toThrow()
})

test('the step it shows gives inputs that the action has', async () => {
  const action = parse(await readFile(join(root, 'setup/action.yml'), 'utf8'))
  const [step] = named('step').flatMap((text) => parse(text))
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)))
})

test('the fingerprint it names is that of the built-in key', async () => {
  const key = dearmored(Buffer.from(postgresqlKey))
  // RFC 9580, section 5.5.4.2: SHA-1 over the first packet's body, which has a length of two octets here.
  const bytes = key.readUInt16BE(1)
  const head = Buffer.from([0x99, bytes >> 8, bytes & 255])
  const fingerprint = createHash('sha1')
    .update(head)
    .update(key.subarray(3, 3 + bytes))
    .digest('hex')
    .toUpperCase()
  const text = (await readFile(join(root, 'docs/client.md'), 'utf8')).replaceAll(/\s+/g, '')
  expect(text).toContain(fingerprint)
})
