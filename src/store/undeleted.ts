import { PgdrillError } from '../errors.ts'

/** A key that could not be removed, and why. */
export interface Undeleted {
  key: string
  why: string
  cure?: string
}

const shown = 5

/** The error for a delete that left some of its keys. */
export function undeletedError(location: string, left: readonly Undeleted[]): PgdrillError {
  const named = left.slice(0, shown).map(({ key, why }) => `${key} (${why})`)
  if (left.length > shown) named.push(`and ${left.length - shown} more`)
  const cure = left.find((one) => one.cure !== undefined)?.cure
  return new PgdrillError(
    `cannot delete from ${location}: ${named.join(', ')}`,
    cure === undefined ? {} : { cure },
  )
}
