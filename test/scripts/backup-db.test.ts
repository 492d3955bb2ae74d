import { existsSync } from 'node:fs'
import { readdir, readFile, symlink, utimes } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { startS3Server } from '../servers/s3.ts'
import { backupScript, type Ended, ScratchProject } from './project.ts'

// The script as cron runs it: no environment, cwd elsewhere, output into a log. The committed CLI, a real server.
const node = { NODE: process.execPath }

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
  await server.createDatabase('shop')
  await server.query(
    'shop',
    `create table customer as select n, 'name ' || n as name from generate_series(1, 500) as n`,
  )
})
afterAll(() => server.stop())

function envFile(more: Record<string, string> = {}): string {
  const settings = {
    DATABASE_HOST: server.host,
    DATABASE_PORT: String(server.port),
    DATABASE_NAME: 'shop',
    DATABASE_USER: server.user,
    DATABASE_PASSWORD: server.password,
    ...more,
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('')
}

function expectNoSecret(ended: Ended) {
  for (const secret of [server.password, encodeURIComponent(server.password)]) {
    expect(ended.stdout + ended.stderr).not.toContain(secret)
  }
}

async function sole(folder: string, like: RegExp): Promise<string> {
  const found = (await readdir(folder)).filter((name) => like.test(name))
  expect(found).toHaveLength(1)
  return `${folder}/${found[0]}`
}

test('an empty environment, a symbolic link and .env are enough for a backup in BACKUP_DIR', async () => {
  await using project = await ScratchProject.make()
  await project.write('.env', envFile({ BACKUP_DIR: 'local/copies' }))
  await symlink(backupScript(project), project.path('nightly'))
  const ended = await project.run(project.path('nightly'), [], node)
  expect(ended).toMatchObject({ code: 0 })
  for (const line of (ended.stdout + ended.stderr).trimEnd().split('\n'))
    expect(line).toMatch(/^\d{4}-\d\d-\d\dT\S+Z /)
  expectNoSecret(ended)
  const dump = gunzipSync(await readFile(await sole(project.path('local/copies'), /\d\.sql\.gz$/))).toString()
  expect(dump).toContain('\n500\tname 500\n')
  const manifest = JSON.parse(
    await readFile(await sole(project.path('local/copies'), /manifest\.json$/), 'utf8'),
  )
  expect(manifest).toMatchObject({ schema: 1, name: 'shop', rows: 500 })
})

test('without BACKUP_DIR the copy goes into the default folder, under the name of the database', async () => {
  await using project = await ScratchProject.make()
  await project.write('.env', envFile())
  const backups = project.path('var/backups')
  const ended = await project.run(backupScript(project), [], { ...node, PGDRILL_DEFAULT_BACKUP_DIR: backups })
  expect(ended).toMatchObject({ code: 0 })
  await sole(`${backups}/shop`, /manifest\.json$/)
})

test('with AWS_S3_BUCKET the same dump goes into the bucket as well', async () => {
  await using s3 = await startS3Server()
  await s3.makeBucket('offsite')
  await using project = await ScratchProject.make()
  const aws = {
    AWS_S3_BUCKET: 'offsite',
    AWS_S3_PREFIX: 'db',
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
  }
  await project.write('.env', envFile({ BACKUP_DIR: 'copies', ...aws }))
  const ended = await project.run(backupScript(project), [], node)
  expect(ended).toMatchObject({ code: 0 })
  expect(ended.stdout + ended.stderr).not.toContain(s3.secretAccessKey)
  const local = (await readdir(project.path('copies'))).map((name) => `db/${name}`)
  expect(local.length).toBeGreaterThanOrEqual(3)
  expect(await s3.keys('offsite')).toEqual(local.sort())
})

test('RETENTION_DAYS removes what is older, once the new backup is committed', async () => {
  await using project = await ScratchProject.make()
  await project.write('.env', envFile({ BACKUP_DIR: 'copies', RETENTION_DAYS: '7' }))
  const old = await project.write('copies/shop_backup_2020-02-29_02-00-00.sql.gz', 'from the script before')
  // What was written to lately may belong to a run that is still going.
  await utimes(old, new Date('2020-02-29'), new Date('2020-02-29'))
  const other = await project.write('copies/shop_backup_old.sql.gz', 'made by hand')
  expect(await project.run(backupScript(project), [], node)).toMatchObject({ code: 0 })
  expect(existsSync(old)).toBe(false)
  expect(existsSync(other)).toBe(true)
})

test('bad settings are named with exit code 2, before anything is contacted', async () => {
  await using project = await ScratchProject.make()
  await project.write('.env', envFile({ BACKUP_DIR: 'copies', RETENTION_DAYS: 'thirty' }))
  const ended = await project.run(backupScript(project), [], node)
  expect(ended.code).toBe(2)
  expect(ended.stdout + ended.stderr).toMatch(/Z .*(RETENTION_DAYS|keep-days).*thirty/)
  expectNoSecret(ended)
})

test('a wrong password fails with one clear message and leaves nothing', async () => {
  await using project = await ScratchProject.make()
  await project.write('.env', envFile({ BACKUP_DIR: 'copies', DATABASE_PASSWORD: 'wr0ng' }))
  const ended = await project.run(backupScript(project), [], node)
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain('password authentication failed')
  expect(ended.stdout + ended.stderr).not.toContain('wr0ng')
  expect(existsSync(project.path('copies')) ? await readdir(project.path('copies')) : []).toEqual([])
})

test('SIGTERM in the middle ends it with 143, without a trace; its processes show no password meanwhile', async () => {
  await using project = await ScratchProject.make()
  await project.write('.env', envFile({ BACKUP_DIR: 'copies' }))
  await using lock = await lockedTable()
  const running = project.start(backupScript(project), [], node)
  await lock.waitedFor()
  const seen = await commandLines(running.child.pid)
  expect(seen.join('\n')).toMatch(/dist\/cli.*pg_dump/s)
  expect(seen.join('\n')).not.toContain(server.password)
  running.child.kill('SIGTERM')
  const ended = await running.ended
  expect(ended.code).toBe(143)
  expect(ended.stderr).toMatch(/Z .*SIGTERM/)
  expect(existsSync(project.path('copies')) ? await readdir(project.path('copies')) : []).toEqual([])
})

/** The command lines of the process and of all it has started, its first. */
async function commandLines(pid: number | string | undefined): Promise<string[]> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8')
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const below = await Promise.all(children.split(' ').filter(Number).map(commandLines))
  return [line.replaceAll('\0', ' '), ...below.flat()]
}

/** A table that pg_dump has to wait for. */
async function lockedTable() {
  const held = server.query(
    'shop',
    'begin; lock table customer in access exclusive mode; select pg_sleep(60)',
  )
  const released = held.catch(() => {})
  const waiting = `select 1 from pg_stat_activity where datname = 'shop' and wait_event_type = 'Lock'`
  return {
    async waitedFor() {
      while ((await server.query('postgres', waiting)).length === 0) await sleep(50)
    },
    async [Symbol.asyncDispose]() {
      await server.query(
        'postgres',
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'shop'`,
      )
      await released
    },
  }
}
