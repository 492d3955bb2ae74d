import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConnectionUrl } from '../../src/settings/connection-url.ts'
import { refusalOf } from './made.ts'

describe('a connection URL', () => {
  test.each([
    ['postgres://h/d', { PGHOST: 'h', PGDATABASE: 'd' }],
    [
      'postgresql://u:p@h:5433/d?sslmode=require',
      { PGUSER: 'u', PGPASSWORD: 'p', PGHOST: 'h', PGPORT: '5433', PGDATABASE: 'd', PGSSLMODE: 'require' },
    ],
    ['postgresql://', {}],
    ['postgresql://h', { PGHOST: 'h' }],
    ['postgresql://u@h:/', { PGUSER: 'u', PGHOST: 'h' }],
    ['postgresql://u:@h/d', { PGUSER: 'u', PGHOST: 'h', PGDATABASE: 'd' }],
    ['postgresql://:5433/d', { PGPORT: '5433', PGDATABASE: 'd' }],
    [
      'postgresql://u@[2001:db8::1]:5433/d',
      { PGUSER: 'u', PGHOST: '2001:db8::1', PGPORT: '5433', PGDATABASE: 'd' },
    ],
    ['postgresql:///d?host=/tmp', { PGHOST: '/tmp', PGDATABASE: 'd' }],
    ['postgresql://postgres@/d?host=/tmp/x', { PGUSER: 'postgres', PGHOST: '/tmp/x', PGDATABASE: 'd' }],
    ['postgresql://%2Ftmp/d', { PGHOST: '/tmp', PGDATABASE: 'd' }],
    ['postgresql://u:a:b@h/d', { PGUSER: 'u', PGPASSWORD: 'a:b', PGHOST: 'h', PGDATABASE: 'd' }],
    [
      'postgresql:///d?user=ann%40tenant&password=p%26w&port=1',
      { PGDATABASE: 'd', PGUSER: 'ann@tenant', PGPASSWORD: 'p&w', PGPORT: '1' },
    ],
    ['postgresql://h/d?dbname=e', { PGHOST: 'h', PGDATABASE: 'e' }],
    ['postgresql://h/d?ssl=true', { PGHOST: 'h', PGDATABASE: 'd', PGSSLMODE: 'require' }],
    [
      'postgresql://h/d?sslrootcert=/ca.pem&sslcert=/c&sslkey=/k&connect_timeout=5&channel_binding=require',
      {
        PGHOST: 'h',
        PGDATABASE: 'd',
        PGSSLROOTCERT: '/ca.pem',
        PGSSLCERT: '/c',
        PGSSLKEY: '/k',
        PGCONNECT_TIMEOUT: '5',
        PGCHANNELBINDING: 'require',
      },
    ],
    ['postgresql://h/d?options=-c%20geqo%3Doff', { PGHOST: 'h', PGDATABASE: 'd', PGOPTIONS: '-c geqo=off' }],
    [
      'postgresql://h/d?application_name=web&keepalives_idle=30&client_encoding=utf8',
      { PGHOST: 'h', PGDATABASE: 'd' },
    ],
    [' postgresql://h/d\n', { PGHOST: 'h', PGDATABASE: 'd' }],
  ])('%s', (url, parts) => {
    expect(parseConnectionUrl(url)).toEqual(parts)
  })

  test('gives back whatever was percent-encoded into it', () => {
    const part = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(part, part, part, (user, password, database) => {
        const [u, p, d] = [user, password, database].map((text) => encodeURIComponent(text))
        expect(parseConnectionUrl(`postgresql://${u}:${p}@h/${d}`)).toEqual({
          PGUSER: user,
          PGPASSWORD: password,
          PGHOST: 'h',
          PGDATABASE: database,
        })
      }),
    )
  })
})

describe('a password that is not percent-encoded', () => {
  const cure = 'write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25'

  // Where a colon and digits follow, the rest reads like a port; where a word and "=" do, like a parameter.
  test.each([
    'sw0rd@f1sh',
    'sw0rd/f1sh',
    'sw0rd#f1sh',
    'sw0rd%f1sh',
    'sw0rd?f1sh',
    '77?f1sh',
    '77/f1sh',
    '77?f1sh=x',
    '77?b&f1sh=x',
    '@',
    '%',
  ])('such as %j is refused with the cure, and no piece of it is shown', (password) => {
    const refusal = refusalOf(() => parseConnectionUrl(`postgresql://usr:${password}@host/db`))
    expect(refusal).toBeDefined()
    expect(refusal?.replaceAll(cure, '')).not.toMatch(/sw0rd|f1sh|77|usr/)
  })

  test.each(['sw0rd@f1sh', 'sw0rd/f1sh', 'sw0rd#f1sh', 'sw0rd%f1sh', 'sw0rd?f1sh'])(
    '%j: the cure says how to write each',
    (password) => {
      expect(refusalOf(() => parseConnectionUrl(`postgresql://usr:${password}@host/db`))).toContain(cure)
    },
  )
})

test('a password with digits and a slash is not taken for a port and a database', () => {
  expect(refusalOf(() => parseConnectionUrl('postgresql://usr:77/f1sh@host'))).toMatch(
    /^it holds "@" where none/,
  )
})

describe('a URL that libpq would read otherwise', () => {
  test.each([
    ['mysql://h/d', 'it must begin with postgresql:// or postgres://'],
    ['jdbc:postgresql://h/d', 'it must begin with postgresql:// or postgres://'],
    ['h/d', 'it must begin with postgresql:// or postgres://'],
    ['postgresql://a,b/d', 'it names several hosts; name the one to dump from'],
    ['postgresql://a:1,b:2/d', 'it names several hosts; name the one to dump from'],
    ['postgresql:///d?host=a,b', 'it names several hosts; name the one to dump from'],
    ['postgresql://u:p w@h/d', 'it holds white space; write a space as %20'],
  ])('%s is refused', (url, why) => {
    expect(refusalOf(() => parseConnectionUrl(url))).toBe(why)
  })

  test.each([
    ['h/d?schema=public', 'its parameter "schema" cannot be used: it is Prisma\'s'],
    [
      'h/d?sslmode=require&pgbouncer=true',
      'its parameter "pgbouncer" cannot be used: it is Prisma\'s, for a pooler',
    ],
    [
      'h/d?connection_limit=5',
      'its parameter "connection_limit" cannot be used: it is none of libpq\'s; remove it',
    ],
    ['h/d?service=x', 'its parameter "service" cannot be used: give host, port, user and database'],
    ['h/d?toString=x', 'its parameter "toString" cannot be used: it is none of libpq\'s'],
    ['h/d?sslmode', 'a parameter after "?" has no value'],
    ['::1/d', 'after the host comes something other than a port, or an IPv6 address is not in brackets'],
    ['[]/d', 'after the host comes something other than a port'],
    ['h/d/e', 'it holds one "/" too many'],
    ['?options=-c@h', 'it holds "@" where none can be'],
  ])('%s is refused', (rest, why) => {
    expect(refusalOf(() => parseConnectionUrl(`postgresql://${rest}`))).toContain(why)
  })
})
