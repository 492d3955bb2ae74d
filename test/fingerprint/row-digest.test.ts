import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { added, digestOf, RowDigest } from '../../src/fingerprint/row-digest.ts'
import { referenceDigest, xxh64 } from './reference.ts'

const MARKER = '\\.\n'

/** The digest, rows and bytes of `data`, read in pieces that end at `cuts`. */
function digested(data: string, columns: string[], byName: boolean, cuts: number[] = []) {
  const digest = new RowDigest()
  digest.begin(columns, byName)
  const bytes = Buffer.from(data, 'latin1')
  let from = 0
  for (const to of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    digest.read(bytes.subarray(from, to), 0)
    from = to
  }
  const { content, isEnded } = digest
  return { digest: digestOf(content), rows: Number(content.rows), bytes: Number(content.bytes), isEnded }
}

// Bytes that mean something in COPY data, and others; never a newline. A row that is the end marker, as psql knows it, is none.
const byte = fc.oneof(
  fc.constantFrom('\t', '\\', '.', 'N', 'a', "'", ';', '-', '\u0000', '\u00ff'),
  fc.integer({ min: 11, max: 255 }).map((code) => String.fromCharCode(code)),
)
const row = fc.string({ unit: byte, maxLength: 100 }).filter((text) => !/^\\\.\r?$/.test(text))
const rows = fc.array(row, { maxLength: 40 })
const columns = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 8 })
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')

describe('the reference and the WebAssembly compute XXH64', () => {
  // From xxHash's own sanity check (tests/sanity_test.c) and its documentation.
  const vectors: [string, bigint, bigint][] = [
    ['', 0n, 0xef46db3751d8e999n],
    ['', 2654435761n, 0xac75fda2929b17efn],
    ['a', 0n, 0xd24ec4f1a98c6e5bn],
    ['abc', 0n, 0x44bc2cf5ad770999n],
    ['Nobody inspects the spammish repetition', 0n, 0xfbcea83c8a378bf1n],
  ]

  test.each(vectors)('of %j with seed %s', (text, seed, hash) => {
    expect(xxh64(Buffer.from(text), seed)).toBe(hash)
    if (seed === 0n) expect(new RowDigest().hash(Buffer.from(text))).toBe(hash)
  })

  test('alike, whatever the bytes', () => {
    const digest = new RowDigest()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => digest.hash(bytes) === xxh64(bytes)))
  })
})

