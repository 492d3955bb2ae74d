// npm run bench [-- --gigabytes 1,4] [--rounds 5] [--data mixed|events|pgbench] [--only custom]: pgdrill against the plain tools, in pairs, on a database it makes.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clientProgram } from '../test/servers/binaries.ts'
import { startPostgres } from '../test/servers/postgres.ts'
import { startS3Server } from '../test/servers/s3.ts'
import { type Contest, contests } from './bench/contests.ts'
import { type Data, fill } from './bench/database.ts'
import { median, type Timed, timed } from './bench/timed.ts'

const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    data: { type: 'string', default: 'mixed' },
    only: { type: 'string', default: '' },
  },
})

function dataOf(name: string): Data {
  if (name === 'mixed' || name === 'events' || name === 'pgbench') return name
  throw new Error(`--data ${name}: use mixed, events or pgbench`)
}

interface Score {
  pgdrill: Timed[]
  rival: Timed[]
}

for (const gigabytes of values.gigabytes.split(',').map(Number)) await bench(gigabytes, Number(values.rounds))

async function bench(gigabytes: number, rounds: number): Promise<void> {
  await using server = await startPostgres({ settings: { shared_buffers: '512MB' } })
  await using bucket = await startS3Server()
  await bucket.makeBucket('bench')
  const folder = await mkdtemp(join(tmpdir(), 'pgdrill-bench-'))
  try {
    console.error(`making a database (${values.data}) whose dump is about ${gigabytes} GB`)
    await server.createDatabase('bench')
    await fill(server, 'bench', dataOf(values.data), gigabytes)
    const environment = { ...process.env, ...server.env('bench') }
    const all = contests({
      server,
      bucket,
      folder,
      environment,
      pgDump: clientProgram('pg_dump', server.binDir),
    })
    const chosen = all.filter(({ title }) => title.includes(values.only))
    const scores = await play(chosen, rounds, folder)
    console.log(table(gigabytes, chosen, scores))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The pairs of each round run one after the other, so that a slow minute of a shared machine falls on both. */
async function play(chosen: readonly Contest[], rounds: number, folder: string): Promise<Score[]> {
  const scores = chosen.map((): Score => ({ pgdrill: [], rival: [] }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, contest] of chosen.entries()) {
      console.error(`round ${round + 1} of ${rounds}: ${contest.title}`)
      const score = scores[index] as Score
      score.rival.push(await timed(contest.rival))
      score.pgdrill.push(await timed(contest.pgdrill))
      await rm(join(folder, 'backups'), { recursive: true, force: true })
      if (contest.clear !== undefined) await timed(contest.clear)
    }
  }
  return scores
}

function table(gigabytes: number, chosen: readonly Contest[], scores: readonly Score[]): string {
  const head = ['what', 'against', 'pgdrill s', 'rival s', 'ratio', 'target', 'peak RSS MB']
  const rows = chosen.map(({ title, against, target }, index) => {
    const { pgdrill, rival } = scores[index] as Score
    const ratios = pgdrill.map(({ seconds }, round) => seconds / (rival[round]?.seconds ?? Number.NaN))
    return [
      title,
      `\`${against.replaceAll('|', '\\|')}\``,
      median(pgdrill.map(({ seconds }) => seconds)).toFixed(1),
      median(rival.map(({ seconds }) => seconds)).toFixed(1),
      median(ratios).toFixed(2),
      target,
      Math.max(...pgdrill.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0),
    ]
  })
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return [
    `\n${values.data}, ${gigabytes} GB, medians of ${scores[0]?.pgdrill.length ?? 0} rounds:\n`,
    ...lines,
  ].join('\n')
}
