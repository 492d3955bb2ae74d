import { describe, expect, test } from '@jest/globals'
import { redactor } from '../../src/report/redact.ts'

describe('redactor', () => {
  test('every occurrence of every secret is taken out', () => {
    const redact = redactor(['hunter2', 'p@ss'])
    expect(redact('hunter2 and p@ss and hunter2')).toBe('*** and *** and ***')
  })

  test('a URL goes before the password inside it', () => {
    expect(redactor(['pw1', 'postgres://u:pw1@h/d'])('at postgres://u:pw1@h/d')).toBe('at ***')
  })

  test('a secret is text, not a pattern, and neither is what stands in its place', () => {
    expect(redactor(['a.c', '$&x'])('abc a.c $&x')).toBe('abc *** ***')
  })

  test('a secret of one or two characters is left: it would be found in innocent words', () => {
    expect(redactor(['a', 'ab', ''])('a cab')).toBe('a cab')
  })
})
