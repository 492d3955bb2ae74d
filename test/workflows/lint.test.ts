import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { root } from './workflow.ts'

const job = (steps: string, more = '') => `name: nightly
on: push
permissions: {}
concurrency: { group: nightly, cancel-in-progress: false }
jobs:
  dump:
    name: dump
    runs-on: ubuntu-latest${more}
    steps:
      ${steps}
`

const expression = (inside: string) => `\${{ ${inside} }}`

const broken = {
  'unknown-key': [job('- run: pg_dump', '\n    timeout-minute: 5'), "Unexpected value 'timeout-minute'"],
  'unknown-job': [job('- run: pg_dump', '\n    needs: build'), "Value 'build' is not valid"],
  'secret-in-if': [
    job('- run: pg_dump', "\n    if: secrets.URL != ''"),
    "Unrecognized named-value: 'secrets'",
  ],
  'open-expression': [
    job(`- run: pg_dump\n        if: ${expression('always(')}`),
    'Unexpected end of expression',
  ],
  unquoted: [job('- run: pg_dump $DATABASE'), 'Double quote to prevent globbing'],
  injection: [job(`- run: pg_dump ${expression('github.head_ref')}`), 'becomes part of the program'],
  'moving-tag': [job('- uses: actions/setup-node@v7'), 'unpinned-uses'],
  'kept-token': [job('- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1'), 'artipacked'],
} as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-lint-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function put(name: string, text: string): Promise<string> {
  const file = join(folder, '.github/workflows', `${name}.yml`)
  await mkdir(join(folder, '.github/workflows'), { recursive: true })
  await writeFile(file, text)
  return file
}

async function lint(...files: string[]): Promise<{ code: number; said: string }> {
  const script = join(root, 'scripts/lint-workflows.sh')
  return promisify(execFile)(script, files).then(
    ({ stderr }) => ({ code: 0, said: stderr }),
    ({ code, stderr }) => ({ code, said: stderr }),
  )
}

// One run for all of them: each start costs more than a second.
describe('a workflow with a fault is refused', () => {
  let said: string
  beforeAll(async () => {
    const files = await Promise.all(Object.entries(broken).map(([name, [text]]) => put(name, text)))
    const ended = await lint(...files)
    expect(ended.code).toBe(1)
    said = ended.said
  })

  test.each(Object.entries(broken).map(([name, [, what]]) => [name, what]))('%s: %s', (name, what) => {
    const lines = said.split('\n')
    // zizmor names the file in the line below what it found.
    const found = lines.filter((line, at) => `${line}${lines[at + 1]}`.includes(`${name}.yml:`))
    expect(found.join('\n')).toContain(what)
  })
})

test('a fault that one of the linters sees is enough', async () => {
  const file = await put('unsafe', broken['moving-tag'][0])
  expect(await lint(file)).toMatchObject({ code: 1 })
})

test('one without faults passes', async () => {
  const file = await put('sound', job('- run: pg_dump "$DATABASE"'))
  expect(await lint(file)).toEqual({ code: 0, said: expect.stringContaining('1 files: no findings') })
})
