import { describe, expect, test } from '@jest/globals'
import { schemaPattern, tablePattern } from '../../src/postgres/patterns.ts'

// What pg_dump itself makes of such patterns is tried in unreadable.test.ts.
describe('a pattern becomes regular expressions by the rules of psql', () => {
  test.each([
    ['orders', null, '^(orders)$'],
    ['Orders', null, '^(orders)$'],
    ['"Orders"', null, '^(Orders)$'],
    ['Or"D"ers', null, '^(orDers)$'],
    ['app.orders', '^(app)$', '^(orders)$'],
    ['"a.b".c', '^(a\\.b)$', '^(c)$'],
    ['shop.app.orders', '^(app)$', '^(orders)$'],
    ['*.orders', '^(.*)$', '^(orders)$'],
    ['log_??', null, '^(log_..)$'],
    ['"log_?*"', null, '^(log_\\?\\*)$'],
    ['log_[0-9]+|x', null, '^(log_[0-9]+|x)$'],
    ['"a|b(c)"', null, '^(a\\|b\\(c\\))$'],
    ['dollar$x', null, '^(dollar\\$x)$'],
    ['"dollar$x"', null, '^(dollar\\$x)$'],
    ['ints[]', null, '^(ints\\[])$'],
    ['"ints[]"', null, '^(ints\\[\\])$'],
    ['"q""uote"', null, '^(q"uote)$'],
    ['""', null, '^()$'],
    ['a""b', null, '^(ab)$'],
    ['"""x"', null, '^("x)$'],
    ['back\\slash', null, '^(back\\slash)$'],
    ['"back\\slash"', null, '^(back\\\\slash)$'],
    ['GRÖSSE', null, '^(grÖsse)$'],
    ['"open', null, '^(open)$'],
    ['', null, '^()$'],
  ])('%s', (pattern, schema, name) => {
    expect(tablePattern(pattern)).toEqual({ schema, name })
  })

  test('a schema pattern may name the database before it', () => {
    expect(schemaPattern('App*')).toBe('^(app.*)$')
    expect(schemaPattern('shop.app')).toBe('^(app)$')
  })
})
