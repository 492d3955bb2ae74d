import { describe, expect, test } from '@jest/globals'
import { readCommandLine } from '../../src/settings/command-line.ts'
import type { Facts } from '../../src/settings/facts.ts'
import { readInputs } from '../../src/settings/inputs.ts'
import type { Variables } from '../../src/settings/sources.ts'
import { machine, problemsOf } from './made.ts'

function client(flags: readonly string[] = [], variables: Variables = {}, facts: Facts = machine()) {
  const line = readCommandLine(['setup-client', ...flags], variables, facts)
  if (line.command !== 'setup-client') throw new Error(`that is ${line.command}`)
  return line.settings.client
}

describe('the client', () => {
  test("is what is installed, or else from PostgreSQL's own repository, when nothing is said", () => {
    expect(client()).toEqual({
      version: 'auto',
      repository: {
        url: 'https://apt.postgresql.org/pub/repos/apt',
        suite: '{codename}-pgdg',
        component: 'main',
      },
      keep: { kind: 'folder', path: '/home/ann/.cache/pgdrill' },
      proxy: {},
    })
  })

  test.each([
    ['18', 18],
    ['17.6', 17],
    ['Installed', 'installed'],
    ['AUTO', 'auto'],
  ])('is of version %s', (text, version) => {
    expect(client(['--client-version', text]).version).toBe(version)
  })

  test.each(['9', 'newest', '1x', '180'])('is not of version %s', (text) => {
    expect(problemsOf(() => client(['--client-version', text]))).toEqual([
      `cannot use client-version "${text}": use auto, installed, or a major version such as 18`,
    ])
  })

  test('comes from another repository, with its own key', () => {
    const facts = machine({ files: { '/work/key.asc': '' } })
    const flags = [
      '--client-repository',
      'http://mirror/debian/ trixie',
      '--client-repository-key',
      'key.asc',
    ]
    expect(client(flags, {}, facts).repository).toEqual({
      url: 'http://mirror/debian',
      suite: 'trixie',
      component: 'main',
      keyFile: '/work/key.asc',
    })
  })

  test('comes from no repository that cannot be one; all that is wrong is said at once', () => {
    const flags = ['--client-repository', 'mirror/debian', '--client-repository-key', 'key.asc']
    expect(problemsOf(() => client(flags))).toEqual([
      expect.stringMatching(
        /^cannot use client-repository "mirror\/debian": use a URL that begins with https:/,
      ),
      'cannot use client-repository-key "key.asc": there is no such file; save the key there',
    ])
  })

  test('is fetched through the proxy that the environment names', () => {
    const variables = { https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost', OTHER: 'x' }
    expect(client([], variables).proxy).toEqual({ https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost' })
  })
})

describe('what is fetched is kept', () => {
  const root = machine({ user: 'root', home: '/root' })

  test.each<[string, Variables, Facts, string]>([
    ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/var/tmp/x' }, machine(), '/var/tmp/x/pgdrill'],
    [
      'the home, where XDG_CACHE_HOME is relative',
      { XDG_CACHE_HOME: 'x' },
      machine(),
      '/home/ann/.cache/pgdrill',
    ],
    ["the system's cache, for root", {}, root, '/var/cache/pgdrill'],
  ])('in %s', (_, variables, facts, path) => {
    expect(client([], variables, facts).keep).toEqual({ kind: 'folder', path })
  })

  test("in the runner's tool cache by an action, and not by a script in a workflow, whose stdout is its own", () => {
    const variables = { GITHUB_ACTIONS: 'true', RUNNER_TOOL_CACHE: '/tools', RUNNER_TEMP: '/temp' }
    const inputs = { ...variables, 'INPUT_CLIENT-VERSION': 'auto' }
    const action = readInputs('setup-client', inputs, machine())
    expect(action.settings.client.keep).toEqual({ kind: 'runner', temp: '/temp' })
    expect(client([], variables).keep).toMatchObject({ kind: 'folder' })
  })
})
