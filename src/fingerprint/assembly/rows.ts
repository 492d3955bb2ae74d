// COPY rows, hashed as they stream: see docs/decisions/fingerprint-digest.md for what is computed and why.
// AssemblyScript; `npm run build:wasm` compiles it into ../rows-wasm.ts, and a test proves that the two agree.

// Memory, two pages: what is held of a value cut by the end of a chunk, a seed a column, and the chunk itself.
const HELD: usize = 0 // 32 bytes
const SEEDS: usize = 64 // 8 bytes a column; PostgreSQL allows 1,600 of them
const MOST_COLUMNS: u32 = 2000 // the seed behind the last is for fields that belong to no column
const INPUT: usize = 16384
const INPUT_BYTES: u32 = 65536

// https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md, "XXH64 algorithm description"
const P1: u64 = 0x9e3779b185ebca87
const P2: u64 = 0xc2b2ae3d27d4eb4f
const P3: u64 = 0x165667b19e3779f9
const P4: u64 = 0x85ebca77c2b2ae63
const P5: u64 = 0x27d4eb2f165667c5

// @ts-ignore: decorator
@inline
function round(lane: u64, input: u64): u64 {
  return rotl<u64>(lane + input * P2, 31) * P1
}

// @ts-ignore: decorator
@inline
function merge(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * P1 + P4
}

// @ts-ignore: decorator
@inline
function avalanche(hash: u64): u64 {
  hash = (hash ^ (hash >> 33)) * P2
  hash = (hash ^ (hash >> 29)) * P3
  return hash ^ (hash >> 32)
}

// @ts-ignore: decorator
@inline
function converge(a: u64, b: u64, c: u64, d: u64): u64 {
  const hash = rotl<u64>(a, 1) + rotl<u64>(b, 7) + rotl<u64>(c, 12) + rotl<u64>(d, 18)
  return merge(merge(merge(merge(hash, a), b), c), d)
}

/** The last 31 bytes at most, and the avalanche. */
// @ts-ignore: decorator
@inline
function finish(hash: u64, at: usize, end: usize): u64 {
  for (; at + 8 <= end; at += 8) hash = rotl<u64>(hash ^ round(0, load<u64>(at)), 27) * P1 + P4
  if (at + 4 <= end) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(at) * P1), 23) * P2 + P3
    at += 4
  }
  for (; at < end; at++) hash = rotl<u64>(hash ^ (<u64>load<u8>(at) * P5), 11) * P1
  return avalanche(hash)
}

/** XXH64 of bytes that lie in memory in one piece. */
function xxh64(at: usize, size: usize, seed: u64): u64 {
  const end = at + size
  let hash = seed + P5
  if (size >= 32) {
    let a = seed + P1 + P2
    let b = seed + P2
    let c = seed
    let d = seed - P1
    for (; at + 32 <= end; at += 32) {
      a = round(a, load<u64>(at))
      b = round(b, load<u64>(at, 8))
      c = round(c, load<u64>(at, 16))
      d = round(d, load<u64>(at, 24))
    }
    hash = converge(a, b, c, d)
  }
  return finish(hash + <u64>size, at, end)
}

// A value that the end of a chunk cut: four lanes and the last bytes, so a row of any length needs no memory.
let heldSize: u64 = 0
let holding: bool = false
let laneA: u64 = 0
let laneB: u64 = 0
let laneC: u64 = 0
let laneD: u64 = 0

function startHolding(seed: u64): void {
  holding = true
  heldSize = 0
  laneA = seed + P1 + P2
  laneB = seed + P2
  laneC = seed
  laneD = seed - P1
}

function stripe(at: usize): void {
  laneA = round(laneA, load<u64>(at))
  laneB = round(laneB, load<u64>(at, 8))
  laneC = round(laneC, load<u64>(at, 16))
  laneD = round(laneD, load<u64>(at, 24))
}

function hold(at: usize, size: usize): void {
  const end = at + size
  const over = <usize>(heldSize & 31)
  heldSize += size
  if (over > 0) {
    const fill = min<usize>(32 - over, size)
    memory.copy(HELD + over, at, fill)
    if (over + fill < 32) return
    stripe(HELD)
    at += fill
  }
  for (; at + 32 <= end; at += 32) stripe(at)
  memory.copy(HELD, at, end - at)
}

function heldHash(seed: u64): u64 {
  const hash = heldSize >= 32 ? converge(laneA, laneB, laneC, laneD) : seed + P5
  return finish(hash + heldSize, HELD, HELD + <usize>(heldSize & 31))
}

/** The first newline in [at, end), or `end`. Reads up to 15 bytes beyond, which lie within memory. */
// @ts-ignore: decorator
@inline
function rowEnd(at: usize, end: usize): usize {
  const newline = i8x16.splat(0x0a)
  for (; at < end; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), newline))
    if (mask != 0) return min<usize>(at + ctz(mask), end)
  }
  return end
}

/** The first tab or newline in [at, end), or `end`. */
// @ts-ignore: decorator
@inline
function fieldEnd(at: usize, end: usize): usize {
  const newline = i8x16.splat(0x0a)
  const tab = i8x16.splat(0x09)
  for (; at < end; at += 16) {
    const bytes = v128.load(at)
    const mask = i8x16.bitmask(v128.or(i8x16.eq(bytes, newline), i8x16.eq(bytes, tab)))
    if (mask != 0) return min<usize>(at + ctz(mask), end)
  }
  return end
}

let byField: bool = false
let columns: u32 = 0
let column: u32 = 0
let rowSum: u64 = 0
let rowSeed: u64 = 0
let ended: bool = false

