import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { type Block, blockBytes, blocksUnderWay, inBlocks } from '../../src/compress/blocks.ts'

const MiB = 1024 * 1024

describe('inBlocks', () => {
  test.each([
    ['less than a block', 5],
    ['one block', blockBytes],
    ['one byte more than a block', blockBytes + 1],
    ['many blocks', 12 * blockBytes + 77],
  ])('keeps the bytes of %s', async (_, length) => {
    const bytes = randomBytes(length)
    const read: Buffer[] = []
    for await (const block of inBlocks(streamOf(bytes, 65_521))) {
      read.push(Buffer.from(block.bytes))
      block.release()
    }
    expect(Buffer.concat(read).equals(bytes)).toBe(true)
    expect(read.slice(0, -1).every((block) => block.length === blockBytes)).toBe(true)
  })

  test('has no block for an empty stream', async () => {
    expect((await inBlocks(streamOf(Buffer.alloc(0), 1)).next()).done).toBe(true)
  })

  test('cuts a chunk that is larger than all its memory', async () => {
    const bytes = randomBytes(40 * MiB)
    let length = 0
    for await (const block of inBlocks(streamOf(bytes, bytes.length))) {
      expect(block.bytes.equals(bytes.subarray(length, length + blockBytes))).toBe(true)
      length += block.bytes.length
      block.release()
    }
    expect(length).toBe(bytes.length)
  })

  test('reads no further while its blocks are out', async () => {
    const source = streamOf(Buffer.alloc(100 * MiB), MiB)
    let seen = 0
    const out: Block[] = []
    const blocks = inBlocks(source, (chunk) => {
      seen += chunk.length
    })
    for (;;) {
      const next = blocks.next()
      const block = await Promise.race([next, settled()])
      if (block === undefined) {
        out.shift()?.release()
        break
      }
      if (!block.done) out.push(block.value)
    }
    expect(out.length).toBe(blocksUnderWay + 1)
    expect(seen).toBeLessThan((blocksUnderWay + 3) * blockBytes)
    await blocks.return(undefined).catch(() => undefined)
  })

  test('gives the memory of a chunk back, unless it is part of something larger', async () => {
    const whole = new Uint8Array([1, 2])
    const larger = new Uint8Array([3, 4, 5])
    const source = Readable.from([whole, larger.subarray(1)], { objectMode: true })
    const first = (await inBlocks(source).next()).value as Block
    expect([...first.bytes]).toEqual([1, 2, 4, 5])
    expect(whole.buffer.detached).toBe(true)
    expect([...larger]).toEqual([3, 4, 5])
  })

  test('shows every chunk before its memory is given back', async () => {
    const seen: number[] = []
    const source = Readable.from([new Uint8Array([1, 2]), new Uint8Array([3])])
    for await (const _ of inBlocks(source, (chunk) => seen.push(...chunk)));
    expect(seen).toEqual([1, 2, 3])
  })

  test('ends with what the stream fails with, after what came before', async () => {
    const failing = async function* () {
      yield Buffer.alloc(blockBytes)
      await settled()
      throw new Error('the dump died')
    }
    const blocks = inBlocks(Readable.from(failing()))
    expect((await blocks.next()).value?.bytes.length).toBe(blockBytes)
    await expect(blocks.next()).rejects.toThrow('the dump died')
  })

  test('ends with what its watcher throws, and reads no further', async () => {
    const source = streamOf(Buffer.alloc(4 * MiB), MiB)
    const blocks = inBlocks(source, () => {
      throw new Error('not a dump')
    })
    await expect(blocks.next()).rejects.toThrow('not a dump')
    expect(source.destroyed).toBe(true)
  })

  test('destroys the stream when its reader stops', async () => {
    const source = streamOf(Buffer.alloc(4 * MiB), MiB)
    for await (const _ of inBlocks(source)) break
    expect(source.destroyed).toBe(true)
  })

  test('a stream that is destroyed half-way is no end', async () => {
    const source = streamOf(Buffer.alloc(2 * MiB), MiB)
    source.on('data', () => source.destroy())
    const all = async () => {
      for await (const _ of inBlocks(source));
    }
    await expect(all()).rejects.toThrow(/premature/i)
  })
})

function streamOf(bytes: Buffer, chunkBytes: number): Readable {
  const chunks = function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      yield Buffer.from(bytes.subarray(at, at + chunkBytes))
    }
  }
  return Readable.from(chunks())
}

async function settled(): Promise<undefined> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate()
  return undefined
}
