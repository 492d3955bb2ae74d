import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { installAws } from '../servers/aws.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type S3Server, startS3Server } from '../servers/s3.ts'
import { fencesIn } from './fences.ts'
import { type Ended, root, run } from './program.ts'

// The runbook, command for command, on a database that is lost again and again.
const fences = await fencesIn('docs/runbook.md')
const cli = join(root, 'dist/cli/index.js')
const ran = new Set(['set'])

let server: PostgresServer
let s3: S3Server
let folder: string
let path: string

const shop = `
  CREATE TABLE customers (id int PRIMARY KEY, name text);
  CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, total int CHECK (total > 0));
  CREATE TABLE order_items (order_id int REFERENCES orders, line int);
  CREATE INDEX ON orders (customer_id);
  GRANT SELECT ON orders TO app;
  ALTER TABLE customers OWNER TO app;
  INSERT INTO customers SELECT i, 'customer ' || i FROM generate_series(1, 50) i;
  INSERT INTO orders SELECT i, 1 + i % 50, i FROM generate_series(1, 100) i;
  INSERT INTO order_items SELECT i, 1 FROM generate_series(1, 100) i;`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgdrill-runbook-'))
  ;[server, s3] = await Promise.all([startPostgres(), startS3Server()])
  await server.psql('postgres', 'CREATE ROLE app')
  await server.createDatabase('shop')
  await server.psql('shop', shop)
  await s3.makeBucket('my-backups', { lock: true })
  await s3.makeBucket('my-new-backups')
  const programs = join(folder, 'programs')
  await mkdir(programs)
  await installAws(programs)
  path = [dirname(clientProgram('pg_dump', server.binDir)), programs, process.env.PATH].join(delimiter)
}, 120_000)
afterAll(() =>
  Promise.all([server?.stop(), s3?.stop(), folder && rm(folder, { recursive: true, force: true })]),
)

const store = () => join(folder, 'backups')

/** The commands of this name, and the lines that are to come of them. */
function block(name: string): { commands: string; expected: string[] } {
  const at = fences.findIndex((fence) => fence.name === name)
  const [commands, output] = fences.slice(at, at + 2)
  if (at < 0 || commands?.language !== 'sh') throw new Error(`the runbook has no block "${name}"`)
  const lines = output?.language === 'text' ? output.text.trimEnd().split('\n') : []
  return { commands: commands.text, expected: lines }
}

/** Runs blocks as one shell session, with what is here in place of the page's examples. */
async function session(names: string[], instead: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const here = {
    '/opt/pgdrill/dist/cli/index.js': cli,
    'node ': `'${process.execPath}' `,
    '/var/backups/shop': store(),
    'PGHOST=db.example.com PGPORT=5432': `PGHOST=${server.host} PGPORT=${server.port}`,
    ...instead,
  }
  for (const name of names) ran.add(name)
  let script = ['set', ...names].map((name) => block(name).commands).join('\n')
  for (const [example, real] of Object.entries(here)) script = script.replaceAll(example, real)
  const env = {
    PATH: path,
    HOME: folder,
    PGPASSWORD: server.password,
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_ACCESS_KEY_ID: s3.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
    AWS_REGION: 'us-east-1',
  }
  return run(['bash', '-e', '-o', 'pipefail', '-c', script], { env, cwd: folder })
}

/** Runs them, and finds in what they print the lines that the page shows, whatever the numbers are. */
async function does(names: string[], instead?: Readonly<Record<string, string>>): Promise<Ended> {
  const ended = await session(names, instead)
  expect(ended).toMatchObject({ code: 0 })
  const printed = withoutNumbers(ended.stdout)
  for (const line of names.flatMap((name) => block(name).expected)) {
    expect(printed).toContain(withoutNumbers(line))
  }
  return ended
}

function withoutNumbers(text: string): string {
  const units = /# (?:bytes?|[kMG]?B|(?:second|minute|hour|day)s?)\b/g
  return text
    .replace(/ +/g, ' ')
    .replace(/[\d.,]+/g, '#')
    .replace(units, '# #')
}

