import { expect, test } from '@jest/globals'
import { closest } from '../../src/settings/closest.ts'
import { optionNames } from '../../src/settings/options.ts'

test.each([
  ['nmae', 'name'],
  ['formt', 'format'],
  ['databse-url', 'database-url'],
  ['exclude-tables', 'exclude-table'],
  ['keep-day', 'keep-days'],
  ['env', 'env-file'],
  ['compress', 'compression'],
])('%s is a slip for %s', (typed, meant) => {
  expect(closest(typed, optionNames)).toBe(meant)
})

test.each(['x', 'bucket', 'verify-everything', 'keep-'])('%s is no slip for any option', (typed) => {
  expect(closest(typed, optionNames)).toBeUndefined()
})
