import type { Finding } from '../catalog/drill-record.ts'
import type { Manifest } from '../catalog/manifest.ts'
import { CorruptObjectError } from '../catalog/read-object.ts'
import { UnreadableRecordError } from '../catalog/record.ts'
import { DecompressionError } from '../compress/decompression-error.ts'
import { DecryptionError } from '../encrypt/errors.ts'
import { compareFingerprints } from '../fingerprint/compare.ts'
import { type Fingerprint, totals } from '../fingerprint/fingerprint.ts'
import { ChildError } from '../postgres/child.ts'
import { LoadError } from '../postgres/load-errors.ts'
import { differenceText } from '../report/difference-text.ts'
import { ObjectMissingError } from '../store/store.ts'

/** What the dump's text turned out to be. */
export interface ReadText {
  bytes: number
  sha256: string
  fingerprint: Fingerprint
}

/** What an error that ended a drill proves about the backup; undefined when it proves nothing. */
export function findingOf(error: unknown): Finding | undefined {
  if (error instanceof CorruptObjectError || error instanceof DecompressionError) {
    return { kind: 'damaged', text: error.message }
  }
  if (error instanceof DecryptionError || error instanceof ObjectMissingError)
    return { kind: 'damaged', text: error.message }
  if (error instanceof UnreadableRecordError) {
    // A newer version's record is not a broken one.
    return error.cure === undefined ? { kind: 'manifest', text: error.message } : undefined
  }
  if (error instanceof LoadError && !isServers(error.failure.message)) {
    const { what, failure } = error
    if (isOfArchive(error)) return { kind: 'damaged', text: `the archive cannot be read: ${failure.message}` }
    return { kind: 'load', text: what }
  }
  return undefined
}

// What the server or the programs here cannot do says nothing about the backup.
const servers =
  /extension "[^"]*" is not available|extension control file|could not access file|No space left|could not extend file|out of (shared )?memory|must be (owner|superuser|member)|permission denied to|terminating connection|server closed the connection|the database system is|unsupported version|could not connect|ICU is not supported in this build/

/** A drill has pg_restore read an archive and nothing else: what it gives is psql's to load. */
function isOfArchive({ cause }: LoadError): boolean {
  return cause instanceof ChildError && cause.message.startsWith('pg_restore ')
}

function isServers(message: string): boolean {
  return servers.test(message)
}

/** What is wrong with the dump by itself and by its manifest, before any restore is looked at. */
export function textFindings(text: ReadText, manifest: Manifest, stored: Fingerprint | undefined): Finding[] {
  const { fingerprint } = text
  const { tables, rows } = totals(fingerprint)
  const findings: Finding[] = []
  const add = (kind: string, what: string) => findings.push({ kind, text: what })
  if (!fingerprint.complete) add('cut-short', `the dump is cut short after ${text.bytes} bytes of text`)
  if (fingerprint.objects.length + tables === 0) add('empty', 'the dump is empty: it holds no object at all')
  const { plain } = manifest
  if (plain !== null && (plain.bytes !== text.bytes || plain.sha256 !== text.sha256)) {
    add('manifest', 'the dump is another text than its manifest says: bytes or sha256 differ')
  }
  if (manifest.tables !== null && (manifest.tables !== tables || manifest.rows !== rows)) {
    const said = `${manifest.tables} tables and ${manifest.rows ?? 'uncounted'} rows`
    add(
      'manifest',
      `the dump holds ${tables} tables and ${rows ?? 'uncounted'} rows, its manifest says ${said}`,
    )
  }
  const unlike = stored === undefined ? 0 : compareFingerprints(...comparable(stored, fingerprint)).length
  if (unlike > 0)
    add('fingerprint', `the dump is not the one its stored fingerprint is of: ${unlike} differences`)
  return findings
}

/** Objects by other rules have other digests: then the contents alone are compared. */
function comparable(stored: Fingerprint, fingerprint: Fingerprint): [Fingerprint, Fingerprint] {
  if (stored.rules === fingerprint.rules) return [stored, fingerprint]
  return [
    { ...stored, objects: [] },
    { ...fingerprint, objects: [] },
  ]
}

/** How the restored database differs from the dump. */
export function differenceFindings(original: Fingerprint, restored: Fingerprint): Finding[] {
  return compareFingerprints(original, restored).map((difference) => ({
    kind: difference.kind,
    text: differenceText(difference),
  }))
}