describe('the digest of rows', () => {
  test('is the reference implementation, however the data is cut into pieces', () => {
    fc.assert(
      fc.property(
        rows,
        columns,
        fc.boolean(),
        fc.array(fc.nat(4000), { maxLength: 30 }),
        (lines, names, byName, at) => {
          const data = textOf(lines) + MARKER
          const cuts = at.map((place) => place % (data.length + 1))
          const whole = { rows: lines.length, bytes: data.length - MARKER.length, isEnded: true }
          const digest = referenceDigest(lines, names, byName)
          expect(digested(data, names, byName, cuts)).toEqual({ digest, ...whole })
        },
      ),
    )
  })

  test('is the same byte by byte', () => {
    const data = `${textOf(['1\tab', '', '\\N\t\\\\.', 'x'.repeat(70)])}${MARKER}`
    const everywhere = Array.from({ length: data.length }, (_, index) => index)
    for (const byName of [false, true]) {
      expect(digested(data, ['a', 'b'], byName, everywhere)).toEqual(digested(data, ['a', 'b'], byName))
    }
  })

  test('does not depend on the order of rows', () => {
    const shuffled = rows.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    fc.assert(
      fc.property(shuffled, fc.boolean(), ([lines, other], byName) => {
        expect(digested(textOf(other), ['a', 'b'], byName)).toEqual(
          digested(textOf(lines), ['a', 'b'], byName),
        )
      }),
    )
  })

  test('changes with any byte, and with any row more, fewer or twice', () => {
    const nonEmpty = fc.array(row, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(nonEmpty, fc.nat(), fc.boolean(), (lines, place, byName) => {
        const at = place % lines.length
        const line = lines[at] as string
        const digest = digested(textOf(lines), ['a', 'b'], byName).digest
        for (const others of [[`${line}!`], [], [line, line]]) {
          expect(digested(textOf(lines.toSpliced(at, 1, ...others)), ['a', 'b'], byName).digest).not.toBe(
            digest,
          )
        }
      }),
    )
  })

  test('changes when two columns swap their values', () => {
    for (const byName of [false, true]) {
      expect(digested('1\t2\n', ['a', 'b'], byName).digest).not.toBe(
        digested('2\t1\n', ['a', 'b'], byName).digest,
      )
      expect(digested('1\t2\n', ['a', 'b'], byName).digest).not.toBe(
        digested('1\t2\n', ['b', 'a'], byName).digest,
      )
    }
  })

  test('by name does not depend on the order of columns', () => {
    expect(digested('1\tx\n2\ty\n', ['a', 'b'], true)).toEqual(digested('x\t1\ny\t2\n', ['b', 'a'], true))
  })

  test('of one field moved into the next row differs', () => {
    expect(digested('1\t2\n3\t4\n', ['a', 'b'], true).digest).not.toBe(
      digested('1\t4\n3\t2\n', ['a', 'b'], true).digest,
    )
  })

  test('of a table in two stretches is the digest of both together', () => {
    const [first, second, both] = ['1\n2\n', '3\n', '3\n1\n2\n'].map((data) => {
      const digest = new RowDigest()
      digest.begin(['a'], false)
      digest.read(Buffer.from(data), 0)
      return digest.content
    })
    if (!first || !second) throw new Error('unreachable')
    expect(added(first, second)).toEqual(both)
  })

  test('of no rows is zeros', () => {
    expect(digested(MARKER, ['a'], false)).toEqual({
      digest: '0'.repeat(32),
      rows: 0,
      bytes: 0,
      isEnded: true,
    })
  })

  test('of a table without columns counts its empty lines', () => {
    expect(digested(`\n\n\n${MARKER}`, [], true)).toMatchObject({ rows: 3, bytes: 3, isEnded: true })
  })

  test('with 1,600 columns is the reference implementation', () => {
    const names = Array.from({ length: 1600 }, (_, index) => `column "${index}" ${'x'.repeat(40)}`)
    const line = names.map((_, index) => index).join('\t')
    for (const byName of [false, true]) {
      expect(digested(`${line}\n`, names, byName).digest).toBe(referenceDigest([line], names, byName))
    }
  })

  test('with more columns than the server can have still ends', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `c${index}`)
    expect(digested(`${names.join('\t')}\n${MARKER}`, names, true)).toMatchObject({ rows: 1, isEnded: true })
  })
})

describe('the end marker', () => {
  test.each(['\\.x', 'x\\.', '\\..', '\\\\.', ' \\.', '\\.\t1', '.', '\\'])('is not %j', (line) => {
    expect(digested(`${line}\n1\n`, ['a', 'b'], false)).toMatchObject({ rows: 2, isEnded: false })
    expect(digested(`${line}\n1\n`, ['a', 'b'], true)).toMatchObject({ rows: 2, isEnded: false })
  })

  test('is not the last field of a row', () => {
    expect(digested('1\t\\.\n', ['a', 'b'], true)).toMatchObject({ rows: 1, isEnded: false })
  })

  test('ends the reading where it stands', () => {
    const digest = new RowDigest()
    digest.begin(['a'], false)
    const bytes = Buffer.from(`1\n${MARKER}SELECT 1;\n`)
    expect(digest.read(bytes, 0)).toBe(`1\n${MARKER}`.length)
  })
})

test('a row of 40 MB is hashed in pieces', () => {
  const piece = Buffer.alloc(1_000_000, 'x')
  const digest = new RowDigest()
  digest.begin(['a'], false)
  for (let count = 0; count < 40; count++) digest.read(piece, 0)
  digest.read(Buffer.from(`\n${MARKER}`), 0)
  expect(digest.content).toMatchObject({ rows: 1n, bytes: 40_000_001n })
  expect(digest.isEnded).toBe(true)
})
