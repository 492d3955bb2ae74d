import { expect, test } from '@jest/globals'
import { takeUntil } from '../../src/store/take-until.ts'

test('the chunks of a source come through, and a source that ended is not told to stop', async () => {
  let left = 0
  const source = {
    [Symbol.asyncIterator]: (): AsyncIterator<number> => {
      let at = 0
      return {
        next: async () => (at < 3 ? { done: false, value: at++ } : { done: true, value: undefined }),
        return: async () => ({ done: true, value: ++left }),
      }
    },
  }
  const seen: number[] = []
  for await (const chunk of takeUntil(source, new AbortController().signal)) seen.push(chunk)
  expect(seen).toEqual([0, 1, 2])
  expect(left).toBe(0)
})

test('a reader that leaves waits for the source’s own cleaning up', async () => {
  const done: string[] = []
  const source = async function* () {
    try {
      yield 1
      yield 2
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 5))
      done.push('cleaned')
    }
  }
  for await (const _ of takeUntil(source(), new AbortController().signal)) break
  expect(done).toEqual(['cleaned'])
})

test('an abort while the source is silent throws the reason, though the source cannot answer its return', async () => {
  const stop = new AbortController()
  const source = async function* () {
    yield 1
    await new Promise(() => {})
  }
  const reason = new Error('stopped')
  const reading = async () => {
    for await (const _ of takeUntil(source(), stop.signal)) setTimeout(() => stop.abort(reason), 5)
  }
  await expect(reading()).rejects.toBe(reason)
})

test('an abort while the reader is busy throws at its next read', async () => {
  const stop = new AbortController()
  const source = async function* () {
    yield 1
    yield 2
  }
  const seen: number[] = []
  const reading = async () => {
    for await (const chunk of takeUntil(source(), stop.signal)) {
      seen.push(chunk)
      stop.abort(new Error('stopped'))
    }
  }
  await expect(reading()).rejects.toThrow('stopped')
  expect(seen).toEqual([1])
})

test('a source that fails while it is told to stop does not hide why it was stopped', async () => {
  const source = async function* () {
    try {
      yield 1
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: a source that fails in its cleaning up is what is tried here
      throw new Error('cleaning up failed')
    }
  }
  const reading = async () => {
    for await (const _ of takeUntil(source(), new AbortController().signal))
      throw new Error('the disk is full')
  }
  await expect(reading()).rejects.toThrow('the disk is full')
})

test('no listener stays on the signal, however many chunks there were', async () => {
  const { signal } = new AbortController()
  let listening = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listening++
    return add(...args)
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listening--
    return remove(...args)
  }
  const source = async function* () {
    for (let at = 0; at < 1000; at++) yield at
  }
  let most = 0
  for await (const _ of takeUntil(source(), signal)) most = Math.max(most, listening)
  expect([most, listening]).toEqual([1, 0])
})
