import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { version } from '../src/version.ts'

const committed = join(import.meta.dirname, '../dist')
const alone = mkdtempSync(join(tmpdir(), 'pgdrill-dist-'))
cpSync(committed, alone, { recursive: true })
afterAll(() => rmSync(alone, { recursive: true }))

const doors = readdirSync(committed, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name)

/** Starts a door with dist/ alone: no node_modules in reach, and nothing in the environment. */
function start(door: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(alone, door, 'index.js'), ...args], {
    cwd: alone,
    // Of no use to any door, so that setup, which needs nothing, asks for nothing over the network either.
    env: { PATH: '/usr/bin:/bin', HOME: alone, 'INPUT_CLIENT-VERSION': 'newest' },
    encoding: 'utf8',
  })
}

describe('dist/', () => {
  test('has a door for the command line and for each action', () => {
    expect(doors).toEqual(['backup', 'cli', 'doctor', 'list', 'restore', 'setup', 'verify'])
  })

  test('the command line starts, and says its version', () => {
    expect(start('cli', '--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each(doors.filter((door) => door !== 'cli'))(
    'the action %s starts, and says what is wrong',
    (door) => {
      const { status, stdout, stderr } = start(door)
      expect(stdout.match(/^::error title=[^:]+::/gm)).toHaveLength(1)
      expect(stdout).toMatch(door === 'setup' ? /client-version/ : /store/)
      expect({ status, stderr }).toEqual({ status: 2, stderr: '' })
    },
  )

  test('a bucket is reached with what lies in dist/ alone: the SDK is a part of it', () => {
    const { status, stderr } = start(
      'cli',
      'list',
      '--store',
      's3://backups',
      '--s3-endpoint',
      'http://127.0.0.1:1',
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(/^error: /m)
    expect(stderr).not.toMatch(/ERR_MODULE_NOT_FOUND|fault of pgdrill/)
  })

  test('is under 8 MB', () => {
    const files = readdirSync(committed, { recursive: true, encoding: 'utf8' })
    const bytes = files.reduce((sum, file) => sum + statSync(join(committed, file)).size, 0)
    expect(bytes).toBeLessThan(8e6)
  })
})
