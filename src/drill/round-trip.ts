import type { Finding } from '../catalog/drill-record.ts'
import { InconclusiveError } from '../errors.ts'
import { compareFingerprints } from '../fingerprint/compare.ts'
import { RefusedDumpError } from '../fingerprint/dump-gate.ts'
import type { Fingerprint } from '../fingerprint/fingerprint.ts'
import { asItComes, ChildError } from '../postgres/child.ts'
import { dump } from '../postgres/dump.ts'
import { argumentsForAgain } from '../postgres/dump-again.ts'
import { explainDumpFailure } from '../postgres/dump-errors.ts'
import { loadPlain } from '../postgres/load.ts'
import { LoadError } from '../postgres/load-errors.ts'
import type { VerifyRequest } from '../verify.ts'
import { differenceFindings, type ReadText } from './findings.ts'
import { majorOf, type Place } from './scratch.ts'
import { dumpText, storedDump } from './stored.ts'
import { DrillText, fingerprintOf } from './text.ts'

/** Loads the dump, held against its manifest and fingerprinted on its way; and how long that took. */
export async function restore(
  { signal }: VerifyRequest,
  place: Place,
): Promise<ReadText & { seconds: number }> {
  const started = performance.now()
  const { scratch, tools } = place
  const text = new DrillText((needed) => scratch.provide(needed))
  const options = { serverMajor: scratch.server.major, singleTransaction: false, signal }
  try {
    await loadPlain(scratch.connection, tools, text.pass(dumpText(place, { signal })), options)
  } catch (error) {
    // A damaged dump can fail as SQL before its end shows that it is not what was stored: that is the better reason.
    if ([LoadError, ChildError, RefusedDumpError].some((kind) => error instanceof kind)) {
      for await (const _ of storedDump(place, { signal }));
    }
    throw explained(error, text, place)
  }
  return { ...text.end(), seconds: (performance.now() - started) / 1000 }
}

function explained(error: unknown, { oddities }: DrillText, { manifest }: Place): unknown {
  if (!(error instanceof LoadError)) return error
  const told = error.explainedBy(oddities)
  if (told === error || manifest.dump.format === 'plain') return told
  return new InconclusiveError(`${told.what}; pg_restore loads the archive, but a drill loads it by psql`)
}

/** The fingerprint of what was restored. */
export async function dumpAgain(
  request: VerifyRequest,
  place: Place,
  original: Fingerprint,
): Promise<Fingerprint> {
  const again = await dumpOnce(request, place, original).catch(async (error: unknown) => {
    request.signal.throwIfAborted()
    throw error instanceof ChildError ? await explainDumpFailure(error, place.scratch.connection) : error
  })
  const unlike = compareFingerprints(original, again)
  if (!unlike.some(({ type, kind }) => type === 'TABLE DATA' && kind === 'changed')) return again
  // pg_dump sets all that decides how values are printed, but for this: a server, a database or a role may have it.
  const { connection } = place.scratch
  const PGOPTIONS = `${connection.others.PGOPTIONS ?? ''} -c bytea_output=escape`
  const escaping = { ...connection, others: { ...connection.others, PGOPTIONS } }
  const escaped = await dumpOnce(request, place, original, escaping).catch((error: unknown) => {
    request.signal.throwIfAborted()
    // A pooler lets no options through: then what differs, differs.
    if (!(error instanceof ChildError)) throw error
    return again
  })
  return compareFingerprints(original, escaped).length < unlike.length ? escaped : again
}

function dumpOnce(
  { signal }: VerifyRequest,
  { manifest, scratch, tools }: Place,
  { encoding }: Fingerprint,
  connection = scratch.connection,
): Promise<Fingerprint> {
  const given = argumentsForAgain(manifest.dump)
  // The same rows in another encoding are other bytes.
  const inEncoding = encoding === null ? [] : [`--encoding=${encoding}`]
  return fingerprintOf(dump(connection, tools, { arguments: [...given, ...inEncoding], signal }, asItComes))
}

/**
 * How the restored database differs from the dump. Another major words definitions in its own way: what is only worded
 * differently there proves nothing. @throws InconclusiveError when that is all
 */
export function compared(
  { manifest: { source }, scratch: { server } }: Place,
  original: Fingerprint,
  restored: Fingerprint,
): Finding[] {
  const findings = differenceFindings(original, restored)
  const major = majorOf(source.serverVersion)
  const sure = findings.filter(({ kind }) => kind !== 'changed')
  if (findings.length === 0 || sure.length > 0 || server.major === major) return findings
  throw new InconclusiveError(
    `cannot compare definitions of PostgreSQL ${major} on a scratch server ${server.version}: ${findings.length} are worded differently there`,
    { cure: `drill on a server of version ${major}` },
  )
}
