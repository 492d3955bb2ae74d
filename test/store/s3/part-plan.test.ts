import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { maxParts, minPartBytes, planParts } from '../../../src/store/s3/part-plan.ts'

const MiB = 1024 ** 2
const GiB = 1024 ** 3
const TiB = 1024 ** 4

test.each([
  ['nothing', 0, 8, 5],
  ['5 MiB', 5 * MiB, 8, 5],
  ['48.8 GiB, where the usual 5 MiB parts of others end', 10_000 * 5 * MiB, 8, 5],
  ['a byte more than that', 10_000 * 5 * MiB + 1, 8, 5],
  ['78.1 GiB, the most for 8 MiB parts', 10_000 * 8 * MiB, 8, 5],
  ['a byte more than that', 10_000 * 8 * MiB + 1, 9, 5],
  ['100 GiB', 100 * GiB, 11, 5],
  ['200 GiB', 200 * GiB, 21, 3],
  ['1 TiB', TiB, 105, 2],
  ['5 TiB less a byte', 5 * TiB - 1, 525, 2],
  ['5 TiB', 5 * TiB, 525, 2],
  ['more than S3’s usual limit', 50 * TiB, 525, 2],
  ['an unknown amount', undefined, 16, 4],
])('for %s', (_, expectedBytes, partMiB, buffers) => {
  expect(planParts({ expectedBytes })).toEqual({ partBytes: partMiB * MiB, buffers })
})

test('a size that was asked for is taken, whatever is expected', () => {
  expect(planParts({ expectedBytes: TiB, partBytes: 5 * MiB })).toEqual({ partBytes: 5 * MiB, buffers: 5 })
  expect(planParts({ expectedBytes: 1, partBytes: GiB })).toEqual({ partBytes: GiB, buffers: 2 })
})

test('what is expected always fits, in parts that S3 takes, in near 64 MiB of buffers or two parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 * TiB }), (expectedBytes) => {
      const { partBytes, buffers } = planParts({ expectedBytes })
      expect(partBytes * maxParts).toBeGreaterThanOrEqual(expectedBytes)
      expect(partBytes).toBeGreaterThanOrEqual(minPartBytes)
      expect(buffers).toBeGreaterThanOrEqual(2)
      expect(partBytes * buffers).toBeLessThanOrEqual(Math.max(64 * MiB, 2 * partBytes))
    }),
  )
})
