import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const root = join(import.meta.dirname, '../..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

test('wherever packages are installed, none of them runs a script of its own', () => {
  const listed = execFileSync('git', ['ls-files', '-z', '--', 'scripts', '.github', '.ci', '*.yml', '*.md'], {
    cwd: root,
  })
  const files = listed.toString().split('\0').filter(Boolean)
  const installs = files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter(
        (line) => /^(?!.*(?:say|`)).*\bnpm (?:ci|install|i)\b/.test(line) && !/^\s*(?:#|\/\/)/.test(line),
      )
      .map((line) => ({ file, line: line.trim() })),
  )
  expect(installs.length).toBeGreaterThan(2)
  expect(installs.filter(({ line }) => !line.includes('--ignore-scripts'))).toEqual([])
})

test('every package is pinned by its hash, and none by an address', () => {
  const { packages } = JSON.parse(textOf('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string }>
  }
  const installed = Object.entries(packages).filter(([path]) => path !== '')
  expect(installed.length).toBeGreaterThan(100)
  expect(
    installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([])
  expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})
