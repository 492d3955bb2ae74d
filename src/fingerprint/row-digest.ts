import type { RawText } from './client-encoding.ts'
import { rowsWasm } from './rows-wasm.ts'

/** What COPY data comes to, whatever the order of its rows. Contents of the same table add up. */
export interface RowsContent {
  rows: bigint
  bytes: bigint
  /** Two sums modulo 2^64 over the rows' hashes: see docs/decisions/fingerprint-digest.md. */
  sums: readonly [bigint, bigint]
}

// TypeScript keeps these among the browser's types, which are not loaded here.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: unknown }
}

/** What assembly/rows.ts exports. */
interface RowsWasm {
  memory: { buffer: ArrayBuffer }
  input(): number
  inputBytes(): number
  mostColumns(): number
  hashInput(size: number, seed: bigint): bigint
  beginRows(seed: bigint): void
  beginFields(count: number): void
  setColumnSeed(index: number, seed: bigint): void
  feed(size: number): number
  isEnded(): number
  isOdd(): number
  rowCount(): bigint
  byteCount(): bigint
  rowsSum(): bigint
  rowsMixedSum(): bigint
}

let compiled: object | undefined

/** Hashes COPY data as it streams, at some GB a second, in memory that neither rows nor tables make larger. */
export class RowDigest {
  readonly #wasm: RowsWasm
  readonly #input: Uint8Array

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(rowsWasm, 'base64'))
    this.#wasm = new WebAssembly.Instance(compiled).exports as unknown as RowsWasm
    this.#input = new Uint8Array(this.#wasm.memory.buffer, this.#wasm.input(), this.#wasm.inputBytes())
  }

  /** A table's data begins. With `byName` the digest does not depend on the order of the columns. */
  begin(columns: readonly RawText[], byName: boolean): void {
    // PostgreSQL allows 1,600 columns, and there is room for more; what lies beyond is hashed without its name.
    const seeds = columns
      .slice(0, this.#wasm.mostColumns())
      .map((name) => this.hash(Buffer.from(name, 'latin1')))
    if (!byName) this.#wasm.beginRows(this.hash(Buffer.from(BigUint64Array.from(seeds).buffer)))
    else {
      this.#wasm.beginFields(seeds.length)
      for (const [index, seed] of seeds.entries()) this.#wasm.setColumnSeed(index, seed)
    }
  }

  /** Reads data from `at` to behind the end marker, or to the chunk's end. Returns where. */
  read(chunk: Uint8Array, at: number): number {
    while (at < chunk.length && !this.isEnded) {
      const piece = chunk.subarray(at, at + this.#input.length)
      this.#input.set(piece)
      at += this.#wasm.feed(piece.length)
    }
    return at
  }

  /** The line that ends the data has been read. */
  get isEnded(): boolean {
    return this.#wasm.isEnded() !== 0
  }

  /** A line was no row, or no whole one: pg_dump ends none with a carriage return, `\.` or an unescaped backslash. */
  get isOdd(): boolean {
    return this.#wasm.isOdd() !== 0
  }

  get content(): RowsContent {
    return {
      rows: this.#wasm.rowCount(),
      bytes: this.#wasm.byteCount(),
      sums: [BigInt.asUintN(64, this.#wasm.rowsSum()), BigInt.asUintN(64, this.#wasm.rowsMixedSum())],
    }
  }

  /** XXH64 with seed 0 of the first 64 KiB: more than a name, or 2,000 seeds, come to. */
  hash(bytes: Uint8Array): bigint {
    const piece = bytes.subarray(0, this.#input.length)
    this.#input.set(piece)
    return BigInt.asUintN(64, this.#wasm.hashInput(piece.length, 0n))
  }
}

/** The content of two stretches of data together. */
export function added(a: RowsContent, b: RowsContent): RowsContent {
  return {
    rows: a.rows + b.rows,
    bytes: a.bytes + b.bytes,
    sums: [BigInt.asUintN(64, a.sums[0] + b.sums[0]), BigInt.asUintN(64, a.sums[1] + b.sums[1])],
  }
}

/** 32 hex digits. */
export function digestOf({ sums }: RowsContent): string {
  return sums.map((sum) => sum.toString(16).padStart(16, '0')).join('')
}
