import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { Probes } from '../../src/doctor/probes.ts'
import { PgdrillError } from '../../src/errors.ts'
import { MemoryStore } from '../fakes/memory-store.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** Tries again and again for half a minute, as a store does that is told to slow down. */
class Patient extends MemoryStore {
  override delete(): Promise<void> {
    return new Promise((_, reject) => {
      setTimeout(() => reject(new PgdrillError('it answers 503 SlowDown')), 30_000)
    })
  }
}

function removal(signal: AbortSignal) {
  const probes = new Probes(new Patient())
  probes.key()
  return probes.remove(signal)
}

test('the reason why probes stay is the store’s own, however long it was patient', async () => {
  const removed = removal(new AbortController().signal)
  await jest.advanceTimersByTimeAsync(30_000)
  expect((await removed)?.what).toContain('it answers 503 SlowDown')
})

test.each(['before', 'meanwhile'])('a run that was stopped %s waits five seconds for them', async (when) => {
  const stop = new AbortController()
  if (when === 'before') stop.abort()
  const removed = removal(stop.signal)
  stop.abort()
  await jest.advanceTimersByTimeAsync(5_000)
  expect((await removed)?.what).toContain('the store does not answer')
})
