import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { ChildError, outputOf, type Program, textOf } from './child.ts'
import { connect } from './client.ts'
import type { Connection } from './connection.ts'
import { programOf } from './dump.ts'
import { feed } from './feed.ts'
import { loadError } from './load-errors.ts'
import { partitionSteps, type RestoreStep } from './load-partitions.ts'
import { plainScript } from './plain-script.ts'
import { literal } from './quote.ts'
import { idleLimit, withoutTimeLimits } from './time-limits.ts'
import type { ClientTools } from './tools.ts'
import { unrestrictable } from './unrestrictable.ts'

export interface LoadOptions {
  serverMajor: number
  /** All or nothing. A plain dump must hold no COMMIT for that; an archive is then loaded by one job. */
  singleTransaction: boolean
  /** Of the loading sessions only: maintenance_work_mem and the like. */
  settings?: Readonly<Record<string, string>>
  signal: AbortSignal
}

/** A custom archive: as a file in a folder of ours, or streamed, which is loaded by one job. */
export type Archive = { file: string } | { stream: AsyncIterable<Uint8Array> }

/**
 * Loads a plain dump into the connection's database by psql, which stops at the first error. psql is restricted: no
 * meta-command in the dump is run, whatever it is. (What the dump's SQL does on the server it does with the rights of
 * the connection's role: a superuser's COPY ... FROM PROGRAM runs there.)
 * @throws LoadError with line, statement and the server's message; the source's own error, and then nothing is committed
 * of a single transaction
 */
export async function loadPlain(
  connection: Connection,
  tools: ClientTools,
  source: AsyncIterable<Uint8Array>,
  options: LoadOptions,
): Promise<void> {
  const problem = unrestrictable(tools)
  if (problem !== undefined) throw problem
  const args = ['-X', '-q', '--no-password', '-v', 'ON_ERROR_STOP=1', '--echo-errors']
  args.push(
    '-c',
    withoutTimeLimits,
    ...settingCommands(options),
    ...(options.singleTransaction ? ['-c', 'BEGIN'] : []),
  )
  const program = programOf('psql', tools, connection, [...args, '-f', '-'])
  await explained(() => feed(program, restricted(plainScript(source, options), options), options.signal))
}

/**
 * Loads a custom archive into the connection's database by pg_restore, which stops at the first error.
 * @throws LoadError with the statement and the server's message
 */
export async function loadArchive(
  connection: Connection,
  tools: ClientTools,
  archive: Archive,
  options: LoadOptions & { jobs: number; more?: readonly string[] },
): Promise<void> {
  if (needsText(tools, options) && 'file' in archive) {
    const text = archiveText(connection, tools, archive, options)
    return await loadPlain(connection, tools, text, options)
  }
  const args = ['--exit-on-error', '--no-password', `--dbname=${conninfo(connection)}`]
  args.push(...(options.more ?? []))
  if (options.singleTransaction) args.push('--single-transaction')
  const settings = { ...options.settings, ...(await sessionLimits(connection, options)) }
  const restore = (more: readonly string[]) => {
    const program = withSettings(programOf('pg_restore', tools, connection, [...args, ...more]), settings)
    return explained(() => feed(program, 'file' in archive ? undefined : archive.stream, options.signal))
  }
  if (!('file' in archive)) return await restore([])
  const jobs = options.singleTransaction ? 1 : options.jobs
  const list = (...flags: string[]) => listed(connection, tools, [...flags, archive.file], options)
  for (const step of await stepsOf(list, jobs)) {
    await restore([...(await stepFlags(step, archive.file)), '--', archive.file])
  }
}

/** pg_restore lifts the other limits by itself, but of its jobs those are idle that wait for another's index. */
async function sessionLimits(connection: Connection, { signal }: LoadOptions) {
  await using client = await connect(connection, signal)
  const limits = await client.query(idleLimit)
  return limits.length === 0 ? {} : { idle_session_timeout: '0' }
}

/** One step, but where partitions need more. */
async function stepsOf(
  list: (...flags: string[]) => Promise<string>,
  jobs: number,
): Promise<(RestoreStep | { jobs: number })[]> {
  if (jobs === 1) return [{ jobs }]
  const all = await list('--verbose')
  const early = await list('--section=pre-data', '--section=data')
  const late = await list('--section=post-data')
  return partitionSteps({ all, early, late }, jobs) ?? [{ jobs }]
}

async function stepFlags(step: RestoreStep | { jobs: number }, file: string): Promise<string[]> {
  const flags = step.jobs > 1 ? [`--jobs=${step.jobs}`] : []
  if (!('list' in step)) return flags
  await writeFile(`${file}.list`, step.list, { mode: 0o600 })
  return [...flags, `--use-list=${file}.list`]
}

async function listed(
  connection: Connection,
  tools: ClientTools,
  args: readonly string[],
  { signal }: { signal: AbortSignal },
): Promise<string> {
  const program = programOf('pg_restore', tools, connection, ['--list', ...args])
  return await explained(() => textOf(program, signal))
}

/** Whether an archive has to be loaded as text: pg_restore 17 sets transaction_timeout, which older servers do not know. */
export function needsText({ major }: ClientTools, { serverMajor }: { serverMajor: number }): boolean {
  return major >= 17 && serverMajor < 17
}

/** An archive's content as the plain dump it would have been; nothing is contacted. @throws ChildError */
export function archiveText(
  connection: Connection,
  tools: ClientTools,
  archive: Archive,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<Buffer> {
  const isFile = 'file' in archive
  const args = ['--file=-', ...(isFile ? ['--', archive.file] : [])]
  const program = programOf('pg_restore', tools, connection, args)
  return outputOf(program, signal, isFile ? undefined : archive.stream)
}

async function* restricted(
  script: AsyncIterable<Uint8Array>,
  { singleTransaction }: LoadOptions,
): AsyncGenerator<Uint8Array> {
  // Alone on the first line, so that the dump's line n is psql's n + 1.
  yield Buffer.from(`\\restrict ${randomBytes(24).toString('hex')}\n`)
  yield* script
  // Said by us, and not left to --single-transaction: that commits at the end of its input, and so when we are killed.
  if (singleTransaction) yield Buffer.from('\nCOMMIT;\n')
}

/** In words, for a pooler lets no options through. */
function settingCommands({ settings = {} }: LoadOptions): string[] {
  return Object.entries(settings).flatMap(([name, value]) => [
    '-c',
    `select pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`,
  ])
}

/** pg_restore can be given them in no other way. */
function withSettings(program: Program, settings: Readonly<Record<string, string>>): Program {
  const given = Object.entries(settings).map(
    ([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`,
  )
  const options = [program.environment.PGOPTIONS ?? '', ...given].join(' ').trim()
  const environment = { ...program.environment, ...(options === '' ? {} : { PGOPTIONS: options }) }
  return { ...program, environment }
}

/** Quoted, because libpq takes a name with `=` in it for a connection string. */
function conninfo({ database }: Connection): string {
  return `dbname='${database.replace(/[\\']/g, '\\$&')}'`
}

async function explained<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    throw error instanceof ChildError ? loadError(error) : error
  }
}
