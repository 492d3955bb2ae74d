import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openS3Store } from '../../src/store/s3/store.ts'
import type { Store } from '../../src/store/store.ts'
import { from, randomBytes, read } from '../contract/store.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type S3Server, type Statement, startS3Server } from '../servers/s3.ts'
import { s3Error, startFaultyProxy } from '../servers/s3-proxy.ts'
import { beS3User } from '../servers/s3-user.ts'
import { fencesIn } from './fences.ts'
import { type Ended, pgdrill } from './program.ts'

// The policies of the page, on a server that checks signatures and permissions, with the page's own bucket and prefix.
const bucket = 'my-backups'
const store = `s3://${bucket}/shop`
const blocks = await fencesIn('docs/iam.md')
const MiB = 1024 ** 2
const go = () => new AbortController().signal

let server: PostgresServer
let s3: S3Server
beforeAll(async () => {
  ;[server, s3] = await Promise.all([startPostgres(), startS3Server({ auth: true })])
  await s3.makeBucket(bucket)
  await server.createDatabase('shop')
  // Larger than a part, so that it goes up in several.
  await server.query('shop', `create table note as select repeat('x', 1000) from generate_series(1, 8000)`)
})
afterAll(() => Promise.all([server.stop(), s3.stop()]))

function policy(name: string): Statement[] {
  const block = blocks.find((block) => block.name === `policy: ${name}`)
  if (block === undefined) throw new Error(`docs/iam.md has no policy "${name}"`)
  return JSON.parse(block.text).Statement
}

function actionsOf(statements: readonly Statement[]): string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action))]
}

function without(action: string, statements: readonly Statement[]): Statement[] {
  const left = statements.map((one) => ({
    ...one,
    Action: [one.Action].flat().filter((its) => its !== action),
  }))
  return left.filter(({ Action }) => Action.length > 0)
}

interface User {
  accessKeyId: string
  secretAccessKey: string
}

async function cli(
  command: string,
  user: User,
  more: string[] = [],
  { endpoint = s3.endpoint, into = store } = {},
): Promise<Ended> {
  const env = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey }
  const database = command === 'backup' ? ['--database-url', server.url('shop')] : []
  return pgdrill(
    [command, '--store', into, '--name', 'shop', '--s3-endpoint', endpoint, ...database, ...more],
    env,
  )
}

// Two backups of one name in one second are refused.
let names = 0
const inParts = () => ['--compression', 'none', '--s3-part-size', '5MiB', '--name', `shop-${++names}`]
const commands: Record<string, (user: User) => Promise<Ended>> = {
  backup: (user) => cli('backup', user, ['--prune', 'false', ...inParts()]),
  prune: async (user) => {
    await anOldBackup()
    return cli('prune', user)
  },
  restore: (user) => cli('list', user),
}

/** The bucket's content as of old: a backup, its drill record, and an upload that nobody completed. */
async function anOldBackup(): Promise<void> {
  const stem = 'shop_backup_2020-02-29_02-00-00'
  const newer = 'shop_backup_2020-03-31_02-00-00'
  await s3.fill(bucket, [`shop/${stem}.sql.gz`, `shop/${stem}.manifest.json`])
  await s3.fill(bucket, [`shop/${newer}.sql.gz`, `shop/${newer}.manifest.json`])
  await s3.beginUpload(bucket, `shop/${stem}.fingerprint.json.gz`, 3 * 86_400)
  const drill = { schema: 1, backup: newer, verdict: 'verified', drilledAt: '2020-04-01T00:00:00.000Z' }
  await as(s3).put(`${newer}.drill.json`, from([Buffer.from(JSON.stringify(drill))]), {
    signal: go(),
    overwrite: true,
  })
}

function as(user: User): Store {
  beS3User(user)
  return openS3Store({
    bucket,
    prefix: 'shop',
    endpoint: s3.endpoint,
    checksum: 'when-supported',
    partBytes: 5 * MiB,
  })
}

describe.each(Object.keys(commands))('the policy for %s', (name) => {
  test('is enough', async () => {
    const ended = await commands[name]?.(await s3.makeUser(policy(name)))
    expect(ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('warning') })
  })

  // moto tells missing from forbidden without s3:ListBucket, and a backup that works aborts nothing: see below.
  const needed = actionsOf(policy(name)).filter(
    (action) => name !== 'backup' || !['s3:ListBucket', 's3:AbortMultipartUpload'].includes(action),
  )
  test.each(needed)('is not without %s, which is told', async (action) => {
    const ended = await commands[name]?.(await s3.makeUser(without(action, policy(name))))
    const said = `${ended?.stdout}${ended?.stderr}`
    expect(said).toContain('permission denied')
    expect(said).toContain(`; allow ${action} on arn:aws:s3:::${bucket}`)
  })
})

test('a prune by its policy removes what is old, and gives up what nobody completed', async () => {
  const ended = await commands.prune?.(await s3.makeUser(policy('prune')))
  expect(ended).toMatchObject({ code: 0 })
  expect((await s3.keys(bucket)).filter((key) => key.includes('2020-02-29'))).toEqual([])
  expect(await s3.openUploads(bucket)).toEqual([])
})

test('whoever may restore can read a dump', async () => {
  expect(await commands.backup?.(await s3.makeUser(policy('backup')))).toMatchObject({ code: 0 })
  const dump = (await s3.keys(bucket)).find((key) => key.endsWith('.sql')) ?? ''
  const bytes = await read(as(await s3.makeUser(policy('restore'))), dump.slice('shop/'.length))
  expect(bytes.toString()).toContain('PostgreSQL database dump complete')
})

