import { pipeline } from 'node:stream/promises'
import { keyOf } from '../catalog/names.ts'
import { inBlocks } from '../compress/blocks.ts'
import { compressor } from '../compress/compress.ts'
import { encryptor } from '../encrypt/encrypt.ts'
import { asItComes, ChildError } from '../postgres/child.ts'
import { dump } from '../postgres/dump.ts'
import { explainDumpFailure } from '../postgres/dump-errors.ts'
import { formatBytes, formatDuration } from '../report/human.ts'
import { type PlainText, PlainTextReader } from './plain-text.ts'
import { isEncrypted, type Run } from './run.ts'

/** Dumps the database into every store at once; what a plain dump's text was, and undefined for an archive. */
export async function saveDump(run: Run): Promise<PlainText | undefined> {
  try {
    return await (run.format === 'custom' ? saveArchive(run) : savePlain(run))
  } catch (error) {
    throw await explained(run, error)
  }
}

/** pg_dump -> fingerprint scan -> compress -> encrypt -> measure -> every store. */
async function savePlain(run: Run): Promise<PlainText | undefined> {
  const reader = new PlainTextReader()
  using _ = tracked(run, () => reader.bytes)
  let text: PlainText | undefined
  const blocks = async function* () {
    yield* dumpOf(run, (stdout) => inBlocks(stdout, (chunk) => reader.read(chunk)))
    // Before the last bytes are stored: a text that is cut short becomes no object.
    text = reader.end()
  }
  const stages = [compressor(run.compression), encryptor(run.encryption)] as const
  await pipeline(blocks, ...stages, sinkOf(run), { signal: run.signal })
  return text
}

/** pg_dump compresses an archive itself -> encrypt -> measure -> every store. */
async function saveArchive(run: Run): Promise<undefined> {
  let bytes = 0
  using _ = tracked(run, () => bytes)
  const counted = async function* () {
    for await (const chunk of dumpOf(run, asItComes)) {
      bytes += chunk.length
      yield chunk
    }
  }
  await pipeline(counted, encryptor(run.encryption), sinkOf(run), { signal: run.signal })
}

function dumpOf<T>(run: Run, read: Parameters<typeof dump<T>>[3]): AsyncGenerator<T> {
  return dump(run.connection, run.tools, { arguments: run.pgDump, signal: run.signal }, read)
}

function sinkOf(run: Run) {
  return run.draft.sink(dumpKey(run), expectedBytes(run))
}

function tracked({ report }: Run, bytesSoFar: () => number): Disposable {
  const started = performance.now()
  return report.track(() => progressOf(bytesSoFar(), performance.now() - started))
}

/** An upper bound, for stores that plan by it: text that nobody compresses can be larger than the tables it came from. */
function expectedBytes({ server, compression }: Run): number {
  return compression.kind === 'none' ? 2 * server.sizeBytes : server.sizeBytes
}

async function explained(run: Run, error: unknown): Promise<unknown> {
  // When every store has failed, the pipeline ends early, and what it says of that is no reason.
  if (run.draft.failure !== undefined) return run.draft.failure
  if (error instanceof ChildError)
    return await explainDumpFailure(error, run.connection, run.lockWaitTimeoutMs)
  return error
}

function dumpKey(run: Run): string {
  const { draft, format, compression } = run
  const dumped = { part: 'dump', encrypted: isEncrypted(run) } as const
  return format === 'custom'
    ? keyOf(draft.stem, { ...dumped, format })
    : keyOf(draft.stem, { ...dumped, format, compression: compression.kind })
}

function progressOf(bytes: number, milliseconds: number): string {
  const rate = milliseconds > 0 ? (bytes / milliseconds) * 1000 : 0
  return `dumped ${formatBytes(bytes)} in ${formatDuration(milliseconds)} (${formatBytes(rate)}/s)`
}
