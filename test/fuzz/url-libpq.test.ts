import { expect, test } from '@jest/globals'
import { urlsAgainstLibpq } from './url-libpq.ts'

test('a connection URL is read as libpq reads it, or refused', () => {
  const { bothRead, bothRefuse, refusedHere, refusedByLibpq, readOtherwise } = urlsAgainstLibpq(1, 5_000)
  expect(readOtherwise).toEqual([])
  // What only libpq refuses is no riddle: nothing between two "&", and a second "=" that belongs to the value.
  const riddles = refusedByLibpq.filter((url) => !/[?&](&|$|[^&=]*=[^&]*=)/.test(url))
  expect(riddles).toEqual([])
  for (const some of [bothRead, bothRefuse, refusedHere]) expect(some).toBeGreaterThan(100)
})
