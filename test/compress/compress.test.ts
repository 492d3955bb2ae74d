import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from '@jest/globals'
import { blockBytes, inBlocks } from '../../src/compress/blocks.ts'
import { type Compression, compressor } from '../../src/compress/compress.ts'

const MiB = 1024 * 1024
const maxBuffer = 64 * MiB

async function compressed(plain: Uint8Array, compression: Compression): Promise<Buffer> {
  let out = Buffer.alloc(0)
  const chunks = function* () {
    for (let at = 0; at < plain.length; at += 65_536) yield plain.subarray(at, at + 65_536)
  }
  await pipeline(
    inBlocks(Readable.from(chunks())),
    compressor(compression),
    async (source: AsyncIterable<Uint8Array>) => {
      out = await buffer(source)
    },
  )
  return out
}

const samples: [string, Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['just under one block', randomBytes(blockBytes - 1)],
  ['exactly one block', randomBytes(blockBytes)],
  ['just over one block', randomBytes(blockBytes + 1)],
  ['many blocks', Buffer.from('select 1;\n'.repeat(900_000))],
]

const tools: [Compression, string, string[]][] = [
  [{ kind: 'gzip', level: 6 }, 'gunzip', ['-c']],
  [{ kind: 'gzip', level: 1 }, 'gunzip', ['-c']],
  [{ kind: 'zstd', level: 3 }, 'zstd', ['-dcq']],
  [{ kind: 'zstd', level: 19 }, 'zstd', ['-dcq']],
  [{ kind: 'none' }, 'cat', []],
]

describe.each(tools)('%j', (compression, tool, args) => {
  test.each(samples)('what is written of %s, the plain tool reads', async (_, plain) => {
    const stored = await compressed(plain, compression)
    const read = execFileSync(tool, args, { input: stored, maxBuffer })
    expect(read.equals(plain)).toBe(true)
  })
})

test('a higher level makes a smaller file', async () => {
  const text = Buffer.from(
    Array.from({ length: 60_000 }, (_, i) => `${i}\t${(i * 7919) % 1000}\tname${i % 37}\n`).join(''),
  )
  const fast = await compressed(text, { kind: 'gzip', level: 1 })
  const small = await compressed(text, { kind: 'gzip', level: 9 })
  expect(small.length).toBeLessThan(fast.length)
})

test('zstd writes one frame, which ends with a checksum', async () => {
  const stored = await compressed(randomBytes(3 * MiB), { kind: 'zstd', level: 3 })
  const folder = mkdtempSync(join(tmpdir(), 'pgdrill-zstd-'))
  writeFileSync(join(folder, 'x.zst'), stored)
  const listed = execFileSync('zstd', ['-lv', join(folder, 'x.zst')]).toString()
  rmSync(folder, { recursive: true })
  expect(listed).toMatch(/# Zstandard Frames: 1\b/)
  expect(listed).toMatch(/XXH64/)
})

test.each<Compression>([{ kind: 'gzip', level: 6 }, { kind: 'zstd', level: 3 }, { kind: 'none' }])(
  'a source that fails makes %j fail with the same error',
  async (compression) => {
    const failing = async function* () {
      yield Buffer.alloc(3 * MiB)
      throw new Error('the dump died')
    }
    const sink = async (source: AsyncIterable<Uint8Array>) => {
      await buffer(source)
    }
    await expect(pipeline(inBlocks(Readable.from(failing())), compressor(compression), sink)).rejects.toThrow(
      'the dump died',
    )
  },
)
