import { describe, expect, test } from '@jest/globals'
import { freed } from '../../src/backup/freed.ts'

describe('freed', () => {
  test('gives a chunk’s memory back once the next one is asked for', async () => {
    const [first, second] = [new Uint8Array([1, 2]), new Uint8Array([3])]
    const chunks = freed(sourceOf(first, second))
    expect((await chunks.next()).value).toEqual(new Uint8Array([1, 2]))
    expect(first.length).toBe(2)
    expect((await chunks.next()).value).toEqual(new Uint8Array([3]))
    expect(first.buffer.detached).toBe(true)
    await chunks.next()
    expect(second.buffer.detached).toBe(true)
  })

  test('leaves a chunk alone that is part of something larger', async () => {
    const whole = new Uint8Array([1, 2, 3, 4])
    for await (const _ of freed(sourceOf(whole.subarray(1, 3))));
    expect(whole).toEqual(new Uint8Array([1, 2, 3, 4]))
  })
})

async function* sourceOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
