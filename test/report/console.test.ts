import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { ConsoleReport } from '../../src/report/console.ts'
import { redactor } from '../../src/report/redact.ts'

function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = []
  return { written, isTTY, columns, write: (text: string) => written.push(text) }
}

describe('ConsoleReport', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  test('each message is a line, and warnings and errors say what they are', () => {
    const screen = terminal(false)
    const report = new ConsoleReport(screen, redactor([]))
    report.info('saved')
    report.warning('a standby')
    report.error('cannot connect')
    expect(screen.written).toEqual(['saved\n', 'warning: a standby\n', 'error: cannot connect\n'])
  })

  test('no line holds a secret, a progress line neither', () => {
    const screen = terminal(true)
    const report = new ConsoleReport(screen, redactor(['hunter2']))
    report.error('password hunter2 is wrong')
    using _ = report.track(() => 'dumping hunter2')
    jest.advanceTimersByTime(1000)
    expect(screen.written.join('')).not.toContain('hunter2')
    expect(screen.written.join('')).toContain('dumping ***')
  })

  test('a message cannot steer the terminal', () => {
    const screen = terminal(true)
    new ConsoleReport(screen, redactor([])).info('a\u001b[2Jb\rc\u009b1md')
    expect(screen.written).toEqual(['a\ufffd[2Jb\ufffdc\ufffd1md\n'])
  })

  test('a log gets one progress line every 10 s', () => {
    const screen = terminal(false)
    const report = new ConsoleReport(screen, redactor([]))
    {
      using _ = report.track(() => 'dumped 5 MB')
      jest.advanceTimersByTime(9_999)
      expect(screen.written).toEqual([])
      jest.advanceTimersByTime(10_001)
    }
    jest.advanceTimersByTime(60_000)
    expect(screen.written).toEqual(['dumped 5 MB\n', 'dumped 5 MB\n'])
  })

  test('a terminal that does not know its width, and says 0, is taken for 80 columns wide', () => {
    const screen = terminal(true, 0)
    using _ = new ConsoleReport(screen, redactor([])).track(() => 'x'.repeat(200))
    jest.advanceTimersByTime(200)
    expect(screen.written).toEqual([`\r\u001b[2K${'x'.repeat(79)}`])
  })

  test('a terminal gets one line, rewritten, cut to its width, and gone at the end and before other lines', () => {
    const screen = terminal(true, 10)
    const report = new ConsoleReport(screen, redactor([]))
    const tracked = report.track(() => 'dumped 123 MB')
    jest.advanceTimersByTime(200)
    report.info('note')
    jest.advanceTimersByTime(200)
    tracked[Symbol.dispose]()
    const clear = '\r\u001b[2K'
    expect(screen.written).toEqual([`${clear}dumped 12`, clear, 'note\n', `${clear}dumped 12`, clear])
  })
})
