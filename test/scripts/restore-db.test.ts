import { expect, test } from '@jest/globals'
import { ScratchProject } from './project.ts'

// What restore-db.sh itself does, around a stand-in for the CLI. The CLI's own part: test/entries/restore.test.ts.
const node = { NODE: process.execPath }
const tellAll = `
console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env }))
process.exitCode = 3`

const script = (project: ScratchProject) => project.path('scripts/restore-db.sh')

function told(stdout: string) {
  return JSON.parse(stdout.replace(/^\S+Z /, '')) as {
    args: string[]
    cwd: string
    env: Record<string, string>
  }
}

test('its options go to pgdrill restore, with .env and the default folder, and its exit code comes back', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  await project.write('.env', '')
  const ended = await project.run(script(project), ['latest', '--mode', 'swap', '--confirm', 'app'], node)
  expect(ended).toMatchObject({ code: 3 })
  const { args, cwd, env } = told(ended.stdout)
  expect(args).toEqual([
    'restore',
    '--env-file',
    project.path('.env'),
    'latest',
    '--mode',
    'swap',
    '--confirm',
    'app',
  ])
  expect(cwd).toBe(project.root)
  expect(env).toMatchObject({ PGDRILL_DEFAULT_BACKUP_DIR: '/var/backups' })
})

test('a path counts from where it was typed', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  await project.write('elsewhere/app.sql', '')
  const ended = await project.run(script(project), ['./app.sql'], node, project.path('elsewhere'))
  expect(told(ended.stdout).args).toEqual(['restore', project.path('elsewhere/app.sql')])
})

test('it waits for no backup with the same settings: it ends at once, and says why', async () => {
  await using project = await ScratchProject.make({
    cli: `console.log('begun'); setTimeout(() => {}, Number(process.env.WAIT ?? 0))`,
  })
  const backup = project.start(project.path('scripts/backup-db.sh'), [], { ...node, WAIT: '5000' })
  await new Promise((resolve) => backup.child.stdout?.once('data', resolve))
  const ended = await project.run(script(project), [], node)
  expect(ended).toMatchObject({ code: 1 })
  expect(ended.stderr).toContain('cannot restore: another run with the same settings is still going')
  backup.child.kill()
  await backup.ended
})

test('--help names every setting of the script', async () => {
  await using project = await ScratchProject.make({ cli: tellAll })
  const { code, stdout } = await project.run(script(project), ['--help'])
  expect(code).toBe(0)
  for (const name of [
    'DATABASE_URL',
    'TARGET_DATABASE_URL',
    'BACKUP_DIR',
    'AWS_S3_BUCKET',
    '--mode swap',
    '--env-file',
  ])
    expect(stdout).toContain(name)
})
