import { expect, test } from '@jest/globals'

import { parseKey, parseStem, stemOf } from '../../src/catalog/names.ts'
import { isProbe, probeKey, probePrefix, readProbes } from '../../src/catalog/probes.ts'
import { MemoryStore } from '../fakes/memory-store.ts'
import { place } from './made.ts'

test('a probe is known as one, is like no other, and is no backup', () => {
  const key = probeKey()
  expect(isProbe(key)).toBe(true)
  expect(key).not.toBe(probeKey())
  expect([parseKey(key), parseStem(key)]).toEqual([undefined, undefined])
})

test('a backup is no probe, though it be called like one', () => {
  const stem = stemOf(`${probePrefix}0123456789abcdef.probe`, new Date(0))
  expect(isProbe(`${stem}.sql.gz`)).toBe(false)
})

test('what a doctor left is found beside what only begins like it', async () => {
  const store = new MemoryStore()
  const [whole, half] = [probeKey(), probeKey()]
  for (const key of [whole, `${whole}.gz`, `${probePrefix}notes`, `old/${whole}`])
    place(store, key, 1, new Date(0))
  for (const key of [half, `${probePrefix}notes`])
    store.unfinished.push({ key, startedAt: new Date(0), id: key })
  const { objects, unfinished } = await readProbes(store)
  expect(objects.map(({ key }) => key)).toEqual([whole])
  expect(unfinished.map(({ key }) => key)).toEqual([half])
})