let rows: u64 = 0
let bytes: u64 = 0
let sum: u64 = 0
let mixedSum: u64 = 0

// pg_dump ends no row with a carriage return, `\.` or a backslash that escapes the newline: where one does, the server's rows
// are not the lines. What the end of a chunk leaves to be known of it:
let odd: bool = false
let lastByte: u8 = 0
let runAtEnd: u32 = 0 // backslashes, the last byte among them
let runBeforeLast: u32 = 0

/** A second 64 bits of a row's hash that do not follow from its sum: splitmix64's finalizer. */
// @ts-ignore: decorator
@inline
function mixed(hash: u64): u64 {
  hash += 0x9e3779b97f4a7c15
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb
  return hash ^ (hash >> 31)
}

// @ts-ignore: decorator
@inline
function addRow(hash: u64): void {
  rows++
  sum += hash
  mixedSum += mixed(hash)
}

/** How many backslashes lie right before a place of the input. */
function runBefore(at: usize): u32 {
  let count: u32 = 0
  while (at > INPUT && load<u8>(at - 1) == 0x5c) {
    at--
    count++
  }
  return at == INPUT ? count + runAtEnd : count
}

function noteEnd(end: usize): void {
  if (end == INPUT) return
  const last = load<u8>(end - 1)
  const run = runBefore(end - 1)
  lastByte = last
  runBeforeLast = run
  runAtEnd = last == 0x5c ? run + 1 : 0
}

/** Whether what lies before the newline at `stop` ends a row as pg_dump ends none. */
// @ts-ignore: decorator
@inline
function endsOddly(stop: usize): bool {
  const inChunk = stop > INPUT
  const last = inChunk ? load<u8>(stop - 1) : lastByte
  if (last == 0x0d) return true
  if (last == 0x5c) return (runBefore(stop) & 1) == 1
  if (last == 0x2e) return ((inChunk ? runBefore(stop - 1) : runBeforeLast) & 1) == 1
  return false
}

/** `\.`, or the same with a carriage return behind it, which psql takes for the end as well. */
// @ts-ignore: decorator
@inline
function isMarker(at: usize, size: u64): bool {
  if (size == 2) return load<u16>(at) == 0x2e5c
  return size == 3 && load<u16>(at) == 0x2e5c && load<u8>(at, 2) == 0x0d
}

/** Where the caller puts bytes, at most `inputBytes` of them, before `feed` or `hashInput`. */
export function input(): usize {
  return INPUT
}

export function inputBytes(): u32 {
  return INPUT_BYTES
}

export function mostColumns(): u32 {
  return MOST_COLUMNS
}

export function hashInput(size: u32, seed: u64): u64 {
  return xxh64(INPUT, size, seed)
}

function reset(): void {
  holding = false
  ended = false
  column = 0
  rowSum = 0
  rows = 0
  bytes = 0
  sum = 0
  mixedSum = 0
  odd = false
  lastByte = 0x0a
  runAtEnd = 0
  runBeforeLast = 0
}

/** Begins a table whose rows are hashed whole. */
export function beginRows(seed: u64): void {
  reset()
  byField = false
  rowSeed = seed
}

/** Begins a table whose rows are hashed field by field; give every column its seed first. */
export function beginFields(count: u32): void {
  reset()
  byField = true
  columns = count
  setColumnSeed(count, 0)
}

export function setColumnSeed(index: u32, seed: u64): void {
  store<u64>(SEEDS + (<usize>index << 3), seed)
}

/** Hashes `size` bytes of input. Returns how many of them are this table's, the end marker's line among them. */
export function feed(size: u32): u32 {
  const end = INPUT + size
  let at = INPUT
  while (at < end) {
    const stop = byField ? fieldEnd(at, end) : rowEnd(at, end)
    const seed = byField ? load<u64>(SEEDS + (<usize>column << 3)) : rowSeed
    if (stop == end) {
      if (!holding) startHolding(seed)
      hold(at, end - at)
      at = end
      break
    }
    let hash: u64
    let size: u64
    let marker: bool
    if (holding) {
      hold(at, stop - at)
      hash = heldHash(seed)
      size = heldSize
      marker = isMarker(HELD, size)
      holding = false
    } else {
      hash = xxh64(at, stop - at, seed)
      size = <u64>(stop - at)
      marker = isMarker(at, size)
    }
    const last = load<u8>(stop) == 0x0a
    at = stop + 1
    if (last && endsOddly(stop)) {
      if (marker && column == 0) odd = odd || size == 3
      else odd = true
    }
    // A line that is exactly `\.` ends the data: in a value COPY writes a backslash as two.
    if (marker && last && column == 0) {
      ended = true
      bytes += <u64>(at - INPUT)
      bytes -= size + 1 // the marker's own line, whose first bytes an earlier chunk may have counted
      return <u32>(at - INPUT)
    }
    if (byField) {
      rowSum += hash
      if (!last) {
        column = min<u32>(column + 1, columns)
        continue
      }
      hash = avalanche(rowSum)
      rowSum = 0
      column = 0
    }
    addRow(hash)
  }
  noteEnd(end)
  bytes += <u64>(at - INPUT)
  return <u32>(at - INPUT)
}

export function isEnded(): bool {
  return ended
}

export function isOdd(): bool {
  return odd
}

export function rowCount(): u64 {
  return rows
}

export function byteCount(): u64 {
  return bytes
}

export function rowsSum(): u64 {
  return sum
}

export function rowsMixedSum(): u64 {
  return mixedSum
}