describe('with the policy for backup', () => {
  test('an upload that fails is aborted', async () => {
    const source = async function* () {
      yield randomBytes(6 * MiB)
      throw new Error('pg_dump was killed')
    }
    const failing = async (statements: Statement[]) =>
      as(await s3.makeUser(statements)).put('half.sql', source(), { signal: go() })
    await expect(failing(policy('backup'))).rejects.toThrow(/^pg_dump was killed$/)
    expect(await s3.openUploads(bucket)).toEqual([])
    await expect(failing(without('s3:AbortMultipartUpload', policy('backup')))).rejects.toThrow(
      'allow s3:AbortMultipartUpload on',
    )
  })

  test('nothing can be deleted', async () => {
    await s3.fill(bucket, ['shop/old'])
    const refused = as(await s3.makeUser(policy('backup'))).delete(['old'])
    await expect(refused).rejects.toThrow(
      `(permission denied); allow s3:DeleteObject on arn:aws:s3:::${bucket}/shop/*`,
    )
    expect(await s3.keys(bucket)).toContain('shop/old')
  })

  test('a backup that should also prune is made, and fails with the message that the page shows', async () => {
    const ended = await cli('backup', await s3.makeUser(policy('backup')), inParts())
    const shown = blocks.find(({ language }) => language === 'text')?.text
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`\n${shown}`) })
    expect(await s3.keys(bucket)).toContain(`shop/${ended.stdout.split('\n')[0]}.manifest.json`)
  })

  test('and that for prune it is made and prunes', async () => {
    await anOldBackup()
    const ended = await cli('backup', await s3.makeUser([...policy('backup'), ...policy('prune')]))
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/removed [1-9]/) })
  })
})

test('every object of a backup is written by a request that the bucket policy lets through', async () => {
  // moto passes over conditions, so the requests are watched instead: what makes an object appear has the header.
  expect(blocks.find(({ name }) => name === 'bucket policy')?.text).toContain('"s3:if-none-match": "true"')
  await using proxy = await startFaultyProxy(s3.endpoint)
  const user = await s3.makeUser(policy('backup'))
  expect(await cli('backup', user, ['--prune', 'false', ...inParts()], proxy)).toMatchObject({ code: 0 })
  const creating = proxy.seen.filter(
    ({ method, query }) =>
      (method === 'PUT' && !query.has('partNumber')) || (method === 'POST' && query.has('uploadId')),
  )
  expect(creating.map(({ method }) => method)).toEqual(expect.arrayContaining(['PUT', 'POST']))
  for (const { headers } of creating) expect(headers['if-none-match']).toBe('*')
})

test('without s3:ListBucket, S3 forbids to ask for what is missing, and the backup ends before it begins', async () => {
  // As AWS answers; moto does not.
  await using proxy = await startFaultyProxy(s3.endpoint)
  proxy.fault = ({ method }) =>
    method === 'HEAD' || method === 'GET' ? s3Error(403, 'AccessDenied') : undefined
  const user = await s3.makeUser(without('s3:ListBucket', policy('backup')))
  const ended = await cli('backup', user, [], proxy)
  expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('permission denied') })
  expect(proxy.count('PUT') + proxy.count('POST')).toBe(0)
})

test.each(['prune', 'restore'])(
  'the condition in the policy for %s lets through all that is listed',
  async (name) => {
    // moto passes over conditions, so the requests are watched instead.
    const condition = { StringLike: { 's3:prefix': 'shop/*' } }
    expect(policy(name)).toContainEqual(
      expect.objectContaining({ Action: 's3:ListBucket', Condition: condition }),
    )
    await using proxy = await startFaultyProxy(s3.endpoint)
    const command = name === 'prune' ? 'prune' : 'list'
    expect(await cli(command, s3, [], proxy)).toMatchObject({ code: 0 })
    const listed = proxy.seen.filter(({ query }) => query.has('list-type'))
    expect(listed).not.toEqual([])
    for (const { query } of listed) expect(query.get('prefix')).toMatch(/^shop\//)
  },
)

test('with one more permission a backup is written locked', async () => {
  const locked = 'my-backups-locked'
  await s3.makeBucket(locked, { lock: true })
  const both = [...policy('backup'), ...policy('backup with Object Lock')]
  const user = await s3.makeUser(JSON.parse(JSON.stringify(both).replaceAll(bucket, locked)))
  const lock = ['--s3-object-lock-mode', 'GOVERNANCE', '--s3-object-lock-days', '1', '--prune', 'false']
  const ended = await cli('backup', user, lock, { into: `s3://${locked}/shop` })
  expect(ended).toMatchObject({ code: 0 })
  const [key = ''] = await s3.keys(locked)
  expect(await s3.facts(locked, key)).toMatchObject({ lockMode: 'GOVERNANCE' })
  // moto does not ask for it.
  expect(actionsOf(policy('backup with Object Lock'))).toEqual(['s3:PutObjectRetention'])
})

test('the trust policy lets in one branch of one repository', () => {
  const block = blocks.find(({ name }) => name === 'trust policy')
  const [statement] = JSON.parse(block?.text ?? '').Statement
  expect(statement.Condition.StringEquals).toEqual({
    'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
    'token.actions.githubusercontent.com:sub': 'repo:OWNER/REPOSITORY:ref:refs/heads/main',
  })
})
