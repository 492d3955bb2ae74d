import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { ScratchProject } from './project.ts'

const results = {
  numPassedTests: 12,
  numFailedTests: 1,
  numRuntimeErrorTestSuites: 1,
  testResults: [
    {
      name: 'a.test.ts',
      assertionResults: [
        { status: 'passed', fullName: 'is fast' },
        { status: 'pending', fullName: 'is rich' },
        { status: 'todo', fullName: 'is famous' },
      ],
    },
  ],
}

// The real scripts/test.sh, with stand-ins for every step: it is what runs this very test.
async function checkout() {
  const project = await ScratchProject.make({ cli: '' })
  await project.write('package-lock.json', '{}')
  await project.write('node_modules/.package-lock.json', '{}')
  await project.write('results.json', JSON.stringify(results))
  await project.write('scripts/demo.sh', '#!/bin/sh\necho the demo ran\n', 0o755)
  await project.write('scripts/lint-workflows.sh', '#!/bin/sh\n[ "$FAIL" != workflows ]\n', 0o755)
  await project.program(
    'npm',
    `case " $FAIL " in *" $*"*) echo broken; exit 4 ;; esac
     for arg do case $arg in --outputFile=*) cat results.json > "\${arg#*=}" ;; esac; done`,
  )
  await project.program('shellcheck', '[ "$FAIL" != shellcheck ]')
  await project.program(
    'git',
    `case "$*" in *ls-files*) printf 'scripts/test.sh\\0' ;; *status*) printf '%s' "$DIRTY" ;; esac`,
  )
  await project.program('python3', '')
  await project.program('zstd', '')
  const run = (env: Record<string, string> = {}, script = project.path('scripts/test.sh')) => {
    const PATH = `${project.path('bin')}:/usr/bin:/bin:/usr/sbin:/sbin`
    return project.run(script, [], {
      FAIL: 'nothing',
      DIRTY: '',
      ...env,
      NODE: process.execPath,
      PATH,
    })
  }
  return { project, run, [Symbol.asyncDispose]: () => project[Symbol.asyncDispose]() }
}

test('every step is announced with its time, and the last line counts the tests', async () => {
  await using it = await checkout()
  const ended = await it.run()
  expect(ended.code).toBe(0)
  for (const name of ['lint', 'shell scripts', 'types', 'workflows', 'dist is current', 'tests', 'demo']) {
    expect(ended.stderr).toMatch(new RegExp(`^== ${name}$[^]*^-- ${name}: ok, \\d+ s$`, 'm'))
  }
  expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('tests: 12 passed, 2 failed, 2 skipped')
  expect(ended.stderr).toContain('2 skipped:\npending: a.test.ts: is rich\ntodo: a.test.ts: is famous\n')
})

test.each([
  ['run lint', 'lint'],
  ['run typecheck', 'types'],
  ['run build', 'dist is current'],
  ['shellcheck', 'shell scripts'],
  ['workflows', 'workflows'],
])('when "%s" fails, the steps after it still run and the end says so', async (FAIL, step) => {
  await using it = await checkout()
  const ended = await it.run({ FAIL })
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(new RegExp(`^-- ${step}: FAILED \\(exit code \\d+\\), \\d+ s$`, 'm'))
  expect(ended.stderr).toContain(`failed: ${step}\n`)
  expect(ended.stdout).toContain('the demo ran\n')
})

test('a dist/ that is not what the source builds to fails', async () => {
  await using it = await checkout()
  const ended = await it.run({ DIRTY: ' M dist/cli/index.js\n' })
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain('dist/ is not what src/ builds to: run npm run build and commit dist/')
})

test('temporary files are in memory where there is room, and gone at the end, also of a failed run', async () => {
  await using it = await checkout()
  await it.project.program('df', 'echo Avail; echo $FREE')
  await it.project.program('npm', 'echo "in $TMPDIR" >&2; echo > "$TMPDIR/left"; exit 1')
  const { stderr } = await it.run({ FREE: String(5 << 20) })
  const [folder] = /(?<=^in )\/dev\/shm\/pgdrill-tests\.\S+$/m.exec(stderr) ?? []
  expect(folder).toBeDefined()
  expect(existsSync(folder as string)).toBe(false)
  const small = await it.run({ FREE: String(64 << 10), TMPDIR: it.project.path('.') })
  expect(small.stderr).toContain(`in ${it.project.path('.')}\n`)
})

test('.ci/run is the same run, from any folder', async () => {
  await using it = await checkout()
  const run = await readFile(join(import.meta.dirname, '../../.ci/run'), 'utf8')
  const ended = await it.run({}, await it.project.write('.ci/run', run, 0o755))
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^tests: 12 passed, .*\n$/m) })
})

test('jest ending without results is a failure', async () => {
  await using it = await checkout()
  await it.project.write('results.json', '')
  const ended = await it.run()
  expect(ended.code).toBe(1)
})
