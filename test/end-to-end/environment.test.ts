import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Ended } from './installed.ts'
import { into, Scene } from './scene.ts'

const odd = `Größe/№ "1"; it's`

let scene: Scene
beforeAll(async () => {
  scene = await Scene.set()
  for (const name of ['flag', 'environment', 'file', odd]) {
    await scene.server.createDatabase(name)
    await scene.server.query(name, 'create table customer as select 1 as id')
  }
})
afterAll(() => scene[Symbol.asyncDispose]())

const dotenv = (variables: Record<string, string>) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('')

/** Runs in a folder of its own that holds this .env. */
async function runBeside(
  file: Record<string, string>,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  const folder = scene.installed.path(`project-${++projects}`)
  await mkdir(folder)
  await scene.installed.write(`project-${projects}/.env`, dotenv(file))
  const inFolder = ['sh', '-c', 'cd "$1" && shift && exec "$@"', 'sh', folder]
  return scene.installed.startProgram([...inFolder, ...scene.installed.command(args)], environment).ended
}
let projects = 0

const inFile = () => ({
  DATABASE_HOST: scene.server.host,
  DATABASE_PORT: String(scene.server.port),
  DATABASE_USER: scene.server.user,
  DATABASE_PASSWORD: scene.server.password,
  DATABASE_NAME: 'file',
})

describe('a setting comes from', () => {
  test.each([
    [
      'the flag, when it is given everywhere',
      'flag',
      ['--database-name', 'flag'],
      { DATABASE_NAME: 'environment' },
    ],
    ['the environment, before .env', 'environment', [], { DATABASE_NAME: 'environment' }],
    ['.env in the working folder, else', 'file', [], {}],
    ['.env, when the environment has it empty', 'file', [], { DATABASE_NAME: '' }],
  ] as const)('%s', async (_, database, args, environment) => {
    const folder = scene.folder(`from ${database}${args.length}${Object.keys(environment).length}`)
    const ended = await runBeside(inFile(), ['backup', ...into(folder), ...args], environment)
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(`^${database}_backup_`), left: [] })
    scene.expectNoSecret(ended)
  })

  test('the file that --env-file names, instead of .env', async () => {
    const folder = scene.folder('env-file')
    const file = await scene.installed.write(
      'settings of mine',
      dotenv({ ...inFile(), DATABASE_NAME: 'flag' }),
    )
    const ended = await runBeside(inFile(), ['backup', ...into(folder), '--env-file', file])
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^flag_backup_/) })
  })

  test('.env for the AWS SDK, too: bucket, prefix, endpoint and keys', async () => {
    const bucket = await scene.bucket('from-env')
    const { DATABASE_URL: _, ...aws } = scene.environment('file')
    const file = { ...inFile(), ...aws, AWS_S3_BUCKET: 'from-env', AWS_S3_PREFIX: '/nightly/db/' }
    const ended = await runBeside(file, ['backup'])
    expect(ended).toMatchObject({ code: 0 })
    expect(Object.keys(await bucket.contents())).toHaveLength(4)
    const wrong = await runBeside(file, ['list'], { AWS_S3_PREFIX: 'elsewhere' })
    expect(wrong.stdout).toBe('no backups in s3://from-env/elsewhere\n')
  })
})

describe('a database whose name cannot be a backup’s', () => {
  test('takes --name, and that is told before anything is contacted', async () => {
    const shelf = scene.folder('odd')
    const ended = await scene.installed.pgdrill(['backup', ...into(shelf)], {
      DATABASE_URL: `postgresql://nobody@127.0.0.1:1/${encodeURIComponent(odd)}`,
    })
    const cure =
      'use at most 100 of the letters a-z and A-Z, digits, ".", "_" and "-", beginning with a letter, a digit or "_"'
    const what = `cannot call backups by the database's name, set name: cannot name a backup ${JSON.stringify(odd)}`
    scene.expectFailure(ended, 2, `${what}; ${cure}`)
  })

  test('is backed up under the name given, and listed and pruned by it', async () => {
    const shelf = scene.folder('odd')
    const ended = await scene.installed.pgdrill(
      ['backup', '--json', '--name', 'odd', ...into(shelf)],
      scene.environment(odd),
    )
    expect(ended).toMatchObject({ code: 0, left: [] })
    const { backup } = JSON.parse(ended.stdout)
    const manifest = JSON.parse(String(await shelf.read(`${backup}.manifest.json`)))
    expect(manifest).toMatchObject({ name: 'odd', source: { database: odd }, tables: 1, rows: 1 })
    expect(await scene.installed.pgdrill(['list', ...into(shelf)])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(backup),
    })
    expect(await scene.installed.pgdrill(['prune', '--name', 'odd', ...into(shelf)])).toMatchObject({
      code: 0,
      stderr: `kept 1 backup and removed 0 backups (0 B) in ${shelf.location}\n`,
    })
  })
})
