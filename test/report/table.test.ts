import { describe, expect, test } from '@jest/globals'
import { printable, renderTable } from '../../src/report/table.ts'

describe('a table', () => {
  test('pads each column to its widest cell, numbers to the right, and ends lines without spaces', () => {
    const text = renderTable(
      [{ title: 'NAME' }, { title: 'ROWS', align: 'right' }, { title: 'STATE' }],
      [
        ['app', '1,000,000', 'committed'],
        ['warehouse', '7', ''],
      ],
    )
    expect(text).toBe('NAME            ROWS  STATE\napp        1,000,000  committed\nwarehouse          7\n')
  })

  test('lines up under accents, however they are spelled, and under wide letters', () => {
    const spelled = ['naïve', 'nai\u0308ve', '東京x']
    const lines = renderTable(
      [{ title: 'A' }, { title: 'B' }],
      spelled.map((cell) => [cell, '|']),
    ).split('\n')
    expect(lines.slice(1, 4)).toEqual(['naïve  |', 'nai\u0308ve  |', '東京x  |'])
  })

  test('obeys nothing that a cell tells the terminal', () => {
    expect(renderTable([{ title: 'A' }], [['\u001b[2J\u009bx\u202e\n']])).toBe('A\n?[2J?x??\n')
  })
})

test('printable text keeps every letter', () => {
  expect(printable('/var/backups/naïve 東京 – "x"')).toBe('/var/backups/naïve 東京 – "x"')
})
