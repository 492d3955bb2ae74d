import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type S3Server, startS3Server } from '../servers/s3.ts'
import { readWorkflow, root, stepOf } from './workflow.ts'

// The step "Back up" as GitHub would start it: every variable and secret that is not set arrives as an empty text.
const { with: inputs = {}, env = {} } = stepOf(await readWorkflow('backup.yml'), 'Back up')

let server: PostgresServer
let s3: S3Server
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-workflow-'))
  ;[server, s3] = await Promise.all([startPostgres(), startS3Server({ auth: true })])
  await s3.makeBucket('my-backups')
  await server.createDatabase('shop')
})
afterAll(() => Promise.all([server.stop(), s3.stop(), rm(folder, { recursive: true })]))

/** The value of `${{ a || b }}`: the first that is set. */
function filledIn(text: unknown, set: Readonly<Record<string, string>>): string {
  return String(text).replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const names = expression.split(' || ')
    return names.map((name) => set[name] ?? '').find((value) => value !== '') ?? ''
  })
}

async function runStep(set: Readonly<Record<string, string>>) {
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')]
  await Promise.all([writeFile(output, ''), writeFile(summary, '')])
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    filledIn(value, set),
  ])
  const variables = Object.entries(env).map(([name, value]) => [name, filledIn(value, set)])
  const runner = { PATH: process.env.PATH, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary }
  const options = { env: { ...runner, ...Object.fromEntries([...given, ...variables]) } }
  const { code, stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'dist/backup/index.js')],
    options,
  ).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }) => ({ code, stdout }),
  )
  return { code, stdout, output: await readFile(output, 'utf8') }
}

function configured(): Record<string, string> {
  return {
    'secrets.AWS_ACCESS_KEY_ID': s3.accessKeyId,
    'secrets.AWS_SECRET_ACCESS_KEY': s3.secretAccessKey,
    'vars.AWS_S3_BUCKET': 'my-backups',
    'vars.S3_ENDPOINT': s3.endpoint,
    'vars.S3_FORCE_PATH_STYLE': 'true',
  }
}

test('a URL, a bucket and a static key are enough', async () => {
  const ended = await runStep({ ...configured(), 'secrets.DATABASE_URL': server.url('shop') })
  expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('s3://my-backups/shop_backup_') })
})

test('so are the parts of a URL, with a prefix and a region', async () => {
  const ended = await runStep({
    ...configured(),
    'vars.DATABASE_HOST': server.host,
    'vars.DATABASE_PORT': String(server.port),
    'vars.DATABASE_NAME': 'shop',
    'vars.DATABASE_USER': server.user,
    'secrets.DATABASE_PASSWORD': server.password,
    'vars.AWS_S3_PREFIX': 'nightly',
    'vars.AWS_REGION': 'eu-central-1',
    'vars.RETENTION_DAYS': '7',
  })
  expect(ended).toMatchObject({
    code: 0,
    output: expect.stringContaining('s3://my-backups/nightly/shop_backup_'),
  })
})

test('a call from elsewhere names the backup and the store', async () => {
  const ended = await runStep({
    ...configured(),
    'secrets.DATABASE_URL': server.url('shop'),
    'inputs.name': 'till',
    'inputs.store': 's3://my-backups/elsewhere',
  })
  expect(ended).toMatchObject({
    code: 0,
    output: expect.stringContaining('s3://my-backups/elsewhere/till_backup_'),
  })
})

test('the credentials of a role win over a static key', async () => {
  const ended = await runStep({
    ...configured(),
    'secrets.DATABASE_URL': server.url('shop'),
    'inputs.name': 'role',
    'secrets.AWS_ACCESS_KEY_ID': 'AKIAIOSFODNN7EXAMPLE',
    'steps.role.outputs.aws-access-key-id': s3.accessKeyId,
    'steps.role.outputs.aws-secret-access-key': s3.secretAccessKey,
  })
  expect(ended).toMatchObject({ code: 0 })
})

test.each([
  ['a database', { 'secrets.DATABASE_URL': '' }, /::error .*no database is given/],
  [
    'a store',
    { 'vars.AWS_S3_BUCKET': '', 'secrets.DATABASE_URL': 'postgresql://u@h/shop' },
    /::error .*no store is given/,
  ],
])('without %s it fails and says so', async (_, missing, error) => {
  const ended = await runStep({ ...configured(), ...missing })
  expect(ended).toMatchObject({ code: 2, stdout: expect.stringMatching(error) })
})
