import { PgdrillError } from '../errors.ts'
import type { ClientTools } from './tools.ts'

// The first minor releases that know \restrict (CVE-2025-8714).
const firstRestricted: Readonly<Record<number, number>> = { 13: 22, 14: 19, 15: 14, 16: 10, 17: 6 }

/** Why psql cannot be trusted with a plain dump; undefined when it can. */
export function unrestrictable({ version, major, folder }: ClientTools): PgdrillError | undefined {
  const minor = Number(version.split('.')[1] ?? 0)
  if (major >= 18 || minor >= (firstRestricted[major] ?? Number.POSITIVE_INFINITY)) return undefined
  return new PgdrillError(
    `cannot load a plain dump with psql ${version} (${folder}): it does not know \\restrict, so a dump could run programs on this machine`,
    {
      cure: 'update it to 13.22, 14.19, 15.14, 16.10, 17.6, 18 or newer, or set client-path to one that is',
    },
  )
}