async function newestStem(name = 'shop'): Promise<string> {
  const stems = (await readdir(store())).filter((file) => file.endsWith('.manifest.json'))
  return (
    stems
      .filter((file) => file.startsWith(`${name}_backup_`))
      .sort()
      .at(-1)
      ?.replace('.manifest.json', '') ?? ''
  )
}

const count = async (table: string, database = 'shop') =>
  Number(await server.psql(database, `SELECT count(*) FROM ${table}`))

async function databases(like: string): Promise<string[]> {
  const rows = await server.query<{ name: string }>(
    'postgres',
    `SELECT datname::text AS name FROM pg_database WHERE datname LIKE '${like}' ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

test('a backup, drilled, is what everything begins with', async () => {
  await does(['after: backup'])
  expect(await newestStem()).toMatch(/^shop_backup_/)
}, 60_000)

describe('the first five minutes', () => {
  test('show what there is', async () => {
    expect((await does(['see'])).stdout).toMatch(/shop +\| \d+ [kM]B/)
  })

  test('keep what is left, under another name', async () => {
    await does(['keep'])
    expect(await newestStem('shop_damaged')).toMatch(/^shop_damaged_backup_/)
    await does(['see'])
  })
})

describe('the newest backup', () => {
  test('is tried first', async () => {
    await does(['try'])
  }, 60_000)

  test('brings back a database that is gone, with its roles', async () => {
    await server.psql('postgres', 'DROP DATABASE shop')
    await server.psql('postgres', 'DROP ROLE app')
    await does(['restore: gone'])
    expect(await count('orders')).toBe(100)
    expect(await server.psql('shop', "SELECT has_table_privilege('app', 'orders', 'SELECT')")).toBe('t\n')
  })

  test('takes the place of one that is wrong, and makes way again', async () => {
    await server.psql('shop', 'DELETE FROM order_items')
    await does(['restore: swap'])
    expect(await count('order_items')).toBe(100)
    await does(['restore: undo'])
    expect(await count('order_items')).toBe(0)
    expect(await databases('shop_%')).toEqual([expect.stringMatching(/^shop_undone_/)])
    await does(['restore: swap'])
    expect(await count('order_items')).toBe(100)
  })

  test('is what is left when the one before is dropped', async () => {
    for (const name of await databases('shop\\_%')) {
      await does(['after: drop'], { shop_before_20261103_031500: name })
    }
    expect(await databases('shop%')).toEqual(['shop'])
  })
})

describe('one table', () => {
  test('that was dropped comes back with its indexes, grants and the keys that point to it', async () => {
    await server.psql('shop', 'INSERT INTO customers VALUES (51)')
    await server.psql('shop', 'DROP TABLE orders CASCADE')
    expect((await does(['table: beside'])).stdout).toContain('100')
    await does(['table: dropped'])
    const { stdout } = await does(['table: references'])
    await server.psql('shop', stdout)
    expect(await count('orders')).toBe(100)
    expect(await count('customers')).toBe(51)
    expect(await count("pg_index WHERE indrelid = 'orders'::regclass")).toBe(2)
    expect(await count("pg_constraint WHERE 'orders'::regclass IN (conrelid, confrelid)")).toBe(4)
    expect(await server.psql('shop', "SELECT has_table_privilege('app', 'orders', 'SELECT')")).toBe('t\n')
  })

  test('that lost rows gets them back, and keeps what changed since', async () => {
    await server.psql('shop', 'DELETE FROM order_items; DELETE FROM orders WHERE id <= 60')
    await server.psql(
      'shop',
      'UPDATE orders SET total = 999 WHERE id = 61; INSERT INTO orders VALUES (101, 1, 1)',
    )
    await does(['table: rows'])
    expect(await count('orders')).toBe(101)
    expect(await count('orders WHERE total = 999')).toBe(1)
    await does(['table: done'])
    expect(await databases('shop%')).toEqual(['shop'])
  })

  test('comes out of a custom archive', async () => {
    const custom = [
      'backup',
      '--database-url',
      'postgresql:///shop',
      '--store',
      store(),
      '--name',
      'archive',
      '--format',
      'custom',
    ]
    const env = { ...server.env('shop'), PATH: path }
    expect(await run([process.execPath, cli, ...custom], { env })).toMatchObject({ code: 0 })
    await server.psql('shop', 'TRUNCATE orders CASCADE')
    const archive = join(store(), `${await newestStem('archive')}.dump`)
    await does(['table: custom'], { 'shop_backup_2026-11-03_02-00-07.dump': archive })
    expect(await count('orders')).toBe(101)
  })
})

describe('other ways', () => {
  test('there is no room for two copies', async () => {
    expect((await does(['room: look'])).stdout).toMatch(/^shop\|/m)
    await server.psql('shop', 'DROP TABLE order_items')
    await does(['room: in-place'])
    expect(await count('order_items')).toBe(100)
    expect(await databases('shop%')).toEqual(['shop'])
  }, 60_000)

  test('the client programs are elsewhere', async () => {
    await server.psql('postgres', 'DROP DATABASE shop')
    await does(['newer'], { '/usr/lib/postgresql/18/bin': path.split(delimiter)[0] ?? '' })
    expect(await count('orders')).toBe(100)
  })

  test('names are changed by hand', async () => {
    await server.psql('postgres', 'CREATE DATABASE shop_restored TEMPLATE shop')
    await server.psql('shop', 'DROP TABLE order_items')
    await does(['hand: swap'])
    expect(await count('order_items')).toBe(100)
    expect(await databases('shop%')).toEqual(['shop', 'shop_before'])
    await server.psql('postgres', 'DROP DATABASE shop_before')
  })
})

describe('the bucket', () => {
  const aws = (...args: string[]) =>
    run(['aws', ...args], {
      env: {
        PATH: path,
        AWS_ENDPOINT_URL: s3.endpoint,
        AWS_ACCESS_KEY_ID: s3.accessKeyId,
        AWS_SECRET_ACCESS_KEY: s3.secretAccessKey,
        AWS_REGION: 'us-east-1',
      },
    })

  test('is copied, looked through and drilled', async () => {
    const { stdout } = await does(['bucket: copy'])
    expect(stdout).toMatch(/committed +committed/)
    expect(await s3.keys('my-new-backups')).toHaveLength((await readdir(store())).length)
  }, 120_000)

  test('that lost its objects gets them back from their versions', async () => {
    await aws('s3', 'sync', store(), 's3://my-backups/shop')
    const before = await s3.keys('my-backups')
    expect(before.length).toBeGreaterThan(4)
    expect(await aws('s3', 'rm', 's3://my-backups/shop', '--recursive')).toMatchObject({ code: 0 })
    expect((await session(['bucket: look'])).stdout).toMatch(/committed +missing/)
    await does(['bucket: undelete'])
    expect((await session(['bucket: look'])).stdout).toMatch(/committed +committed/)
  }, 120_000)

  test('is fetched from by hand', async () => {
    const here = join(folder, 'fetched')
    const stem = await newestStem()
    await mkdir(here)
    await does(['hand: where', 'hand: fetch', 'hand: check'], {
      [store()]: here,
      'stem=shop_backup_2026-11-03_02-00-07': `stem=${stem}`,
    })
    expect(await readdir(here)).toContain(`${stem}.sql.gz`)
  }, 60_000)
})

test('every input that it tells of is one of restore.yml', async () => {
  const workflow = parse(await readFile(join(root, '.github/workflows/restore.yml'), 'utf8'))
  const inputs = workflow.on.workflow_dispatch.inputs
  const page = await readFile(join(root, 'docs/runbook.md'), 'utf8')
  const [, table = ''] = page.split('| input | what to give |')
  const named = [...(table.split('\n\n')[0]?.matchAll(/^ *\| `([\w-]+)` \|/gm) ?? [])].map(([, name]) => name)
  expect(named).toEqual(Object.keys(inputs).filter((name) => named.includes(name)))
  expect(named.length).toBeGreaterThan(3)
  expect(inputs.mode.options).toEqual(expect.arrayContaining(['swap', 'into-empty', 'undo']))
})

test('every command of the page was run', () => {
  // By test/docs/restore.test.ts.
  const elsewhere = ['hand: gzip', 'hand: zstd', 'hand: none', 'hand: custom']
  const names = fences.filter(({ language }) => language === 'sh').map(({ name }) => name)
  expect(names.filter((name) => name === undefined || !(ran.has(name) || elsewhere.includes(name)))).toEqual(
    [],
  )
})
