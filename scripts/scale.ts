// npm run scale [-- --case tables,text] [--size 10000] [--format plain,custom]: one database of an odd size, backed up, drilled and restored.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type PostgresServer, startPostgres } from '../test/servers/postgres.ts'
import { timed } from './bench/timed.ts'
import { type Case, cases } from './scale/cases.ts'

const { values } = parseArgs({
  options: {
    case: { type: 'string', default: Object.keys(cases).join(',') },
    size: { type: 'string' },
    format: { type: 'string', default: 'plain,custom' },
  },
})

const cli = join(import.meta.dirname, '../src/entries/cli.ts')

console.log('| what | format | backup | drill | swap | into an empty one |')
console.log('| --- | --- | --- | --- | --- | --- |')
for (const name of values.case.split(',')) {
  const chosen = cases[name]
  if (chosen === undefined) throw new Error(`--case ${name}: use ${Object.keys(cases).join(', ')}`)
  await measure(chosen, Number(values.size ?? chosen.size))
}

async function measure(chosen: Case, size: number): Promise<void> {
  // A server as it is installed, but for the waiting for disks: its limits are what a user meets.
  await using server = await startPostgres({ settings: { shared_buffers: '512MB', jit: 'on' } })
  console.error(`making ${size.toLocaleString('en')} ${chosen.what}`)
  await server.createDatabase('scale')
  await chosen.fill(server, 'scale', size)
  for (const format of values.format.split(',')) await row(chosen, size, format, server)
}

async function row(chosen: Case, size: number, format: string, server: PostgresServer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-scale-'))
  const environment = { ...process.env, DATABASE_URL: server.url('scale') }
  const store = `--store ${folder}/store --name scale`
  const restore = `restore latest ${store} --target-url "$TARGET"`
  await server.createDatabase('live')
  await server.createDatabase('empty')
  const step = async (command: string, target = 'postgres'): Promise<string> => {
    console.error(`${format}: ${command}`)
    const line = `${process.execPath} ${cli} ${command}`
    try {
      const timing = timed({ line, environment: { ...environment, TARGET: server.url(target) } })
      const { seconds, peakMegabytes } = await timing
      return `${seconds.toFixed(1)} s, ${Math.round(peakMegabytes)} MB`
    } catch (error) {
      console.error(String(error))
      return 'fails'
    }
  }
  try {
    const cells = [
      await step(`backup --database-url "$DATABASE_URL" ${store} --format ${format}`),
      await step(`verify ${store} --amcheck`),
      await step(`${restore} --mode swap --confirm live`, 'live'),
      await step(restore, 'empty'),
    ]
    const what = `${size.toLocaleString('en')} ${chosen.what}`
    console.log(`| ${what} | ${format} | ${cells.join(' | ')} |`)
  } finally {
    await rm(folder, { recursive: true, force: true })
    const databases = await server.query<{ name: string }>(
      'postgres',
      "select datname as name from pg_database where datname ~ '^(live|empty)'",
    )
    for (const { name } of databases) await server.query('postgres', `drop database ${name}`)
  }
}
