import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { S3Error } from './errors.ts'

/** What of S3 a server may not have. Found out by being refused, and then left out for the rest of the run. */
export interface Features {
  /** If-None-Match: * on a write. */
  conditional: boolean
  /** CRC-32s, checked and kept by the server; else Content-MD5. */
  checksum: boolean
}

const refusals = new Set([
  'NotImplemented',
  'InvalidArgument',
  'InvalidRequest',
  'BadRequest',
  'UnknownError',
  '400',
])

/** Whether the server may have refused a feature, rather than us or our data. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof S3Error)) return false
  return error.status === 501 || (error.status === 400 && refusals.has(error.code))
}

/** Tries with all the wanted features that were not refused before, then without one of them, then without any. */
export async function adapting<T>(
  known: Features,
  wanted: readonly (keyof Features)[],
  attempt: (on: Features) => Promise<T>,
): Promise<T> {
  const [last, ...earlier] = variants(wanted.filter((feature) => known[feature])).reverse()
  for (const on of earlier.reverse()) {
    try {
      return await keeping(on)
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }
  return keeping(last ?? [])

  async function keeping(on: readonly (keyof Features)[]): Promise<T> {
    const done = await attempt({ conditional: on.includes('conditional'), checksum: on.includes('checksum') })
    for (const feature of wanted) known[feature] = on.includes(feature)
    return done
  }
}

function variants<T>(all: readonly T[]): (readonly T[])[] {
  const withoutOne = all.length > 1 ? all.map((left) => all.filter((one) => one !== left)) : []
  return all.length === 0 ? [[]] : [all, ...withoutOne, []]
}

/** The header by which the server checks that a body arrived as it was sent. */
export function integrityOf(body: Buffer, { checksum }: { checksum: boolean }) {
  if (checksum) return { ChecksumAlgorithm: 'CRC32' as const, ChecksumCRC32: base64Of(crc32(body)) }
  return { ContentMD5: createHash('md5').update(body).digest('base64') }
}

/** A CRC-32 as S3 writes it. */
export function base64Of(crc: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc)
  return bytes.toString('base64')
}
