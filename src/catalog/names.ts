import { PgdrillError } from '../errors.ts'

/** When a backup was taken and of what; its stem says both. */
export interface Stem {
  stem: string
  name: string
  /** UTC, whole seconds. */
  takenAt: Date
}

/** What an object is to its backup; with the stem it makes the object's key. */
export type Part =
  | { part: 'dump'; format: 'plain'; compression: 'gzip' | 'zstd' | 'none'; encrypted: boolean }
  | { part: 'dump'; format: 'custom'; encrypted: boolean }
  | { part: 'dump'; format: 'directory'; entry: string; encrypted: boolean }
  | { part: 'globals' | 'fingerprint'; encrypted: boolean }
  | { part: 'manifest' | 'drill' }

/** An object's key, understood. */
export type Key = Stem & Part & { key: string }

// ASCII only: file systems disagree on whether two spellings of one accented letter are the same name. No leading dot
// (hidden, and how partial files are marked) and no leading dash (`gunzip -c -app_backup_...` would read an option).
const namePattern = '[A-Za-z0-9_][A-Za-z0-9._-]{0,99}'
const wholeName = new RegExp(`^${namePattern}$`)

// The name is greedy, so that of `a_backup_<time>_backup_<time>` the last time counts. It cannot be read in two ways:
// after the time comes one of a few fixed endings or `.dir/`, and a name holds no slash.
const stemPattern = new RegExp(
  `^(?<name>${namePattern})_backup_(?<day>\\d{4}-\\d\\d-\\d\\d)_(?<time>\\d\\d-\\d\\d-\\d\\d)(?<rest>$|\\..*$)`,
)

/** Refuses what cannot be a backup's name. @throws PgdrillError that says what is accepted */
export function checkName(name: string): void {
  if (wholeName.test(name)) return
  throw new PgdrillError(`cannot name a backup ${JSON.stringify(name.slice(0, 200))}`, {
    cure: 'use at most 100 of the letters a-z and A-Z, digits, ".", "_" and "-", beginning with a letter, a digit or "_"',
  })
}

/** The stem of a backup of `name` taken at `takenAt`, cut to the second. @throws PgdrillError when `name` cannot be one */
export function stemOf(name: string, takenAt: Date): string {
  checkName(name)
  const [day, time] = takenAt.toISOString().split(/[T.]/, 2) as [string, string]
  const stem = `${name}_backup_${day}_${time.replaceAll(':', '-')}`
  if (parseStem(stem) === undefined)
    throw new RangeError(`no stem can hold the time ${takenAt.toISOString()}`)
  return stem
}

/** A stem taken apart, or undefined when `text` is none: another word, a day or an hour that does not exist. */
export function parseStem(text: string): Stem | undefined {
  const match = matchStem(text)
  return match?.rest === '' ? match.stem : undefined
}

/** An object's key taken apart, or undefined when no backup of ours could have made it. */
export function parseKey(key: string): Key | undefined {
  const match = matchStem(key)
  const part = match && (fixedParts.get(match.rest) ?? directoryEntry(match.rest))
  return part && { key, ...match.stem, ...part }
}

/** The key of one part of a backup; what parseKey undoes. */
export function keyOf(stem: string, part: Part): string {
  return `${stem}${endingOf(part)}${'encrypted' in part && part.encrypted ? '.age' : ''}`
}

/** What every key of the backups of `name` begins with; keys of other names can begin so too. */
export function keyPrefixOf(name: string): string {
  return `${name}_backup_`
}

function matchStem(text: string): { stem: Stem; rest: string } | undefined {
  const groups = stemPattern.exec(text)?.groups
  if (groups === undefined) return undefined
  const { name = '', day = '', time = '', rest = '' } = groups
  const takenAt = utcTime(day, time.replaceAll('-', ':'))
  return takenAt && { stem: { stem: text.slice(0, text.length - rest.length), name, takenAt }, rest }
}

function utcTime(day: string, time: string): Date | undefined {
  const text = `${day}T${time}.000Z`
  const parsed = new Date(text)
  // `new Date` takes 2026-02-30 for the 2nd of March, and 24:00:00 for the next day.
  return Number.isNaN(parsed.getTime()) || parsed.toISOString() !== text ? undefined : parsed
}

const plainEndings = { gzip: '.sql.gz', zstd: '.sql.zst', none: '.sql' } as const

function endingOf(part: Part): string {
  switch (part.part) {
    case 'manifest':
      return '.manifest.json'
    case 'drill':
      return '.drill.json'
    case 'fingerprint':
      return '.fingerprint.json.gz'
    case 'globals':
      return '.globals.sql.gz'
    case 'dump':
      return dumpEndingOf(part)
  }
}

function dumpEndingOf(dump: Part & { part: 'dump' }): string {
  switch (dump.format) {
    case 'plain':
      return plainEndings[dump.compression]
    case 'custom':
      return '.dump'
    case 'directory':
      return `.dir/${dump.entry}`
  }
}

const fixedParts: ReadonlyMap<string, Part> = new Map(
  [...allFixedParts()].map((part) => [keyOf('', part), part]),
)

function* allFixedParts(): Iterable<Part> {
  yield { part: 'manifest' }
  yield { part: 'drill' }
  for (const encrypted of [false, true]) {
    yield { part: 'fingerprint', encrypted }
    yield { part: 'globals', encrypted }
    yield { part: 'dump', format: 'custom', encrypted }
    for (const compression of ['gzip', 'zstd', 'none'] as const) {
      yield { part: 'dump', format: 'plain', compression, encrypted }
    }
  }
}

function directoryEntry(rest: string): Part | undefined {
  // pg_dump's directory archive is flat.
  const match = /^\.dir\/(?<entry>[^/]+?)(?<age>\.age)?$/.exec(rest)
  const entry = match?.groups?.entry
  return entry
    ? { part: 'dump', format: 'directory', entry, encrypted: match?.groups?.age !== undefined }
    : undefined
}
