import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { CorruptObjectError, type Expected, readObject } from '../../src/catalog/read-object.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { place } from './made.ts'

const content = 'x'.repeat(200_000)
const sha256 = createHash('sha256').update(content).digest('hex')

async function read(stored: string, expected: Omit<Expected, 'key'>): Promise<number> {
  const store = new MemoryStore('near:')
  place(store, 'a.sql', stored, new Date())
  let bytes = 0
  const options = { signal: new AbortController().signal }
  for await (const chunk of readObject(store, { key: 'a.sql', ...expected }, options)) bytes += chunk.length
  return bytes
}

test('an object that is what its manifest says ends normally', async () => {
  await expect(read(content, { bytes: 200_000, sha256 })).resolves.toBe(200_000)
  await expect(read(content, {})).resolves.toBe(200_000)
})

test.each([
  ['a flipped bit', `${content.slice(1)}y`, 'its sha256 is'],
  ['a missing end', content.slice(1), 'it is 199999 bytes, not 200000'],
  ['bytes too many', `${content}x`, 'it is longer than 200000 bytes'],
  ['nothing', '', 'it is 0 bytes'],
])('%s is an error instead of a normal end', async (_, stored, said) => {
  const reading = read(stored, { bytes: 200_000, sha256 })
  await expect(reading).rejects.toThrow(`cannot trust near:/a.sql: it does not match its manifest, ${said}`)
  await expect(reading).rejects.toBeInstanceOf(CorruptObjectError)
})
