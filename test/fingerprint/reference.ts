// The digest of rows as docs/decisions/fingerprint-digest.md says it, written for the reader and not for speed: what
// the WebAssembly is held against.

const MASK = (1n << 64n) - 1n
const P1 = 0x9e3779b185ebca87n
const P2 = 0xc2b2ae3d27d4eb4fn
const P3 = 0x165667b19e3779f9n
const P4 = 0x85ebca77c2b2ae63n
const P5 = 0x27d4eb2f165667c5n

const u64 = (value: bigint) => value & MASK
const rotl = (value: bigint, bits: bigint) => u64((value << bits) | (value >> (64n - bits)))
const round = (lane: bigint, input: bigint) => u64(rotl(u64(lane + input * P2), 31n) * P1)

function read(bytes: Uint8Array, at: number, size: number): bigint {
  let value = 0n
  for (let index = size - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[at + index] as number)
  return value
}

function avalanche(hash: bigint): bigint {
  let result = u64((hash ^ (hash >> 33n)) * P2)
  result = u64((result ^ (result >> 29n)) * P3)
  return result ^ (result >> 32n)
}

/** XXH64, step by step as in https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md. */
export function xxh64(bytes: Uint8Array, seed = 0n): bigint {
  let at = 0
  let hash = u64(seed + P5)
  if (bytes.length >= 32) {
    const lanes = [u64(seed + P1 + P2), u64(seed + P2), seed, u64(seed - P1)] as [
      bigint,
      bigint,
      bigint,
      bigint,
    ]
    for (; at + 32 <= bytes.length; at += 32) {
      for (const lane of lanes.keys())
        lanes[lane] = round(lanes[lane] as bigint, read(bytes, at + 8 * lane, 8))
    }
    hash = u64(rotl(lanes[0], 1n) + rotl(lanes[1], 7n) + rotl(lanes[2], 12n) + rotl(lanes[3], 18n))
    for (const lane of lanes) hash = u64((hash ^ round(0n, lane)) * P1 + P4)
  }
  hash = u64(hash + BigInt(bytes.length))
  for (; at + 8 <= bytes.length; at += 8)
    hash = u64(rotl(hash ^ round(0n, read(bytes, at, 8)), 27n) * P1 + P4)
  if (at + 4 <= bytes.length) {
    hash = u64(rotl(hash ^ u64(read(bytes, at, 4) * P1), 23n) * P2 + P3)
    at += 4
  }
  for (; at < bytes.length; at++) hash = u64(rotl(hash ^ u64(read(bytes, at, 1) * P5), 11n) * P1)
  return avalanche(hash)
}

function mixed(hash: bigint): bigint {
  let result = u64(hash + 0x9e3779b97f4a7c15n)
  result = u64((result ^ (result >> 30n)) * 0xbf58476d1ce4e5b9n)
  result = u64((result ^ (result >> 27n)) * 0x94d049bb133111ebn)
  return result ^ (result >> 31n)
}

const bytesOf = (text: string) => Buffer.from(text, 'latin1')

function rowHash(row: string, columns: readonly string[], byName: boolean): bigint {
  const seeds = columns.map((name) => xxh64(bytesOf(name)))
  if (!byName) {
    const list = Buffer.concat(
      seeds.map((seed) => Buffer.from(seed.toString(16).padStart(16, '0'), 'hex').reverse()),
    )
    return xxh64(bytesOf(row), xxh64(list))
  }
  const fields = row.split('\t').map((field, index) => xxh64(bytesOf(field), seeds[index] ?? 0n))
  return avalanche(u64(fields.reduce((sum, hash) => sum + hash, 0n)))
}

/** The digest of rows, each without its newline. */
export function referenceDigest(
  rows: readonly string[],
  columns: readonly string[],
  byName: boolean,
): string {
  const hashes = rows.map((row) => rowHash(row, columns, byName))
  const sums = [hashes, hashes.map(mixed)].map((each) => u64(each.reduce((sum, hash) => sum + hash, 0n)))
  return sums.map((sum) => sum.toString(16).padStart(16, '0')).join('')
}
