import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { split } from 'shlex'
import { readCommandLine } from '../../src/settings/command-line.ts'
import { isOptionName } from '../../src/settings/options.ts'
import { outputs } from '../../src/settings/outputs.ts'
import { startPostgres } from '../servers/postgres.ts'
import { startS3Server } from '../servers/s3.ts'
import { fencesIn } from './fences.ts'
import { root, run } from './program.ts'

const readme = await readFile(join(root, 'README.md'), 'utf8')
const blocks = await fencesIn('README.md')

function block(name: string): string {
  const found = blocks.find((block) => block.name === name)
  if (found === undefined) throw new Error(`the README has no block "${name}"`)
  return found.text
}

/** The first cells of the table under a heading, or of the one that begins with these words. */
function firstCells(head: string): string[] {
  const [, table = ''] = readme.split(`| ${head} |`)
  const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? []
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
  )
}

test('the commands for the shell that it begins with are there', () => {
  const scripts = block('commands').match(/^scripts\/\S+/gm) ?? []
  expect(scripts).toEqual(['scripts/demo.sh', 'scripts/test.sh'])
  for (const script of scripts) expect(existsSync(join(root, script))).toBe(true)
})

const commandLines = blocks
  .filter(({ name }) => name === 'pgdrill')
  .flatMap(({ text }) => text.trim().split('\n'))

test.each(commandLines)('pgdrill understands: %s', (line) => {
  const [program, ...argv] = split(line)
  expect(program).toBe('pgdrill')
  expect(() => readCommandLine(argv, {})).not.toThrow()
})

test('every option that its table names is one, and so is every output', () => {
  const options = firstCells('option')
  expect(options.length).toBeGreaterThan(15)
  expect(options.filter((name) => !isOptionName(name))).toEqual([])
  const [, named = ''] = readme.match(/The outputs, and the keys of `--json`: ([\s\S]*?)\.\n/) ?? []
  expect([...named.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(Object.keys(outputs))
})

test('its exit codes are those of the reference', async () => {
  const codes = (text: string) =>
    (
      text
        .split('| exit code |')[1]
        ?.split('\n\n')[0]
        ?.match(/^\| (\d[\d, ]*) \|/gm) ?? []
    ).map((row) => row)
  expect(codes(readme)).toEqual(codes(await readFile(join(root, 'docs/reference.md'), 'utf8')))
  expect(codes(readme)).toHaveLength(5)
})

test('its .env makes scripts/backup-db.sh back up into the folder and the bucket', async () => {
  await using server = await startPostgres()
  await using s3 = await startS3Server()
  await server.createDatabase('shop')
  await s3.makeBucket('my-backups')
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-env-'))
  try {
    const real: Record<string, string> = {
      DATABASE_HOST: server.host,
      DATABASE_USER: server.user,
      // Single quotes are left as they are in the README, where the value has none.
      DATABASE_PASSWORD: `"${server.password}"`,
      BACKUP_DIR: join(folder, 'backups'),
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    }
    const lines = block('env').replace(/^(\w+)=.*$/gm, (line, name) =>
      name in real ? `${name}=${real[name]}` : line,
    )
    const here = `DATABASE_PORT=${server.port}\nAWS_ENDPOINT_URL_S3=${s3.endpoint}\n`
    await writeFile(join(folder, 'shop.env'), lines + here)
    const script = join(root, 'scripts/backup-db.sh')
    const ended = await run([script, '--env-file', join(folder, 'shop.env')], {
      env: { NODE: process.execPath },
    })
    expect(ended).toMatchObject({ code: 0 })
    const local = await readdir(join(folder, 'backups'))
    expect(local.filter((name) => name.endsWith('.manifest.json'))).toHaveLength(1)
    expect(await s3.keys('my-backups')).toEqual(local.map((name) => `shop/${name}`).sort())
  } finally {
    await rm(folder, { recursive: true })
  }
})
