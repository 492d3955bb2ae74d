import { expect, test } from '@jest/globals'
import { undeletedError } from '../../src/store/undeleted.ts'

test('the first few keys that stayed are named, each with its reason, and the others are counted', () => {
  const left = Array.from({ length: 7 }, (_, at) => ({
    key: `k${at}`,
    why: 'locked',
    ...(at === 1 && { cure: 'wait' }),
  }))
  expect(undeletedError('s3://b', left).message).toBe(
    'cannot delete from s3://b: k0 (locked), k1 (locked), k2 (locked), k3 (locked), k4 (locked), and 2 more; wait',
  )
  expect(undeletedError('s3://b', left.slice(0, 1)).message).toBe('cannot delete from s3://b: k0 (locked)')
})
