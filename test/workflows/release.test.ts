import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { version } from '../../src/version.ts'
import { readWorkflow, root, runStep, stepOf } from './workflow.ts'

const workflow = await readWorkflow('release.yml')
const folder = mkdtempSync(join(tmpdir(), 'pgdrill-release-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('only the tag of a version starts it, and it waits for the reviewers of an environment', () => {
  expect(workflow.on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } })
  expect(workflow.jobs.release?.environment).toBe('release')
})

test('it builds before it attests, and attests before it publishes', () => {
  const steps = workflow.jobs.release?.steps.map(({ run, uses, name }) => name ?? run ?? uses?.split('@')[0])
  const order = [
    'npm ci --ignore-scripts',
    'npm run build',
    'dist/ is what src/ builds to',
    'Make the tarball and the SBOM',
    'actions/attest-build-provenance',
    'Publish',
    'Move the tag of the major version',
  ]
  expect(steps?.filter((step) => order.includes(step ?? ''))).toEqual(order)
})

test.each([
  [`v${version}`, 0],
  ['v99.0.0', 1],
  [version, 1],
])('the tag %s ends the first step with %d', async (GITHUB_REF_NAME, code) => {
  const PATH = `${join(process.execPath, '..')}:${process.env.PATH}`
  const step = stepOf(workflow, 'The tag is the version')
  const ended = await runStep(
    {
      run: `cd '${root}'
${step.run}`,
    },
    { GITHUB_REF_NAME, PATH },
  )
  expect(ended).toMatchObject({ code })
})

describe('scripts/release-files.sh', () => {
  const write = (name: string) => {
    const PATH = `${join(process.execPath, '..')}:${process.env.PATH}`
    execFileSync(join(root, 'scripts/release-files.sh'), [join(folder, name)], {
      env: { ...process.env, PATH },
    })
    return (file: string) => readFileSync(join(folder, name, file))
  }
  const read = write('one')

  test('lists each package of the bundle with its licence, by the lock file alone, and names no registry', () => {
    const text = read(`pgdrill-${version}.cdx.json`).toString()
    const { bomFormat, components } = JSON.parse(text) as {
      bomFormat: string
      components: { name: string; licenses?: unknown[] }[]
    }
    expect(bomFormat).toBe('CycloneDX')
    const names = components.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['pg', '@aws-sdk/client-s3', '@actions/core']))
    expect(names).not.toContain('jest')
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([])
    expect(text.match(/https?:\/\/(?!cyclonedx\.org)[^/"]+/g)).toBeNull()
  })

  test('makes the same tarball twice, which runs by itself', () => {
    const again = write('two')
    const tarball = `pgdrill-${version}.tar.gz`
    expect(again(tarball).equals(read(tarball))).toBe(true)
    expect(readdirSync(join(folder, 'one')).sort()).toEqual([
      'SHA256SUMS',
      `pgdrill-${version}.cdx.json`,
      tarball,
    ])
    execFileSync('tar', ['-xzf', join(folder, 'one', tarball), '-C', folder])
    const cli = join(folder, `pgdrill-${version}/dist/cli/index.js`)
    expect(execFileSync(process.execPath, [cli, '--version'], { encoding: 'utf8' })).toBe(`${version}\n`)
    execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: join(folder, 'one') })
  })
})
