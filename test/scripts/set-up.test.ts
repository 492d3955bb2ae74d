import { readFile, rm, utimes } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { type Ended, ScratchProject } from './project.ts'
import { withoutNode } from './without-node.ts'

// Stand-ins for apt-get, npm and sudo note how they were called: no test may install anything.
async function calls(project: ScratchProject): Promise<string[]> {
  const text = await readFile(project.path('calls'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}

const note = (name: string) => `echo "${name} $*" >> "$CALLS"`

async function freshMachine({ root = true } = {}) {
  const project = await ScratchProject.make({ cli: '' })
  const bin = await withoutNode(project)
  const asked = root ? 'echo 0' : 'case $1 in -u) echo 1000 ;; *) echo sam ;; esac'
  await rm(project.path('bin/id'))
  await project.program('id', asked)
  const env = { PATH: bin, CALLS: project.path('calls'), HOME: '/nonexistent' }
  return { project, env, [Symbol.asyncDispose]: () => project[Symbol.asyncDispose]() }
}

/** Sources the set-up functions and runs `script` with them. */
function withFunctions(project: ScratchProject, env: Record<string, string>, script: string): Promise<Ended> {
  const libs = ['say', 'apt', 'postgresql', 'node24', 'packages'].map((name) => `. scripts/lib/${name}.sh`)
  return project.run(
    '/bin/bash',
    ['-c', `set -euo pipefail\n${libs.join('\n')}\n${script}`],
    env,
    project.root,
  )
}

describe('with-node24.sh', () => {
  test('on a machine without Node and npm, gets npm from apt and Node 24 from npm, and says so', async () => {
    await using machine = await freshMachine()
    const { project, env } = machine
    await project.write(
      'npm.stand-in',
      `#!/bin/sh\n${note('npm')}\ndir="$3/node_modules/$(echo "$9" | sed 's/@.*//')/bin"\nmkdir -p "$dir"\n` +
        `printf '#!/bin/sh\\necho v24.99.0\\n' > "$dir/node"\nchmod +x "$dir/node"\n`,
      0o755,
    )
    const install = `case $* in *install*) cat "${project.path('npm.stand-in')}" > "${project.path('bin/npm')}"`
    await project.program(
      'apt-get',
      `${note('apt-get')}\n${install}; chmod +x "${project.path('bin/npm')}" ;; esac`,
    )
    const script = project.path('scripts/with-node24.sh')
    const first = await project.run(script, ['node', '--version'], env)
    expect(first).toMatchObject({ code: 0, stdout: 'v24.99.0\n' })
    expect(first.stderr).toMatch(/npm.*missing; installing with apt-get .*: nodejs npm/)
    expect(first.stderr).toMatch(
      /Node 24 or newer: missing \(there is no node on PATH\); installing node-linux-\w+@24/,
    )
    const made = await calls(project)
    expect(made.at(-2)).toMatch(/^apt-get install --yes .* nodejs npm$/)
    expect(made.at(-1)).toMatch(/^npm install --prefix .*\.tools\/node24 .* node-linux-\w+@24\.\d+\.\d+$/)
    const second = await project.run(script, ['node', '--version'], env)
    expect(second).toMatchObject({ code: 0, stdout: 'v24.99.0\n', stderr: '' })
    expect(await calls(project)).toEqual(made)
  })

  test('ends when apt-get fails, without running the command', async () => {
    await using machine = await freshMachine()
    const { project, env } = machine
    await project.program('apt-get', `${note('apt-get')}; exit 100`)
    const ended = await project.run(
      project.path('scripts/with-node24.sh'),
      ['touch', project.path('ran')],
      env,
    )
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('apt-get could not install nodejs npm'),
    })
    await expect(readFile(project.path('ran'))).rejects.toThrow('ENOENT')
  })

  test('says what to do where nobody may install', async () => {
    await using machine = await freshMachine({ root: false })
    const { project, env } = machine
    await project.program('apt-get', note('apt-get'))
    const ended = await project.run(project.path('scripts/with-node24.sh'), ['node'], env)
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('run it as root, or let sam use sudo without a password')
    expect(await calls(project)).toEqual([])
  })

  test('says what to do where there is no apt-get', async () => {
    await using machine = await freshMachine()
    const { project, env } = machine
    const ended = await project.run(project.path('scripts/with-node24.sh'), ['node'], env)
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no apt-get here') })
  })
})

describe('PostgreSQL', () => {
  const missing =
    'postgresql_bin() { :; }\nas_root() { echo "$*" >> "$CALLS"; case $1 in env) return "$APT" ;; tee) cat ;; esac; }\n'

  test.each(['0', '100'])('is installed without a cluster of its own; apt-get ends with %s', async (APT) => {
    await using machine = await freshMachine()
    const { project, env } = machine
    await project.program('apt-get', '')
    const ended = await withFunctions(project, { ...env, APT }, `${missing} ensure_postgresql; echo went on`)
    expect(ended.stdout).toBe(APT === '0' ? 'went on\n' : '')
    const conf = '/etc/postgresql-common/createcluster.d/pgdrill-no-cluster.conf'
    const made = (await calls(project)).filter((call) => !['true', 'apt-get update'].includes(call))
    expect(made).toEqual([
      'mkdir -p /etc/postgresql-common/createcluster.d',
      `tee ${conf}`,
      expect.stringMatching(
        /^env DEBIAN_FRONTEND=noninteractive apt-get install .* postgresql postgresql-client$/,
      ),
      `rm -f ${conf}`,
    ])
  })

  test('is left alone where it is', async () => {
    await using machine = await freshMachine()
    const { project, env } = machine
    await project.program('psql', '')
    const found = 'postgresql_bin() { echo /usr/lib/postgresql/17/bin; }\n'
    expect(await withFunctions(project, env, `${missing}${found} ensure_postgresql`)).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect(await calls(project)).toEqual([])
  })
})

describe('npm packages', () => {
  async function checkout(installedAt?: number) {
    const machine = await freshMachine()
    await machine.project.program('npm', note('npm'))
    await machine.project.write('package-lock.json', '{}')
    if (installedAt !== undefined) {
      const installed = await machine.project.write('node_modules/.package-lock.json', '{}')
      await utimes(installed, installedAt, installedAt)
      await utimes(machine.project.path('package-lock.json'), 1_700_000_000, 1_700_000_000)
    }
    return machine
  }

  test.each([
    ['missing', undefined, 1],
    ['older than the lock file', 1_699_999_000, 1],
    ['as old as the lock file', 1_700_000_000, 0],
    ['newer than the lock file', 1_700_001_000, 0],
  ])('%s: installed when need be', async (_, installedAt, times) => {
    await using machine = await checkout(installedAt)
    const ended = await withFunctions(machine.project, machine.env, 'ensure_npm_packages "$PWD"')
    expect(ended.code).toBe(0)
    expect((await calls(machine.project)).filter((call) => call.startsWith('npm ci '))).toHaveLength(times)
  })

  test('a lock file that is not that of package.json is refused, in the words of npm', async () => {
    await using machine = await checkout()
    const { project, env } = machine
    const complaint = "echo 'npm error Missing: yaml@2.9.1 from lock file' >&2; exit 1"
    await project.program('npm', `${note('npm')}\n${complaint}`)
    const ended = await withFunctions(project, env, 'ensure_npm_packages "$PWD"')
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Missing: yaml@2.9.1 from lock file'),
    })
    expect(await calls(project)).toHaveLength(1)
  })
})
