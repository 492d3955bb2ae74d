/** Checks a value that came from outside and gives it its type. @throws ShapeError naming `at`, the path to the value */
export type Read<T> = (value: unknown, at: string) => T

/** A record whose content is not what its place needs. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
}

/** The error for `value` at `at`, where `expected` was needed. */
export function mismatch(at: string, value: unknown, expected: string): ShapeError {
  return new ShapeError(
    value === undefined ? `${at} is missing` : `${at} is ${shown(value)}, not ${expected}`,
  )
}

export const text: Read<string> = (value, at) => {
  if (typeof value !== 'string') throw mismatch(at, value, 'a text')
  return value
}

/** A whole number from 0 to 2^53 - 1: what a JSON number can hold exactly. */
export const count: Read<number> = (value, at) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw mismatch(at, value, 'a count')
  return value as number
}

export const sha256: Read<string> = (value, at) => {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
    throw mismatch(at, value, 'a SHA-256 in lower-case hex')
  }
  return value
}

/** A moment as Date.toISOString writes it. */
export const instant: Read<Date> = (value, at) => {
  const date = new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(date.getTime()) || date.toISOString() !== value) {
    throw mismatch(at, value, 'a time like 2026-11-03T02:00:07.000Z')
  }
  return date
}

export function oneOf<const T extends string | number>(...accepted: readonly T[]): Read<T> {
  return (value, at) => {
    const found = accepted.find((each) => each === value)
    if (found === undefined) throw mismatch(at, value, accepted.map(shown).join(' or '))
    return found
  }
}

export function nullOr<T>(read: Read<T>): Read<T | null> {
  return (value, at) => (value === null ? null : read(value, at))
}

export function listOf<T>(read: Read<T>): Read<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw mismatch(at, value, 'a list')
    return value.map((each, index) => read(each, `${at}[${index}]`))
  }
}

/** An object with these fields. Others are left out: a later version may have added them. */
export function object<T>(fields: { [Name in keyof T]: Read<T[Name]> }): Read<T> {
  const names = Object.keys(fields) as (keyof T & string)[]
  return (value, at) => {
    if (!isObject(value)) throw mismatch(at || 'the document', value, 'an object')
    const read = (name: keyof T & string) => fields[name](value[name], at ? `${at}.${name}` : name)
    return Object.fromEntries(names.map((name) => [name, read(name)])) as T
  }
}

/** An object whose field `kind` says which of these it is. */
export function byKind<T extends { kind: string }>(
  kinds: { [K in T['kind']]: Read<T & { kind: K }> },
): Read<T> {
  const kind = object({ kind: oneOf(...(Object.keys(kinds) as T['kind'][])) })
  return (value, at) => kinds[kind(value, at).kind](value, at)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value for an error text. Anybody can have written it: it is cut short, never walked, and safe for a terminal. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  if (typeof value !== 'string') return String(value)
  const start = value.length > 60 ? `${value.slice(0, 60)}...` : value
  return JSON.stringify(start).replace(/[^ -~]/g, '?')
}
