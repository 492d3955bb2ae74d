import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { quote } from 'shlex'
import { pgDumpArgumentsKind } from '../../src/settings/pg-dump-arguments.ts'
import { clientProgram, newestServerBin } from '../servers/binaries.ts'
import { backup, problemsOf, refusalOf } from './made.ts'

const run = promisify(execFile)
const { parse } = pgDumpArgumentsKind()

describe('words', () => {
  test.each([
    ['--no-owner  -t a\n-T b', ['--no-owner', '-t', 'a', '-T', 'b']],
    [`-t 'a b' -t "c \\"d\\"" -t e\\ f`, ['-t', 'a b', '-t', 'c "d"', '-t', 'e f']],
    [`-t '"Odd Name"'`, ['-t', '"Odd Name"']],
    [
      '-t $HOME -t `id` -t $(id) -t ~ -t *',
      ['-t', '$HOME', '-t', '`id`', '-t', '$(id)', '-t', '~', '-t', '*'],
    ],
    ["-t ''", ['-t', '']],
    ['', []],
  ])('%j', (text, words) => {
    expect(parse(text)).toEqual(words)
  })

  test('are split where a shell splits them', async () => {
    const pieces = [
      `'a b'c`,
      `"d 'e'"`,
      'f\\ g',
      `'h\\i'`,
      '"j\\k"',
      '"l\\"m"',
      `'n"o'p\\'q`,
      `''`,
      `"r"'s'\\t`,
      'ü€',
    ]
    const text = pieces.map((piece) => `-t ${piece}`).join(' ')
    const { stdout } = await run('sh', ['-c', `printf '%s\\n' ${text}`])
    expect(parse(text)).toEqual(stdout.split('\n').slice(0, -1))
  })

  test('survive quoting', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const all = words.flatMap((each) => ['--table', each])
        expect(parse(all.map(quote).join(' '))).toEqual(all)
      }),
    )
  })

  test.each([`-t 'a`, '-t "a', '-t a\\'])('with an end left open are refused: %s', (text) => {
    expect(refusalOf(() => parse(text))).toBe('a quote or a backslash is left open; close it')
  })
})

describe('what pgdrill decides itself is refused', () => {
  test.each([
    ['--file=x', '--file', 'the dump goes to the stores'],
    ['--file x', '--file', 'the dump goes to the stores'],
    ['--fil=x', '--file', 'the dump goes to the stores'],
    ['-f x', '-f', 'the dump goes to the stores'],
    ['-fx', '-f', 'the dump goes to the stores'],
    ['-vOfx', '-f', 'the dump goes to the stores'],
    ['-t a -f x', '-f', 'the dump goes to the stores'],
    ['--table=a --form c', '--format', 'use format'],
    ['-Fc', '-F', 'use format'],
    ['-j4', '-j', 'plain and custom dumps are written by one job'],
    ['-Z9', '-Z', 'use compression'],
    ['--compress=zstd', '--compress', 'use compression'],
    ['--comp=zstd', '--compress', 'use compression'],
    ['-d x', '-d', 'use database-name or database-url'],
    ['--dbname=x', '--dbname', 'use database-name or database-url'],
    ['-hx', '-h', 'use database-host'],
    ['-p 1', '-p', 'use database-port'],
    ['-Ux', '-U', 'use database-user'],
    ['-W', '-W', 'use database-password'],
    ['-w', '-w', 'pg_dump never asks for one here'],
    ['--lock-wait-timeout=1', '--lock-wait-timeout', 'use lock-wait-timeout'],
    ['--lock', '--lock-wait-timeout', 'use lock-wait-timeout'],
    ['-V', '-V', 'nothing would be dumped'],
    ['-?', '-?', 'nothing would be dumped'],
    ['--help', '--help', 'nothing would be dumped'],
    ['--vers', '--version', 'nothing would be dumped'],
  ])('%s', (text, option, cure) => {
    expect(refusalOf(() => parse(text))).toBe(`remove pg_dump's ${option}: ${cure}`)
  })

  test.each([
    'other',
    '--no-owner other',
    '-v other',
    '-- other',
    '--inserts -t a other',
    '--no-comm other',
    '-',
  ])('a word that pg_dump would take for the database: %s', (text) => {
    expect(refusalOf(() => parse(text))).toMatch(
      /is no option of pg_dump, which would take it for the database's name/,
    )
  })

  test('a connection string is refused without being shown', () => {
    const problems = problemsOf(() => backup([`--pg-dump-args="host=x password=s3cret"`]))
    expect(problems).toEqual([
      expect.stringMatching(/^cannot use pg-dump-args: an argument is no option of pg_dump/),
    ])
  })
})

describe('what is left to the person', () => {
  test.each([
    '-v --verbose --no-owner -O -x --no-acl',
    '-tf -n format -Nh -S W',
    '--table -f',
    '-t --file=x',
    '--role=app --encoding=UTF8 --rows-per-insert 100 --no-comm',
    '--an-option-of-tomorrow=1 --another its-value',
  ])('%s', (text) => {
    expect(parse(text)).toEqual(text.split(' '))
  })
})

test('every option of the pg_dump at hand is known, and whether it takes a value', async () => {
  const { stdout } = await run(clientProgram('pg_dump', newestServerBin()), ['--help'])
  const options = [...stdout.matchAll(/^ {2,}(?:(-.), )?(--[a-z-]+)(=)?/gm)]
  expect(options.length).toBeGreaterThan(40)
  for (const [, short, long = '', value] of options) {
    // What follows an option with a value is no database's name; what follows another is one.
    const refusal = refusalOf(() => parse(`${long}${value ? '' : ' --verbose'} other`))
    if (/remove pg_dump's/.test(refusal ?? '')) continue
    expect([long, refusal?.slice(0, 20)]).toEqual([long, value ? undefined : '"other" is no option'])
    if (short)
      expect([short, refusalOf(() => parse(`${short} other`)) === undefined]).toEqual([
        short,
        value !== undefined,
      ])
  }
})
