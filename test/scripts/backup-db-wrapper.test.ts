import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rm, symlink } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { backupScript, ScratchProject } from './project.ts'
import { withoutNode } from './without-node.ts'

// What backup-db.sh itself does, around a stand-in for the CLI. With the real one: backup-db.test.ts.
const node = { NODE: process.execPath }
const tellAll = `
console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env }))
console.error('a line of the log')
process.exitCode = 3`
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /

function told(stdout: string) {
  return JSON.parse(stdout.replace(stamp, '')) as { args: string[]; cwd: string; env: Record<string, string> }
}

test('every line is stamped, on the output it came from, and the exit code is kept', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const ended = await project.run(backupScript(project), [], node)
  expect(ended).toMatchObject({ code: 3, stderr: expect.stringMatching(/^\S+Z a line of the log\n$/) })
  expect(ended.stdout).toMatch(stamp)
  const age = Date.now() - Date.parse(ended.stdout.slice(0, 20))
  expect(age).toBeGreaterThan(-1000)
  expect(age).toBeLessThan(60_000)
})

test('with an empty environment it still runs in the project, with the default folder and a PATH', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const { args, cwd, env } = told((await project.run(backupScript(project), [], node)).stdout)
  expect(args).toEqual(['backup'])
  expect(cwd).toBe(project.root)
  expect(env).toMatchObject({
    PGDRILL_DEFAULT_BACKUP_DIR: '/var/backups',
    PATH: expect.stringContaining('/usr/bin'),
  })
})

test('.env of the project is handed on unread, through a symbolic link as well', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const env = await project.write('.env', 'DATABASE_PASSWORD="$(touch owned) `touch owned`"\n')
  await symlink(backupScript(project), project.path('link'))
  const ended = await project.run(project.path('link'), [], node)
  expect(told(ended.stdout).args).toEqual(['backup', '--env-file', env])
  expect(told(ended.stdout).env).not.toHaveProperty('DATABASE_PASSWORD')
  expect(existsSync(project.path('owned'))).toBe(false)
})

test('--env-file is found from where the caller is, and other options are handed on as they are', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  await project.write('.env', '')
  const other = await project.write('etc/o ther.env', '')
  const args = ['--format', 'custom', '--env-file=o ther.env', '--store', '', "it's"]
  const ended = await project.run(backupScript(project), args, node, project.path('etc'))
  expect(told(ended.stdout).args).toEqual([
    'backup',
    '--env-file',
    other,
    '--format',
    'custom',
    '--store',
    '',
    "it's",
  ])
})

test('an env file that cannot be read is a mistake in the settings', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const ended = await project.run(backupScript(project), ['--env-file', 'missing.env'], node)
  expect(ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('cannot read missing.env'),
  })
})

test('a second run with the same settings ends at once, one with others does not', async () => {
  await using project = await ScratchProject.make({
    cli: `console.log('started'); setTimeout(() => console.log('done'), process.env.WAIT)`,
  })
  await project.write('.env', '')
  const other = await project.write('other.env', '')
  const first = project.start(backupScript(project), [], { ...node, WAIT: '5000' })
  await once(first.child.stdout as NodeJS.ReadableStream, 'data')
  const second = await project.run(backupScript(project), [], node)
  expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('another run with') })
  expect(second.stderr).toMatch(stamp)
  expect(await project.run(backupScript(project), ['--env-file', other], node)).toMatchObject({ code: 0 })
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(143)
  expect(await project.run(backupScript(project), [], node)).toMatchObject({ code: 0 })
})

test.each([
  ['SIGTERM', 7],
  ['SIGINT', 8],
  ['SIGHUP', 7],
] as const)('%s reaches pgdrill, whose cleaning up is waited for and logged', async (signal, code) => {
  await using project = await ScratchProject.make({
    cli: `
      const stop = (code) => { console.error('stopping'); setTimeout(() => { console.error('cleaned up'); process.exit(code) }, 300) }
      process.on('SIGTERM', () => stop(7)).on('SIGINT', () => stop(8))
      console.log('started')
      setTimeout(() => {}, 30_000)`,
  })
  const running = project.start(backupScript(project), [], node)
  await once(running.child.stdout as NodeJS.ReadableStream, 'data')
  running.child.kill(signal)
  const ended = await running.ended
  expect(ended.code).toBe(code)
  expect(ended.stderr).toMatch(/^\S+Z stopping\n\S+Z cleaned up\n$/)
})

test('a run killed by the kernel is told as such', async () => {
  await using project = await ScratchProject.make({ cli: `process.kill(process.pid, 'SIGKILL')` })
  const ended = await project.run(backupScript(project), [], node)
  expect(ended).toMatchObject({ code: 137, stderr: expect.stringContaining('killed by SIGKILL') })
})

test('without a Node that is new enough it says which one it found and what to do', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const bin = await withoutNode(project)
  await project.program('node', 'echo v20.1.0')
  const ended = await project.run(backupScript(project), [], { PATH: bin, HOME: '/nonexistent' })
  expect(ended).toMatchObject({ code: 1, stdout: '' })
  expect(ended.stderr).toContain(`needs Node 24 or newer, and ${bin}/node is v20.1.0; install it`)
})

test('a Node that the version manager of the user installed is found without any PATH', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  await project.write('home/.nvm/versions/node/v9.9.9/bin/node', '#!/bin/sh\necho v9.9.9\n', 0o755)
  await project.write('home/.nvm/versions/node/v24.1.0/bin/node', '#!/bin/sh\necho v24.1.0 "$@"\n', 0o755)
  const ended = await project.run(backupScript(project), [], {
    PATH: await withoutNode(project),
    HOME: project.path('home'),
  })
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('v24.1.0 ') })
})

test('a checkout without its dist/ is told as such', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  await rm(project.path('dist'), { recursive: true })
  const ended = await project.run(backupScript(project), [], node)
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('dist/cli/index.js is missing') })
})

test('--help names every setting of the script', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const { code, stdout } = await project.run(backupScript(project), ['--help'])
  expect(code).toBe(0)
  for (const name of ['DATABASE_URL', 'BACKUP_DIR', 'AWS_S3_BUCKET', 'RETENTION_DAYS', '--env-file']) {
    expect(stdout).toContain(name)
  }
})
