import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { SettingsError } from '../../src/errors.ts'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { factsOfThisMachine } from '../../src/settings/facts.ts'
import { commands } from '../../src/settings/option.ts'
import { optionCalled, optionsOf } from '../../src/settings/options.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-fuzz-'))
})
afterAll(() => rm(folder, { recursive: true }))

const odd = fc.oneof(
  fc.constantFrom(
    ...[
      '..',
      '../../etc/passwd',
      '/etc/passwd',
      '/',
      '.',
      '~',
      '~root',
      '-',
      '--',
      '-1',
      '0',
      '1e400',
      'NaN',
      '0x10',
      '9'.repeat(400),
    ],
    ...[
      'true',
      'no',
      'null',
      '{}',
      '[]',
      '%00',
      '%',
      '%zz',
      '$(id)',
      '`id`',
      "'",
      '"',
      '\\',
      ';',
      '|',
      '::error::x',
      '*',
      '(',
      '[',
      'a'.repeat(5000),
    ],
    ...[
      '\u202egpj',
      'a\u0301',
      'á',
      '／etc',
      '．．／',
      '\u0000',
      'a\u0000b',
      '\n',
      'a\nb',
      '\r\n',
      '\u001b[2J',
      '\u007f',
      '\ud800',
      '\ufeff',
      '٣',
      '__proto__',
      'constructor',
    ],
    ...[
      's3://',
      's3://b/../x',
      's3://b/\u0000',
      's3://B_/..',
      's3:///x',
      'S3://b',
      'http://x',
      'file:///etc',
      's3://b/\u202e',
      'postgresql://',
      'postgresql://[',
      'postgresql://a,b/c',
    ],
    ...[
      'gzip:10',
      'zstd:-1',
      'gzip:6:6',
      '1d',
      '-1h',
      '99999999999d',
      '1 d',
      '100%',
      '101%',
      '1e3%',
      'public.t>=1',
      'a>=',
      '>=1',
      'AGE-SECRET-KEY-1',
      'age1',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

// Neither an argument nor a variable can hold one; .env can.
const given = odd.map((text) => text.replaceAll('\u0000', ''))

const cases = commands.flatMap((command) => optionsOf(command).map((name) => ({ command, name })))
const enough = { PATH: '/usr/bin', DATABASE_NAME: 'app', DATABASE_HOST: 'h', BACKUP_DIR: '/backups' }

/** What a person calls an option whose problems do not name it. */
function titleOf(name: string): string {
  return name === 'what' ? 'cannot ' : name.replace(/^database-/, '')
}

/** What is wrong, in the end user's words; undefined where the settings are good. Any other error goes on. */
function refused(argv: readonly string[], variables: Record<string, string>): readonly string[] | undefined {
  const facts = { ...factsOfThisMachine(), workingFolder: folder }
  try {
    readCommandLine(argv, { ...enough, ...variables }, facts)
    return undefined
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    expect(error.exitCode).toBe(2)
    return error.problems
  }
}

function expectClear(problems: readonly string[] | undefined): void {
  for (const problem of problems ?? []) {
    expect(problem.length).toBeLessThan(1500)
    expect(problem).not.toMatch(/ERR_|TypeError|RangeError|undefined|\bat .*:\d+:\d+/)
  }
}

describe('whatever an option is given', () => {
  const seeded = { seed: 5, numRuns: 2000 }

  test('as a flag, it is taken, or refused by its name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), given, ({ command, name }, value) => {
        const problems = refused([...command.split(' '), `--${name}=${value}`], {})
        const without = refused(command.split(' '), {})
        expectClear(problems)
        const added = (problems ?? []).filter((each) => !without?.includes(each))
        if (added.length > 0) expect(added.join('\n')).toContain(titleOf(name))
      }),
      seeded,
    )
  })

  test('as a variable, likewise', () => {
    const named = cases.flatMap(({ command, name }) =>
      (optionCalled(name).environment ?? []).map((variable) => ({ command, variable })),
    )
    fc.assert(
      fc.property(fc.constantFrom(...named), given, ({ command, variable }, value) => {
        expectClear(refused(command.split(' '), { [variable]: value }))
      }),
      seeded,
    )
  })
})

test('whatever .env holds, it is read, or refused by an error for people', async () => {
  const names = fc.constantFrom(
    'DATABASE_URL',
    'DATABASE_PASSWORD',
    'BACKUP_DIR',
    'AWS_S3_BUCKET',
    'PGSSLROOTCERT',
    'PGPASSFILE',
    'PGSERVICE',
    'X',
    '__proto__',
    'export',
  )
  const value = odd.chain((text) =>
    fc.constantFrom(text, `"${text}"`, `'${text}'`, `\`${text}\``, `${text} # x`),
  )
  const line = fc.tuple(names, fc.constantFrom('=', ' = ', '=', ':', ''), value).map((each) => each.join(''))
  const texts = fc.sample(
    fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n')),
    { seed: 5, numRuns: 300 },
  )
  for (const text of texts) {
    await writeFile(join(folder, '.env'), text)
    expectClear(refused(['backup'], {}))
  }
  expect(({} as Record<string, unknown>).x).toBeUndefined()
  await rm(join(folder, '.env'))
})
