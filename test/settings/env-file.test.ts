import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readEnvFile } from '../../src/settings/env-file.ts'
import { factsOfThisMachine } from '../../src/settings/facts.ts'
import { backup, machine, problemsOf } from './made.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-env-'))
})
afterAll(() => rm(folder, { recursive: true }))

function facts(workingFolder = folder) {
  return { ...factsOfThisMachine(), workingFolder }
}

describe('.env', () => {
  test('is read from the working folder, where there is one', async () => {
    expect(readEnvFile(undefined, facts()).variables).toEqual({})
    await writeFile(join(folder, '.env'), 'DATABASE_NAME=app\n')
    expect(readEnvFile(undefined, facts()).variables).toEqual({ DATABASE_NAME: 'app' })
  })

  test('that is a folder, as of a Python environment, is none', async () => {
    await mkdir(join(folder, 'python/.env'), { recursive: true })
    expect(readEnvFile(undefined, facts(join(folder, 'python'))).variables).toEqual({})
  })

  test('may have quotes, comments, exports, other line ends and a byte order mark', () => {
    const text = `\uFEFFA=1\r\n# no\r\nexport B="x # y"\r\nC='p#w' # no\r\nD=x y\r\nE= \r\n`
    const layer = readEnvFile(undefined, machine({ files: { '/work/.env': text } }))
    expect(layer.variables).toEqual({ A: '1', B: 'x # y', C: 'p#w', D: 'x y', E: '' })
  })

  test.each([
    'DATABASE_PASSWORD=ab#cd',
    'export PGPASSWORD = ab#cd',
    '  AWS_SECRET_ACCESS_KEY=a b#c',
    'DATABASE_URL=postgresql://u:p#w@h/d',
  ])('with a value that Node would cut is refused without showing it: %s', (line) => {
    const found = problemsOf(() =>
      readEnvFile(undefined, machine({ files: { '/work/.env': `X=1\n${line}\n` } })),
    )
    expect(found).toEqual([
      expect.stringMatching(
        /^cannot use \w+ in \/work\/\.env: its value holds "#", where a comment would begin; put it in quotes$/,
      ),
    ])
    expect(found[0]).not.toMatch(/ab|cd|u:p/)
  })

  test.each([
    "DATABASE_PASSWORD='ab'cd'",
    String.raw`export PGPASSWORD="ab\"cd"`,
    '  AWS_SECRET_ACCESS_KEY = `ab` cd # ours',
    String.raw`DATABASE_PASSWORD="ab\ncd"e`,
    "PGPASSWORD='ab'#cd",
    "PGPASSWORD='ab\ncd'e",
    "PGPASSWORD=''cd",
  ])('with text after its closing quote is refused without showing it: %s', (line) => {
    const found = problemsOf(() =>
      readEnvFile(undefined, machine({ files: { '/work/.env': `X=1\n${line}\nY='2'\n` } })),
    )
    expect(found).toEqual([
      expect.stringMatching(
        /^cannot use \w+ in \/work\/\.env: text follows its closing quote; put all of it in quotes that it does not hold, of ' " and `$/,
      ),
    ])
    expect(found[0]).not.toMatch(/ab|cd/)
  })

  test.each([
    'COLOUR=a#b',
    "COLOUR='a'b",
    "X='\nPGUSER='a'b",
    "PGUSER='a' # it's ours",
    'PGUSER="it\'s"\r',
    "PGUSER=it's'a",
    "PGUSER='a",
    '# DATABASE_PASSWORD=ab#cd',
    'DATABASE_NAME=app # ours',
    'PGUSER="a#b"',
    'BACKUP_DIR= #none',
  ])('is not refused for %s', (line) => {
    expect(problemsOf(() => readEnvFile(undefined, machine({ files: { '/work/.env': line } })))).toEqual([])
  })
})

describe('--env-file', () => {
  test('is read instead of .env', () => {
    const files = { '/work/.env': 'DATABASE_NAME=a', '/etc/app.env': 'DATABASE_NAME=b' }
    const settings = (...flags: string[]) => backup(flags, { DATABASE_NAME: '' }, machine({ files })).settings
    expect(settings().name).toBe('a')
    expect(settings('--env-file', '/etc/app.env').name).toBe('b')
    expect(settings('--env-file', '../etc/app.env').name).toBe('b')
  })

  test('that is not there is refused', () => {
    expect(problemsOf(() => backup(['--env-file', 'no.env'], {}, facts()))).toEqual([
      `cannot read ${folder}/no.env: there is no such file; check --env-file`,
    ])
  })
})

test('messages say that a value is from the file', () => {
  const files = { '/work/.env': 'RETENTION_DAYS=thirty' }
  expect(problemsOf(() => backup([], {}, machine({ files })))).toEqual([
    'cannot use keep-days "thirty" (from RETENTION_DAYS in /work/.env): use a whole number of at least 0',
  ])
})
