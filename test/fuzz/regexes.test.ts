import { createContext, Script } from 'node:vm'
import { expect, test } from '@jest/globals'
import { attacksOn, regexesInSource, type Written } from './regexes.ts'

// What these read has an end, or is the user's own: a slow answer to it harms nobody.
const bounded = [
  /^settings\//, // options and files of the one who runs it
  /^encrypt\//,
  /^doctor/,
  /^postgres\/(?:passfile|patterns|tools|server-programs|patience|install\/.*)\.ts$/, // likewise
  /^postgres\/(?:load-errors|dump-explanations|globals|databases|database-sql)\.ts$/, // src/postgres/child.ts keeps some KiB of stderr
  /^report\/human\.ts$/, // a number's digits
]

const regexes = regexesInSource().filter(({ file }) => !bounded.some((each) => each.test(file)))

// Of this thread alone: the machine may be busy.
const cpuMilliseconds = () => process.threadCpuUsage().user / 1000

const context = createContext({ now: cpuMilliseconds })
const script = new Script(`texts.map((text) => {
  const from = now()
  regex.lastIndex = 0
  regex.global ? text.replace(regex, '') : regex.test(text)
  return now() - from
})`)

/**
 * The longest that one of the attacks of this length takes, in milliseconds of the processor. Of each attack the best
 * of some tries: a garbage collection falls on one text in one try, a bad expression is slow in each.
 */
function worstOf(written: Written, length: number, tries = 1, timeout = 60_000): number {
  const texts = [...attacksOn(written, length)]
  // Without the y, which would let it look at the first place alone.
  const regex = new RegExp(written.source, written.flags.replace('y', ''))
  Object.assign(context, { regex, texts })
  const once = () => script.runInContext(context, { timeout }) as number[]
  const each = Array.from({ length: tries }, once)
  return Math.max(...texts.map((_, at) => Math.min(...each.map((times) => times[at] ?? 0))))
}

/** Four times the text takes four times as long when all is well, and 16 times where each place is read from each. */
function isSlow(written: Written): boolean {
  worstOf(written, 32, 1, 2_000) // ends by its time-out where it doubles with each letter
  if (worstOf(written, 4000) < 3 || worstOf(written, 4000, 5) < 3) return false
  return worstOf(written, 16_000, 5) > 9 * worstOf(written, 4000, 5)
}

test('the check finds what reads each place from each other', () => {
  expect(isSlow({ file: '', source: '\\s+$', flags: '' })).toBe(true)
  expect(isSlow({ file: '', source: '^(\\s*)::', flags: 'gm' })).toBe(true)
  expect(isSlow({ file: '', source: 'Hash: (.*)$', flags: '' })).toBe(false)
})

test('the check finds what doubles with each letter', () => {
  expect(() => isSlow({ file: '', source: '^(a+)+$', flags: '' })).toThrow(/timed out/)
}, 60_000)

test('no regular expression that reads what others wrote takes more than its share of time', () => {
  expect(regexes.length).toBeGreaterThan(80)
  expect(regexes.filter(isSlow)).toEqual([])
})
