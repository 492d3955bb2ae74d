import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { inBlocks } from '../../src/compress/blocks.ts'
import { compressor } from '../../src/compress/compress.ts'
import { decompressor } from '../../src/compress/decompress.ts'

const MiB = 1024 * 1024
const maxBuffer = 64 * MiB
type Kind = 'gzip' | 'zstd'

async function* chunksOf(stored: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < stored.length; at += chunkBytes) yield stored.subarray(at, at + chunkBytes)
}

async function decompressed(kind: Kind, stored: Uint8Array, chunkBytes = 65_536): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of decompressor(kind)(chunksOf(stored, chunkBytes))) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function byTool(kind: Kind, plain: Uint8Array, ...args: string[]): Buffer {
  return execFileSync(kind, ['-c', ...args], { input: plain, maxBuffer, stdio: ['pipe', 'pipe', 'ignore'] })
}

const text = Buffer.from('insert into t values (1);\n'.repeat(120_000))
const samples: [string, Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['what does not compress', randomBytes(3 * MiB)],
  ['one byte over and over', Buffer.alloc(3 * MiB)],
  ['text', text],
]

describe.each<Kind>(['gzip', 'zstd'])('%s', (kind) => {
  test.each(samples)('what the plain tool wrote of %s comes back', async (_, plain) => {
    expect((await decompressed(kind, byTool(kind, plain))).equals(plain)).toBe(true)
  })

  test.each(samples)('what pgdrill wrote of %s comes back', async (_, plain) => {
    const stored: Uint8Array[] = []
    for await (const chunk of compressor({ kind, level: 1 })(inBlocks(Readable.from(chunksOf(plain, MiB)))))
      stored.push(chunk)
    expect((await decompressed(kind, Buffer.concat(stored))).equals(plain)).toBe(true)
  })

  test.each([1, 3, 7, 65_536])(
    'files put one after the other are one, in pieces of %i bytes',
    async (bytes) => {
      const first = Buffer.from('select 1;\n'.repeat(5_000))
      const second = randomBytes(9_000)
      const stored = Buffer.concat([byTool(kind, first), byTool(kind, second), byTool(kind, Buffer.alloc(0))])
      expect((await decompressed(kind, stored, bytes)).equals(Buffer.concat([first, second]))).toBe(true)
    },
  )

  test('a cut at any place of a small file is an error', async () => {
    const stored = byTool(kind, Buffer.from('create table t (i int);\n'))
    for (let length = 0; length < stored.length; length += 1) {
      await expect(decompressed(kind, stored.subarray(0, length))).rejects.toThrow(/cannot decompress as/)
    }
  })

  test('a cut of a large file, and of its second part, is an error', async () => {
    const stored = Buffer.concat([byTool(kind, text), byTool(kind, text)])
    await expect(decompressed(kind, stored.subarray(0, stored.length - 3))).rejects.toThrow(
      'ends in the middle',
    )
  })

  test('a flipped bit is an error', async () => {
    const stored = Buffer.from(byTool(kind, samples[2]?.[1] as Buffer))
    stored[MiB] = (stored[MiB] as number) ^ 1
    await expect(decompressed(kind, stored)).rejects.toThrow(/cannot decompress as/)
  })

  test.each([1, 65_536])('bytes after the end, in pieces of %i, are an error', async (bytes) => {
    const junk = Buffer.concat([byTool(kind, Buffer.from('x')), Buffer.from('not compressed')])
    await expect(decompressed(kind, junk, bytes)).rejects.toThrow(/cannot decompress as/)
    const padded = Buffer.concat([byTool(kind, Buffer.from('x')), Buffer.alloc(600), byTool(kind, text)])
    await expect(decompressed(kind, padded, bytes)).rejects.toThrow(/cannot decompress as/)
  })

  test('text that was never compressed is an error', async () => {
    await expect(decompressed(kind, Buffer.from('create table t (i int);\n'))).rejects.toThrow(
      /cannot decompress as/,
    )
  })

  test('an error of the source comes through as it is', async () => {
    const failing = async function* () {
      yield byTool(kind, text)
      throw new Error('the store died')
    }
    const all = async () => {
      for await (const _ of decompressor(kind)(failing()));
    }
    await expect(all()).rejects.toThrow('the store died')
  })

  test('a reader that stops early closes the source', async () => {
    let closed = false
    const endless = async function* () {
      try {
        for (;;) yield byTool(kind, text)
      } finally {
        closed = true
      }
    }
    for await (const _ of decompressor(kind)(endless())) break
    expect(closed).toBe(true)
  })
})

test('members in parallel, as pigz writes them, come back', async () => {
  const members = Array.from({ length: 40 }, (_, i) => gzipSync(Buffer.from(`-- part ${i}\n`.repeat(3_000))))
  const plain = await decompressed('gzip', Buffer.concat(members), 4_096)
  expect(plain.length).toBe(30 * 3_000 * 11 + 10 * 3_000 * 10)
})

test('skippable frames, as pzstd writes them, are left out', async () => {
  const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
  const stored = Buffer.concat([
    skippable,
    byTool('zstd', Buffer.from('a')),
    skippable,
    byTool('zstd', Buffer.from('b')),
  ])
  expect((await decompressed('zstd', stored, 5)).toString()).toBe('ab')
})

test('frames without a checksum, with long windows and of high levels come back', async () => {
  for (const args of [
    ['--no-check'],
    ['--long=27'],
    ['-19'],
    ['--no-content-size'],
    ['-B65536', '--single-thread'],
  ]) {
    expect((await decompressed('zstd', byTool('zstd', text, ...args), 1_000)).equals(text)).toBe(true)
  }
})
