import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PgdrillError } from './errors.ts'
import { DumpGate } from './fingerprint/dump-gate.ts'
import { connect } from './postgres/client.ts'
import { loadArchive, loadPlain } from './postgres/load.ts'
import { formatBytes, formatDuration } from './report/human.ts'
import type { Report } from './report/report.ts'
import type { Run } from './restore.ts'
import type { Origin } from './restore-origin.ts'

/** Loads the dump. What is not whole is an error before it is committed. */
export async function load(
  run: Run,
  origin: Origin,
  database: string,
  singleTransaction: boolean,
): Promise<void> {
  const { signal, serverMajor, tools, target } = run
  const options = { serverMajor, singleTransaction, signal, settings: loadSettings }
  const connection = { ...target, database }
  const source = watched(origin.read(signal), run.report)
  if (origin.format === 'plain')
    return await loadPlain(connection, tools, whole(run, source, origin, singleTransaction), options)
  const needsFile = (run.jobs > 1 && !singleTransaction) || (tools.major >= 17 && serverMajor < 17)
  if (!needsFile) return await loadArchive(connection, tools, { stream: source }, { ...options, jobs: 1 })
  await spooled(run, source, (file) =>
    loadArchive(connection, tools, { file }, { ...options, jobs: run.jobs }),
  )
}

// Of the loading sessions only: indexes and foreign keys are what a restore waits for.
const loadSettings = { maintenance_work_mem: '256MB', max_parallel_maintenance_workers: '4' }

/** The text of a plain dump, which ends normally only when it ends as pg_dump ends one. */
async function* whole(
  { report }: Run,
  source: AsyncIterable<Uint8Array>,
  { location }: Origin,
  oneTransaction: boolean,
): AsyncGenerator<Uint8Array> {
  const gate = new DumpGate({ oneTransaction })
  yield* gate.pass(source)
  const { passed } = gate
  if (passed?.isComplete) return
  if (passed?.bytes === 0) throw new PgdrillError(`cannot restore ${location}: it is empty`)
  if (passed?.isDump || !passed?.isWhole) {
    throw new PgdrillError(`cannot restore ${location}: it is cut short after ${passed?.bytes ?? 0} bytes`)
  }
  report.warning(`${location} is not pg_dump's: nothing in it tells whether it is whole`)
}

async function spooled(
  run: Run,
  source: AsyncIterable<Uint8Array>,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(run.spoolFolder, 'pgdrill-restore-'))
  try {
    const file = join(folder, 'archive')
    await pipeline(source, createWriteStream(file, { mode: 0o600 }), { signal: run.signal })
    await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* watched(source: AsyncIterable<Uint8Array>, report: Report): AsyncGenerator<Uint8Array> {
  const started = performance.now()
  let bytes = 0
  using _ = report.track(
    () => `loading: ${formatBytes(bytes)} in ${formatDuration(performance.now() - started)}`,
  )
  for await (const chunk of source) {
    bytes += chunk.length
    yield chunk
  }
}

/** Statistics are no part of a dump; without them the first queries are slow. */
export async function analyze(run: Run, database: string): Promise<void> {
  await using client = await connect({ ...run.target, database })
  run.signal.throwIfAborted()
  await client.query('ANALYZE')
}
