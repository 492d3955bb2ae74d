import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { messageOf } from '../errors.ts'
import type { Stage } from './compress.ts'
import { DecompressionError } from './decompression-error.ts'
import { ZstdFrames } from './zstd-frames.ts'

/**
 * The stage that undoes compression, also that of gzip, pigz, zstd and pzstd. Its output ends normally only when the
 * input was whole: cut, damaged or followed by something else is a DecompressionError.
 */
export function decompressor(kind: 'gzip' | 'zstd' | 'none'): Stage {
  switch (kind) {
    case 'gzip':
      return gunzip
    case 'zstd':
      return unzstd
    case 'none':
      return (source) => source
  }
}

/** Members one after the other are one stream (RFC 1952, 2.2); Node's gunzip reads them so. */
async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = createGunzip({ chunkSize: 256 * 1024 })
  const input = counted(source)
  yield* decoded(input.pass(), decoder, 'gzip')
  // Behind zeros, which pad tapes, Node reads nothing more and says nothing.
  if (decoder.bytesWritten !== input.bytes || !input.ended) {
    throw new DecompressionError('cannot decompress as gzip: after its end come bytes that are no gzip', {
      cure: 'look at the file with: gunzip --test',
    })
  }
}

function counted(source: AsyncIterable<Uint8Array>) {
  const input = {
    bytes: 0,
    ended: false,
    async *pass() {
      for await (const chunk of source) {
        input.bytes += chunk.length
        yield chunk
      }
      if (input.bytes === 0) throw new DecompressionError('cannot decompress as gzip: there are no bytes')
      input.ended = true
    },
  }
  return input
}

/** A decoder for each frame: Node 24.21's reads a second frame wrongly, and silently. */
async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const frames = new ZstdFrames(source)
  try {
    for await (const frame of frames.all()) {
      yield* decoded(frame, createZstdDecompress({ chunkSize: 256 * 1024 }), 'zstd')
    }
  } finally {
    await frames.close()
  }
}

async function* decoded(
  source: AsyncIterable<Uint8Array>,
  decoder: ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>,
  kind: string,
): AsyncGenerator<Uint8Array> {
  // An error of the source destroys the decoder with it, and so reaches the reader below.
  const fed = pipeline(source, decoder).catch(() => undefined)
  try {
    yield* decoder
  } catch (error) {
    throw isDecoders(error) ? unreadable(kind, error) : error
  } finally {
    decoder.destroy()
    await fed
  }
}

function isDecoders(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(Z_|ZSTD_)/.test(code)
}

function unreadable(kind: string, cause: unknown): DecompressionError {
  const cut = (cause as { code?: string }).code === 'Z_BUF_ERROR'
  const why = cut ? 'it ends in the middle' : messageOf(cause)
  return new DecompressionError(`cannot decompress as ${kind}: ${why}`, { cause })
}
