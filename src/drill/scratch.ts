import type { Manifest } from '../catalog/manifest.ts'
import type { Keys } from '../encrypt/decrypt.ts'
import { InconclusiveError, PgdrillError } from '../errors.ts'
import { notLoadable } from '../postgres/dump-again.ts'
import { type ScratchCluster, startScratchCluster } from '../postgres/scratch-cluster.ts'
import { createScratchDatabase, type ScratchDatabase } from '../postgres/scratch-database.ts'
import { type ClientTools, findClientTools } from '../postgres/tools.ts'
import type { Store } from '../store/store.ts'
import type { VerifyRequest } from '../verify.ts'

/** What a drill works with. */
export interface Place {
  store: Store
  manifest: Manifest
  keys: Keys
  scratch: ScratchDatabase
  tools: ClientTools
}

/** @throws InconclusiveError */
export function refuseUndrillable({ backup, dump }: Manifest): void {
  if (dump.format === 'directory') {
    throw new InconclusiveError(`cannot drill ${backup}: this pgdrill reads no directory archives`)
  }
  const why = notLoadable(dump)
  if (why !== undefined)
    throw new InconclusiveError(`cannot drill ${backup} in a database of its own: ${why}`)
}

type Server = Pick<ScratchCluster, 'connection'> & AsyncDisposable

/** The server that was named, or else one of our own. @throws InconclusiveError */
export async function scratchServer(
  { target, path, install, signal, report }: VerifyRequest,
  { source }: Manifest,
): Promise<Server> {
  if (target !== undefined) return { connection: target, [Symbol.asyncDispose]: async () => undefined }
  report.info('starting a scratch server')
  return await startScratchCluster({
    major: majorOf(source.serverVersion),
    path,
    ...(install && { install }),
    signal,
  })
}

/** An empty database like the source's. @throws InconclusiveError */
export function scratchDatabase(
  { report, signal }: VerifyRequest,
  { source }: Manifest,
  { connection }: Server,
): Promise<ScratchDatabase> {
  return createScratchDatabase(connection, source, (text) => report.warning(text), signal)
}

/** As new as the server and as the pg_dump that made an archive. @throws InconclusiveError */
export async function clientTools(
  request: VerifyRequest,
  { dump: { client } }: Manifest,
  { server }: ScratchDatabase,
): Promise<ClientTools> {
  try {
    return await findClientTools({ major: Math.max(majorOf(client), server.major) }, request, 'drill')
  } catch (error) {
    if (!(error instanceof PgdrillError)) throw error
    throw new InconclusiveError(error.what, { ...(error.cure && { cure: error.cure }), cause: error })
  }
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}
