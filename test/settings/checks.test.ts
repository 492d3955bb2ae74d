import { describe, expect, test } from '@jest/globals'
import { statementsIn } from '../../src/settings/checks.ts'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { enough, machine, problemsOf, refusalOf } from './made.ts'

const sql = (text: string) => statementsIn(text, 'checks.sql')

function settingsOf(command: 'restore' | 'verify', files: Record<string, string>, ...flags: string[]) {
  const line = readCommandLine([command, '--checks', 'checks.sql', ...flags], enough, machine({ files }))
  return line as unknown as { settings: { checks?: unknown } }
}

describe('a file of checks', () => {
  test('is split where psql splits it, each statement with the line it begins at', () => {
    const text = `\uFEFF-- every order has a customer; or not
DO $$ BEGIN
  ASSERT 1 = 1, 'no; really';
END $$;

/* two; in a line */ SELECT ';' AS "a;b"; SELECT (SELECT 1;
;
`.slice(1)
    expect(() => sql(text)).toThrow('the statement at line 6 of checks.sql has no end')
    expect(sql(text.replace('(SELECT 1', '3'))).toEqual([
      { line: 2, sql: "DO $$ BEGIN\n  ASSERT 1 = 1, 'no; really';\nEND $$;" },
      { line: 6, sql: `SELECT ';' AS "a;b";` },
      { line: 6, sql: 'SELECT 3;' },
    ])
  })

  test.each([
    ['SELECT 1\n-- the end', 'SELECT 1\n-- the end\n;'],
    ['\n\nSELECT 1', 'SELECT 1\n;'],
    ["SELECT 'über', E'it\\'s; so'", "SELECT 'über', E'it\\'s; so'\n;"],
  ])('whose last statement has no semicolon is taken whole: %j', (text, expected) => {
    expect(sql(text).map((each) => each.sql)).toEqual([expected])
  })

  test.each([
    [
      '\\set ON_ERROR_STOP on\nSELECT 1;',
      /line 1 of checks\.sql is a command of psql's, "\\\\set"; leave it out/,
    ],
    ['SELECT 1;\n\n  \\! rm -rf /\n', /line 3 of checks\.sql is a command of psql's/],
    ['', /it holds no statement, so nothing would be checked/],
    ['-- later\n;;\n/* or never */', /it holds no statement/],
    ["SELECT 1;\nSELECT 'open;\n", /the statement at line 2 of checks\.sql has no end/],
    ['DO $x$ BEGIN END $y$;', /the statement at line 1 of checks\.sql has no end/],
    ['SELECT 1; /* open', /the statement at line 1 of checks\.sql has no end/],
    ['SELECT 1 \\gset', /checks\.sql has a backslash within a statement/],
    ['SELECT \uFFFD;', /it is not UTF-8/],
  ])('is refused: %j', (text, why) => {
    expect(refusalOf(() => sql(text))).toMatch(why)
  })
})

describe.each(['restore', 'verify'] as const)('%s --checks', (command) => {
  test('reads the file before anything is contacted', () => {
    const { settings } = settingsOf(command, { '/work/checks.sql': '\uFEFFSELECT 1;' })
    expect(settings.checks).toEqual({ file: '/work/checks.sql', statements: [{ line: 1, sql: 'SELECT 1;' }] })
  })

  test('refuses a file that is not there, and one of psql commands', () => {
    expect(problemsOf(() => settingsOf(command, {}))).toEqual([
      `cannot use checks "checks.sql": it cannot be read: ENOENT: no such file or directory, open '/work/checks.sql'`,
    ])
    const files = { '/work/checks.sql': '\\i more.sql' }
    expect(problemsOf(() => settingsOf(command, files)).join()).toContain('is a command of psql')
  })
})

test('restore --mode in-place takes no checks: there is nothing left to keep', () => {
  const files = { '/work/checks.sql': 'SELECT 1' }
  const work = () => settingsOf('restore', files, '--mode', 'in-place', '--confirm', 'app')
  expect(problemsOf(work)).toEqual([expect.stringContaining('cannot use checks with mode in-place')])
})
