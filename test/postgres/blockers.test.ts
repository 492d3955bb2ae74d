import { expect, test } from '@jest/globals'
import { duration } from '../../src/postgres/blockers.ts'

test.each([
  [0.25, '250 ms'],
  [1, '1 s'],
  [119, '119 s'],
  [300, '5 min'],
  [7200, '2 h'],
])('%d seconds are told as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text)
})
