/**
 * Looks what S3 servers do, takes pgdrill around on each, and writes what came of it: `npm run s3-servers -- NAME...`,
 * all when none is named. The results are beside this file, and docs/s3-servers.md has a table of them all.
 */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startPostgres } from '../servers/postgres.ts'
import { loadSample } from '../servers/sample.ts'
import { BucketClient } from './bucket-client.ts'
import { servers } from './known.ts'
import { lookAt } from './look/look.ts'
import { type Result, resultsFolder, writeTable } from './results.ts'
import { goRound, seeDoctor } from './round.ts'

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(servers)
const unknown = names.filter((name) => !(name in servers))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; use ${Object.keys(servers).join(', ')}`)
  process.exit(2)
}

await using postgres = await startPostgres()
await loadSample(postgres, 'shop')
// Random, so that a dump of it comes in several parts.
await postgres.query(
  'shop',
  `CREATE TABLE noise AS SELECT id, gen_random_uuid() FROM generate_series(1, 500000) id`,
)
for (const name of names) await tryServer(name)
await writeTable()
execFileSync('npx', ['biome', 'format', '--write', resultsFolder])

async function tryServer(name: string): Promise<void> {
  const known = servers[name] as (typeof servers)[string]
  console.error(`${name}: starting`)
  await using server = await known.start()
  const answers = await lookAt(server)
  const bucket = new BucketClient(server, 'round')
  await bucket.make()
  const round = await goRound(postgres, server, 'round')
  const doctor = await seeDoctor(postgres, server, 'round')
  const left = await bucket.openUploads('')
  bucket.close()
  const date = new Date().toISOString().slice(0, 10)
  const result: Result = {
    name,
    version: known.version,
    date,
    answers,
    round,
    doctor,
    openUploadsLeft: left.length,
  }
  await writeFile(join(resultsFolder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  console.error(JSON.stringify({ round, doctor, left }, null, 2))
}
