import type { S3Settings } from '../store/s3/settings.ts'
import { absolutePath, type Facts } from './facts.ts'
import { Unacceptable } from './kinds.ts'
import type { Problems } from './problems.ts'
import { readS3Options, refuseS3Options } from './s3-options.ts'
import { find, findVariable, parse, type Sources } from './sources.ts'

/** Where a store is, and how it is written to. */
export type StoreSettings = FolderSettings | ({ kind: 's3' } & S3Settings)

export interface FolderSettings {
  kind: 'folder'
  /** Absolute. */
  path: string
}

type Place = FolderSettings | { kind: 's3'; bucket: string; prefix: string }

/** The stores, at least one. `name` is that of the backups; it makes the folder that backup-db.sh writes to by default. */
export function readStores(
  sources: Sources,
  { name, facts, problems }: { name: string | undefined; facts: Facts; problems: Problems },
): StoreSettings[] {
  const places = find(sources, 'store')
    ? storePlaces(sources, facts, problems)
    : variablePlaces(sources, name, facts, problems)
  refuseTwice(places, problems)
  const options = readS3Options(sources, problems)
  if (!places.some(({ kind }) => kind === 's3')) refuseS3Options(sources, problems)
  return places.map((place) => (place.kind === 's3' ? { ...place, ...options } : place))
}

function storePlaces(sources: Sources, facts: Facts, problems: Problems): Place[] {
  const found = find(sources, 'store')
  const texts = (found && parse('store', found, problems)) ?? []
  return texts.flatMap(
    (text) => problems.noting(`cannot use store ${shown(text)}`, () => placeOf(text, facts)) ?? [],
  )
}

function variablePlaces(
  sources: Sources,
  name: string | undefined,
  facts: Facts,
  problems: Problems,
): Place[] {
  const bucket = findVariable(sources, ['AWS_S3_BUCKET'])
  const folder = folderByVariable(sources, name)
  if (!bucket && !folder) problems.add('no store is given; set store, AWS_S3_BUCKET or BACKUP_DIR')
  const prefix = findVariable(sources, ['AWS_S3_PREFIX'])?.text ?? ''
  const inBucket =
    bucket &&
    problems.noting(`cannot use ${bucket.origin} ${shown(bucket.text)}`, () =>
      bucketPlace(bucket.text.trim(), prefix),
    )
  return [
    ...(folder === undefined ? [] : [{ kind: 'folder' as const, path: absolutePath(folder, facts) }]),
    ...(inBucket ? [inBucket] : []),
  ]
}

// backup-db.sh always keeps a local copy: it names the folder that BACKUP_DIR's default lies in.
function folderByVariable(sources: Sources, name: string | undefined): string | undefined {
  const folder = findVariable(sources, ['BACKUP_DIR'])?.text.trim()
  const parent = findVariable(sources, ['PGDRILL_DEFAULT_BACKUP_DIR'])?.text.trim()
  return folder ?? (parent !== undefined && name !== undefined ? `${parent}/${name}` : undefined)
}

function placeOf(text: string, facts: Facts): Place {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/.exec(text) ?? []
  if (bucket !== undefined) return bucketPlace(bucket, prefix)
  if (!/^[a-z][a-z\d+.-]*:/i.test(text)) return { kind: 'folder', path: absolutePath(text, facts) }
  throw new Unacceptable(
    "use s3://bucket/prefix, or a folder's path; other services are reached as S3 look-alikes, with s3-endpoint",
  )
}

/** @throws Unacceptable */
function bucketPlace(bucket: string, prefixText: string): Place {
  // Looser than today's rules of AWS: old buckets and look-alikes have names in capitals and with underscores.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
    throw new Unacceptable(
      'a bucket is named with letters, digits, ".", "_" and "-"; credentials and endpoint do not belong here',
    )
  }
  const prefix = prefixText.trim().replace(/^\/+|\/+$/g, '')
  const segments = prefix === '' ? [] : prefix.split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (segments.some((each) => ['', '.', '..'].includes(each)) || /[\u0000-\u001f\u007f\\]/.test(prefix)) {
    throw new Unacceptable('its prefix holds an empty part, "." or "..", a backslash or a control character')
  }
  return { kind: 's3', bucket, prefix }
}

/** What may be shown of a store's text: not what comes before an "@", where some would write credentials. */
function shown(text: string): string {
  return JSON.stringify(text.trim().replace(/^([a-z\d+.-]*:\/\/)?.*@/is, '$1***@'))
}

function refuseTwice(places: readonly Place[], problems: Problems): void {
  const seen = new Set<string>()
  for (const place of places) {
    const location = place.kind === 's3' ? `s3://${place.bucket}/${place.prefix}` : place.path
    if (seen.has(location)) problems.add(`cannot use the store ${location} twice; remove one`)
    seen.add(location)
  }
}
