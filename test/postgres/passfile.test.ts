import { describe, expect, test } from '@jest/globals'
import { findPassword } from '../../src/postgres/passfile.ts'

const connection = { host: 'db', port: 5432, database: 'shop', user: 'app' }

describe('the password of the first line that matches', () => {
  test.each([
    ['all fields', 'db:5432:shop:app:secret', 'secret'],
    ['stars', '*:*:*:*:secret', 'secret'],
    ['the first of two', 'db:*:*:*:first\n*:*:*:*:second', 'first'],
    [
      'a later one',
      'other:5432:shop:app:no\ndb:5433:shop:app:no\ndb:5432:x:app:no\ndb:5432:shop:x:no\n*:*:*:*:yes',
      'yes',
    ],
    ['a comment is none', '#db:5432:shop:app:no\n*:*:*:*:yes', 'yes'],
    ['a colon and a backslash after a backslash', 'db:5432:shop:app:a\\:b\\\\c', 'a:b\\c'],
    ['the end of the line with CR', 'db:5432:shop:app:secret\r\n', 'secret'],
    ['no line', '', undefined],
    ['too few fields', 'db:5432:shop:app', undefined],
    ['an empty password', 'db:5432:shop:app:', undefined],
    ['an empty field is no star', ':5432:shop:app:no', undefined],
  ])('%s', (_, text, password) => {
    expect(findPassword(text, connection)).toBe(password)
  })

  test('names with colons are escaped', () => {
    const odd = { ...connection, host: '::1', database: 'a:b\\c' }
    expect(findPassword('\\:\\:1:5432:a\\:b\\\\c:app:secret', odd)).toBe('secret')
  })

  test('a unix socket is localhost, or its folder', () => {
    const socket = { ...connection, host: '/run/postgresql' }
    expect(findPassword('localhost:*:*:*:secret', socket)).toBe('secret')
    expect(findPassword('/run/postgresql:*:*:*:secret', socket)).toBe('secret')
    expect(findPassword('db:*:*:*:secret', socket)).toBeUndefined()
  })
})
