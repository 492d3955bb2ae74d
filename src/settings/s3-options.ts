import type { S3Encryption, S3Settings } from '../store/s3/settings.ts'
import { Unacceptable } from './kinds.ts'
import { type OptionName, optionCalled, optionNames } from './options.ts'
import type { Problems } from './problems.ts'
import { findGiven, read, type Sources } from './sources.ts'

type S3Options = Omit<S3Settings, 'bucket' | 'prefix' | 'patience'>

/** How to reach S3 and how to write there, the same for every bucket. */
export function readS3Options(sources: Sources, problems: Problems): S3Options {
  const endpoint = read(sources, 's3-endpoint', problems)
  if (endpoint !== undefined) problems.noting('cannot use s3-endpoint', () => checkEndpoint(endpoint))
  const given = {
    endpoint,
    region: read(sources, 's3-region', problems),
    forcePathStyle: read(sources, 's3-force-path-style', problems),
    storageClass: read(sources, 's3-storage-class', problems),
    encryption: readEncryption(sources, problems),
    objectLock: readObjectLock(sources, problems),
    partBytes: read(sources, 's3-part-size', problems),
  }
  return {
    checksum: read(sources, 's3-checksum', problems),
    ...withoutUndefined(given),
  }
}

/** Options for S3 without a store there: the store was forgotten, more likely than not. */
export function refuseS3Options(sources: Sources, problems: Problems): void {
  const given = optionNames.filter((name) => name.startsWith('s3-') && isSaid(name, sources))
  if (given.length === 0) return
  const titles = given.map((name) => sources.titleOf(name)).join(', ')
  problems.add(`cannot use ${titles}: no store is in S3; add one as s3://bucket/prefix, or remove this`)
}

// The runner hands over the defaults that action.yml declares.
function isSaid(name: OptionName, sources: Sources): boolean {
  const found = findGiven(sources, name)
  return found !== undefined && found.text.trim() !== optionCalled(name).default
}

function readEncryption(sources: Sources, problems: Problems): S3Encryption | undefined {
  const kind = read(sources, 's3-sse', problems)
  const keyId = read(sources, 's3-kms-key-id', problems)
  if (keyId !== undefined && kind !== 'aws:kms')
    problems.add('cannot use s3-kms-key-id without KMS; set s3-sse to aws:kms')
  if (kind === 'aws:kms') return { kind, ...(keyId !== undefined && { keyId }) }
  return kind && { kind }
}

function readObjectLock(sources: Sources, problems: Problems): S3Settings['objectLock'] {
  const mode = read(sources, 's3-object-lock-mode', problems)
  const days = read(sources, 's3-object-lock-days', problems)
  if (mode !== undefined && days !== undefined) return { mode, days }
  const givenMode = findGiven(sources, 's3-object-lock-mode')
  const givenDays = findGiven(sources, 's3-object-lock-days')
  if (givenMode && !givenDays)
    problems.add('cannot use s3-object-lock-mode alone; set s3-object-lock-days too')
  if (givenDays && !givenMode)
    problems.add('cannot use s3-object-lock-days alone; set s3-object-lock-mode too')
  return undefined
}

function checkEndpoint(endpoint: string): void {
  const { protocol, username, search, hash } = URL.parse(endpoint) ?? {}
  const web = protocol === 'https:' || protocol === 'http:'
  if (web && username === '' && search === '' && hash === '') return
  throw new Unacceptable('use https://host[:port], without credentials; those come from AWS_* or ~/.aws')
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
