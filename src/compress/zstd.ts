import { constants, createZstdCompress, type ZstdCompress } from 'node:zlib'
import type { Block } from './blocks.ts'

// Level 3 looks back 2 MiB, more than most cores' caches hold, through tables too small to remember as much. With 256 KiB
// a shop's rows take a sixth less CPU than with 1 MiB; what else comes of it is in docs/decisions/compression-threads.md.
const windowLogs: Record<number, number> = { 3: 18 }

/**
 * One zstd frame (RFC 8878), ending with a checksum of its content. One only: Node 24.21 decodes a second frame wrongly,
 * and silently.
 */
export async function* zstdFrame(source: AsyncIterable<Block>, level: number): AsyncGenerator<Uint8Array> {
  const frame = createZstdCompress({
    chunkSize: 256 * 1024,
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      // 0 leaves it to the level.
      [constants.ZSTD_c_windowLog]: windowLogs[level] ?? 0,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
  })
  // An error of the source destroys the frame with it, and so reaches the reader below.
  const fed = feed(source, frame).catch((error) => frame.destroy(error))
  try {
    yield* frame
  } finally {
    frame.destroy()
    await fed
  }
}

// Several blocks are under way, so that the thread never waits for the reader of the dump, nor the reader for it.
async function feed(source: AsyncIterable<Block>, frame: ZstdCompress): Promise<void> {
  let written: Promise<void> = Promise.resolve()
  for await (const { bytes, release } of source) {
    written = new Promise((resolve) => {
      // Called also when the frame is destroyed: nobody waits for a block that is never released.
      frame.write(bytes, () => {
        release()
        resolve()
      })
    })
    if (frame.destroyed) return
  }
  // Told to end with writes under way, Node 24.21 ends the frame with the last of them and then writes an empty second
  // one, which it could not even read.
  await written
  frame.end()
}
