import type { S3Settings } from '../store/s3/settings.ts'
import { absolutePath, type Facts } from './facts.ts'
import { Unacceptable } from './kinds.ts'
import type { Problems } from './problems.ts'
import { readS3Options, refuseS3Options } from './s3-options.ts'
import { type Found, find, findVariable, parse, type Sources, shownText } from './sources.ts'

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
  const store = find(sources, 'store')
  const places = store ? storePlaces(store, facts, problems) : variablePlaces(sources, name, facts, problems)
  refuseTwice(places, problems)
  const folders = places.filter((place) => place.kind === 'folder')
  if (folders.length > 0 && folders.length === places.length) {
    refuseS3Options(sources, problems)
    return folders
  }
  const options = readS3Options(sources, problems)
  return places.map((place) => (place.kind === 's3' ? { ...place, ...options } : place))
}

function storePlaces(found: Found, facts: Facts, problems: Problems): Place[] {
  const texts = parse('store', found, problems) ?? []
  return texts.flatMap(
    (text) => problems.noting(`cannot use store ${shownText(text)}`, () => placeOf(text, facts)) ?? [],
  )
}

function variablePlaces(
  sources: Sources,
  name: string | undefined,
  facts: Facts,
  problems: Problems,
): Place[] {
  const folder = findVariable(sources, ['BACKUP_DIR']) ?? defaultFolder(sources, name)
  const bucket = findVariable(sources, ['AWS_S3_BUCKET'])
  if (!folder && !bucket) problems.add('no store is given; set store, AWS_S3_BUCKET or BACKUP_DIR')
  const prefix = findVariable(sources, ['AWS_S3_PREFIX'])?.text ?? ''
  const places = [
    folder && noting(folder, problems, (text) => placeOf(text, facts)),
    bucket && noting(bucket, problems, (text) => bucketPlace(text, prefix)),
  ]
  return places.filter((place) => place !== undefined)
}

function noting(found: Found, problems: Problems, toPlace: (text: string) => Place): Place | undefined {
  const what = `cannot use ${found.origin} ${shownText(found.text)}`
  return problems.noting(what, () => toPlace(found.text.trim()))
}

// backup-db.sh always keeps a local copy: it names the folder that BACKUP_DIR's default lies in.
function defaultFolder(sources: Sources, name: string | undefined): Found | undefined {
  const parent = findVariable(sources, ['PGDRILL_DEFAULT_BACKUP_DIR'])
  return parent && name !== undefined ? { ...parent, text: `${parent.text.trim()}/${name}` } : undefined
}

function placeOf(text: string, facts: Facts): Place {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/.exec(text) ?? []
  if (bucket !== undefined) return bucketPlace(bucket, prefix)
  // What other programs call a store must not become the name of a folder here.
  if (!/^(?:[a-z][a-z\d+.-]*:\/\/|(?:s3|gs|b2|azure|sftp|rclone):)/i.test(text))
    return { kind: 'folder', path: absolutePath(text, facts) }
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

function refuseTwice(places: readonly Place[], problems: Problems): void {
  const seen = new Set<string>()
  for (const place of places) {
    const location = place.kind === 's3' ? `s3://${place.bucket}/${place.prefix}` : place.path
    if (seen.has(location)) problems.add(`cannot use the store ${location} twice; remove one`)
    seen.add(location)
  }
}
