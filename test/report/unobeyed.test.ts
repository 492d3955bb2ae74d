import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { code, escaped } from '../../src/report/markdown.ts'
import { unobeyed, unobeyedJson } from '../../src/report/unobeyed.ts'
import { commandIn } from '../hostile/runner-commands.ts'

const traps = [
  '::add-mask::a',
  '  \t::stop-commands::x',
  'table a\n::set-output name=verdict::verified',
  'table a\r::error::x',
  'table a\r\n::error::x',
  'a\n\u0085::error::x',
  'a\n\u2028::error::x',
  'a\n\u00a0\u3000\u2029::error::x',
  '##[add-mask]e',
  'missing table ##[set-env name=NODE_OPTIONS]--import=/tmp/x',
  'a ##[error]b ##[warning]c',
]

describe('text for a log', () => {
  test.each(traps)('%j is a command to the runner, and is none when shown', (trap) => {
    expect(trap.split(/\r\n|\r|\n/).filter(commandIn)).not.toEqual([])
    expect(
      unobeyed(trap)
        .split(/\r\n|\r|\n/)
        .filter(commandIn),
    ).toEqual([])
  })

  const pieces = fc.constantFrom(
    '::',
    '##[',
    '#',
    '[',
    ']',
    'error',
    '\n',
    '\r',
    '\u0085',
    '\u2028',
    '\ufeff',
    ' ',
    '\t',
    '\u001b[2J',
    'a',
  )
  test('no text made of the pieces of commands is one', () => {
    const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        for (const shown of [unobeyed(text), unobeyedJson(JSON.stringify({ text }, null, 2))])
          expect(shown.split(/\r\n|\r|\n/).filter(commandIn)).toEqual([])
      }),
      { seed: 5, numRuns: 3000 },
    )
  })

  test('nothing moves the cursor, rings, changes colour or turns the writing', () => {
    expect(unobeyed('a\u001b[2Jb\u0007\u009b1Ac\u202ed\u2066e\u0000')).toBe(
      'a\ufffd[2Jb\ufffd\ufffd1Ac\ufffdd\ufffde\ufffd',
    )
  })

  test('ordinary text stays as it is, also what names types and times', () => {
    for (const text of ['a\tb\n  c', "'x'::text", 'at 02:00:07', 'Zoë 表 👩‍👩‍👧', '# [1]'])
      expect(unobeyed(text)).toBe(text)
  })

  test('JSON says the same as before', () => {
    const value = { text: traps.join('\u009b\u202e'), more: ['##[error]'] }
    const shown = unobeyedJson(JSON.stringify(value, null, 2))
    expect(JSON.parse(shown)).toEqual(value)
    expect(shown).not.toMatch(/[\u007f-\u009f\u202e]|##\[/)
  })
})

describe('text for a summary', () => {
  test('is neither HTML, Markdown, formula, mention nor link', () => {
    const text = `<img src=x onerror=alert(1)> [x](javascript:x) **b** \`c\` | $x$ @me #1 https://a.example www.a.example`
    expect(escaped(text)).not.toMatch(/[<>[\]*`|$@]| #1|https:|www\./)
    expect(escaped(text)).toMatch(/&#60;img src=x onerror=alert\(1\)&#62;/)
  })

  test('cannot leave its line, its cell or its code', () => {
    expect(code('a</code>\n\n| b\r\u2028# c')).toBe('<code>a&#60;/code&#62; &#124; b &#35; c</code>')
  })
})
