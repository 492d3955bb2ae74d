import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { messageOf, PgdrillError } from '../errors.ts'
import { DumpGate } from '../fingerprint/dump-gate.ts'
import { connect } from '../postgres/client.ts'
import { archiveText, loadArchive, loadPlain, needsText } from '../postgres/load.ts'
import { LoadError } from '../postgres/load-errors.ts'
import { formatBytes, formatDuration } from '../report/human.ts'
import type { Report } from '../report/report.ts'
import type { Run } from '../restore.ts'
import type { Origin } from './origin.ts'
import { makeSpool } from './spool.ts'

/** Loads the dump. What is not whole is an error before it is committed. */
export async function load(
  run: Run,
  origin: Origin,
  database: string,
  singleTransaction: boolean,
): Promise<void> {
  const { signal, serverMajor, tools, target } = run
  const options = { serverMajor, singleTransaction, signal, settings: { ...run.loadSettings } }
  const connection = { ...target, database }
  const source = watched(origin.read(signal), run.report, 'loading')
  const loadText = async (text: AsyncIterable<Uint8Array>) => {
    const gate = gateOf(run, singleTransaction)
    try {
      await loadPlain(connection, tools, whole(run, gate, text, origin), options)
    } catch (error) {
      throw error instanceof LoadError ? error.explainedBy(gate.oddities) : error
    }
  }
  if (origin.format === 'plain') return await loadText(source)
  if (needsText(tools, options))
    return await loadText(archiveText(connection, tools, { stream: source }, options))
  const archive = { ...options, more: archiveFlags(run) }
  if (run.jobs === 1 || singleTransaction)
    return await loadArchive(connection, tools, { stream: source }, { ...archive, jobs: 1 })
  await spooled(run, source, (file) =>
    loadArchive(connection, tools, { file }, { ...archive, jobs: run.jobs }),
  )
}

function archiveFlags({ noOwner, noPrivileges }: Run): string[] {
  return [...(noOwner ? ['--no-owner'] : []), ...(noPrivileges ? ['--no-privileges'] : [])]
}

/** Reads the backup to its end. @throws PgdrillError where it is not what was stored, or not whole */
export async function readThrough(run: Run, origin: Origin): Promise<void> {
  const source = watched(origin.read(run.signal), run.report, 'checking')
  const text = origin.format === 'plain' ? whole(run, gateOf(run, false), source, origin) : source
  for await (const _ of text) run.signal.throwIfAborted()
}

/** Reads the first of it. @throws PgdrillError where it is gone */
export async function readStart({ signal }: Run, origin: Origin): Promise<void> {
  for await (const _ of origin.read(signal)) return
}

function gateOf({ noOwner, noPrivileges }: Run, oneTransaction: boolean): DumpGate {
  return new DumpGate({ transactions: oneTransaction, owners: noOwner, privileges: noPrivileges })
}

/** The text of a plain dump, which ends normally only when it ends as pg_dump ends one. */
async function* whole(
  { report }: Run,
  gate: DumpGate,
  source: AsyncIterable<Uint8Array>,
  { location }: Origin,
): AsyncGenerator<Uint8Array> {
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
  const folder = await makeSpool(run.spoolFolder)
  try {
    const file = join(folder, 'archive')
    await pipeline(source, createWriteStream(file, { mode: 0o600 }), { signal: run.signal })
    await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* watched(
  source: AsyncIterable<Uint8Array>,
  report: Report,
  doing: string,
): AsyncGenerator<Uint8Array> {
  const started = performance.now()
  let bytes = 0
  using _ = report.track(
    () => `${doing}: ${formatBytes(bytes)} in ${formatDuration(performance.now() - started)}`,
  )
  for await (const chunk of source) {
    bytes += chunk.length
    yield chunk
  }
}

/** Statistics are no part of a dump; without them the first queries are slow. */
export async function analyze(run: Run, database: string): Promise<void> {
  await using client = await connect({ ...run.target, database }, run.signal)
  await client.query('ANALYZE')
}

/** Statistics are no part of a backup: what is restored is whole without them. */
export async function analyzeIfPossible(run: Run): Promise<void> {
  const { target, report, signal } = run
  await analyze(run, target.database).catch((error: unknown) => {
    const why = signal.aborted ? 'stopped' : messageOf(error)
    report.warning(
      `database "${target.database}" is restored, and has no statistics yet: ${why}; run ANALYZE`,
    )
  })
}
