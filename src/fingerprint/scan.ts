import { rules } from './canonical.ts'
import type { ClientEncoding } from './client-encoding.ts'
import { DumpContents } from './dump-contents.ts'
import { DumpReader } from './dump-reader.ts'
import type { DatabaseObject, Fingerprint, SequencePosition, TableContent } from './fingerprint.ts'
import type { Needs } from './needs.ts'
import type { ObjectEntry } from './object-entry.ts'
import type { Oddities } from './oddities.ts'
import type { SequenceSet } from './sequence-set.ts'
import { contentOf, type TableTally } from './table-contents.ts'

/** Takes a dump's text as it streams by. */
export interface FingerprintScan {
  /** The next piece, of any size; nothing of it is kept after the call. */
  write(chunk: Uint8Array): void
  /** What the text so far needs of its server. */
  readonly needs: Needs
  /** What of the text so far makes trouble when it is loaded. */
  readonly oddities: Oddities
  /** No more text will come. */
  end(): Fingerprint
}

/**
 * Fingerprints the plain text that pg_dump writes, in memory that does not grow with rows, only with the number of
 * objects. It never throws for what a dump says: what cannot be known is null.
 */
export function createFingerprintScan(): FingerprintScan {
  const contents = new DumpContents()
  const reader = new DumpReader(contents)
  return {
    write: (chunk) => reader.write(chunk),
    needs: contents.needs,
    oddities: contents.oddities,
    end: () => {
      const isWhole = reader.end()
      contents.end()
      return fingerprintOf(contents, isWhole)
    },
  }
}

function fingerprintOf(contents: DumpContents, isWhole: boolean): Fingerprint {
  const { encoding, encodingIsKnown } = contents.session
  const { serverVersion, clientVersion } = contents
  return {
    complete: isWhole && contents.isMarkedComplete && !contents.oddities.isInTransaction,
    encoding: encodingIsKnown ? encoding.name : null,
    serverVersion: serverVersion && encoding.decode(serverVersion),
    clientVersion: clientVersion && encoding.decode(clientVersion),
    rules,
    tables: contents.tables.all.map((table) => tableOf(table, contents, encoding)).sort(byName),
    objects: contents.objects.map((object) => objectOf(object, encoding)).sort(byTypeAndName),
    sequences: contents.sequences.map((sequence) => sequenceOf(sequence, encoding)).sort(byName),
    largeObjects: contents.largeObjects.all.toSorted((a, b) => a.oid - b.oid),
  }
}

function tableOf(table: TableTally, { partitions }: DumpContents, encoding: ClientEncoding): TableContent {
  const { name, columnsByName } = table
  const root = partitions.rootOf(name)
  return {
    ...nameOf(name, encoding),
    ...contentOf(table),
    columnsByName,
    partitionOf: root ? nameOf(root, encoding) : null,
  }
}

function sequenceOf(
  { sequence, lastValue, isCalled }: SequenceSet,
  encoding: ClientEncoding,
): SequencePosition {
  return { ...nameOf(sequence, encoding), lastValue, isCalled }
}

function objectOf(object: ObjectEntry, encoding: ClientEncoding): DatabaseObject {
  const { header, owner, digest, accessMethod } = object
  return {
    type: header.type,
    ...nameOf(header, encoding),
    owner: owner && encoding.decode(owner),
    digest,
    tablespace: header.tablespace && encoding.decode(header.tablespace),
    accessMethod: accessMethod && encoding.decode(accessMethod),
  }
}

function nameOf(named: { schema: string | null; name: string }, encoding: ClientEncoding) {
  return { schema: named.schema && encoding.decode(named.schema), name: encoding.decode(named.name) }
}

type Named = Pick<DatabaseObject, 'schema' | 'name'>

function byName(a: Named, b: Named): number {
  return compare(a.schema ?? '', b.schema ?? '') || compare(a.name, b.name)
}

function byTypeAndName(a: DatabaseObject, b: DatabaseObject): number {
  return compare(a.type, b.type) || byName(a, b) || compare(a.digest, b.digest)
}

/** By code units: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
