import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { BufferPool, cutIntoParts } from '../../../src/store/s3/parts.ts'

const go = () => new AbortController().signal

async function* from(chunks: readonly Uint8Array[]) {
  yield* chunks
}

async function cut(chunks: readonly Uint8Array[], bytes: number) {
  const pool = new BufferPool({ bytes, count: 2, signal: go() })
  const parts: { number: number; text: string; last: boolean }[] = []
  for await (const { number, body, last } of cutIntoParts(from(chunks), pool)) {
    parts.push({ number, text: body.toString('latin1'), last })
    if (!last) pool.give(body)
  }
  return parts
}

describe('parts', () => {
  test.each([
    ['', ['']],
    ['a', ['a']],
    ['abc', ['abc']],
    ['abcd', ['abc', 'd']],
    ['abcdef', ['abc', 'def']],
    ['abcdefg', ['abc', 'def', 'g']],
  ])('%j is cut into %j, and only the last may be short', async (text, expected) => {
    const parts = await cut([Buffer.from(text)], 3)
    expect(parts.map((part) => part.text)).toEqual(expected)
    expect(parts.map(({ number }) => number)).toEqual(expected.map((_, at) => at + 1))
    expect(parts.map(({ last }) => last)).toEqual(expected.map((_, at) => at === expected.length - 1))
  })

  test('however the stream is chunked, the parts are the same', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 1, max: 15 }), async (chunks, bytes) => {
        const whole = Buffer.concat(chunks)
        expect(await cut(chunks, bytes)).toEqual(await cut([whole], bytes))
        const texts = (await cut(chunks, bytes)).map(({ text }) => text)
        expect(texts.join('')).toBe(whole.toString('latin1'))
        expect(texts.slice(0, -1).every((text) => text.length === bytes)).toBe(true)
      }),
    )
  })
})

describe('buffers', () => {
  test('no more are made than were allowed, and those that come back are used again', async () => {
    const pool = new BufferPool({ bytes: 10, count: 2, signal: go() })
    const first = await pool.take()
    const second = await pool.take()
    const third = pool.take()
    setTimeout(() => pool.give(first), 5)
    expect(await third).toBe(first)
    pool.give(second)
    expect(await pool.take()).toBe(second)
  })

  test('an abort ends the wait for one, and no wait begins after it', async () => {
    const stop = new AbortController()
    const pool = new BufferPool({ bytes: 10, count: 1, signal: stop.signal })
    const only = await pool.take()
    const waiting = pool.take()
    stop.abort(new Error('a part failed'))
    await expect(waiting).rejects.toThrow('a part failed')
    pool.give(only)
    await expect(pool.take()).rejects.toThrow('a part failed')
  })
})
