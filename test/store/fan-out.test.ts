import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { fanOut } from '../../src/store/fan-out.ts'

async function* chunks(count: number, onYield: (index: number) => void = () => undefined) {
  for (let index = 0; index < count; index++) {
    onYield(index)
    yield Buffer.from(`${index};`)
  }
}

function collector() {
  const got: { text: string } = { text: '' }
  const sink = async (branch: AsyncIterable<Uint8Array>) => {
    got.text = (await buffer(branch)).toString()
  }
  return { got, sink }
}

describe('fanOut', () => {
  test('every sink gets every byte in order', async () => {
    const [a, b, c] = [collector(), collector(), collector()]
    const outcomes = await fanOut(chunks(1000), [a.sink, b.sink, c.sink])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
    const all = Array.from({ length: 1000 }, (_, index) => `${index};`).join('')
    expect([a.got.text, b.got.text, c.got.text]).toEqual([all, all, all])
  })

  test('an empty source ends every sink', async () => {
    const { got, sink } = collector()
    expect(await fanOut(chunks(0), [sink])).toEqual([{ status: 'fulfilled', value: undefined }])
    expect(got.text).toBe('')
  })

  test('the source is read at the pace of the slowest sink', async () => {
    let read = 0
    let taken = 0
    let furthest = 0
    const slow = async (branch: AsyncIterable<Uint8Array>) => {
      for await (const _ of branch) {
        furthest = Math.max(furthest, read - taken)
        taken += 1
        await sleep(1)
      }
    }
    await fanOut(
      chunks(50, () => {
        read += 1
      }),
      [slow, collector().sink],
    )
    expect(taken).toBe(50)
    expect(furthest).toBeLessThanOrEqual(3)
  })

  test('a sink that fails is dropped, and the others get everything', async () => {
    const { got, sink } = collector()
    const failing = async (branch: AsyncIterable<Uint8Array>) => {
      for await (const chunk of branch) if (chunk.toString() === '3;') throw new Error('disk full')
    }
    const outcomes = await fanOut(chunks(10), [failing, sink])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(got.text).toBe('0;1;2;3;4;5;6;7;8;9;')
  })

  test('a sink that fails before it reads, while the source is silent, is dropped', async () => {
    const { got, sink } = collector()
    const outcomes = await fanOut(chunks(3), [() => Promise.reject(new Error('no bucket')), sink])
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: { message: 'no bucket' } })
    expect(got.text).toBe('0;1;2;')
  })

  test('when no sink is left, the source is read no further and is told to end', async () => {
    let ended = false
    let read = 0
    const source = async function* () {
      try {
        for (;;) {
          read += 1
          yield Buffer.from('x')
        }
      } finally {
        ended = true
      }
    }
    const failing = async (branch: AsyncIterable<Uint8Array>) => {
      for await (const _ of branch) throw new Error('gone')
    }
    const outcomes = await fanOut(source(), [failing, failing])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(ended).toBe(true)
    expect(read).toBeLessThan(5)
  })

  test("the source's error reaches every sink, and only then the caller", async () => {
    const seen: string[] = []
    const sink = async (branch: AsyncIterable<Uint8Array>) => {
      try {
        for await (const _ of branch) await sleep(1)
      } catch (error) {
        await sleep(5)
        seen.push((error as Error).message)
        throw error
      }
    }
    const source = async function* () {
      yield* chunks(3)
      throw new Error('pg_dump ended with exit code 1')
    }
    await expect(fanOut(source(), [sink, sink])).rejects.toThrow('pg_dump ended with exit code 1')
    expect(seen).toEqual(['pg_dump ended with exit code 1', 'pg_dump ended with exit code 1'])
  })
})
