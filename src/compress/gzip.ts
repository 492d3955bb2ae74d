import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Block, blocksUnderWay } from './blocks.ts'

const compressMember = promisify(gzip)

// What a member usually comes to, so that it is one call into a thread; zlib's default of 16 KiB makes it a dozen.
const outputBytes = 256 * 1024

/**
 * gzip, a member for each block of 2 MiB, compressed in parallel. RFC 1952 (2.2) lets a file be several members one
 * after the other, and every gunzip reads them as one; the cost is less than 0.1 per cent of size.
 */
export async function* gzipMembers(source: AsyncIterable<Block>, level: number): AsyncGenerator<Buffer> {
  const underWay: Promise<Buffer>[] = []
  let any = false
  try {
    for await (const block of source) {
      any = true
      underWay.push(compressed(block, level))
      if (underWay.length >= blocksUnderWay) yield await (underWay.shift() as Promise<Buffer>)
    }
    for (const member of underWay.splice(0)) yield await member
    // An empty file is no gzip file; an empty member is.
    if (!any) yield await compressMember('', { level })
  } finally {
    await Promise.allSettled(underWay)
  }
}

async function compressed({ bytes, release }: Block, level: number): Promise<Buffer> {
  try {
    return await compressMember(bytes, { level, chunkSize: outputBytes })
  } finally {
    release()
  }
}
