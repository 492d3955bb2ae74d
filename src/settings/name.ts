import { checkName } from '../catalog/names.ts'
import type { Problems } from './problems.ts'
import { read, type Sources } from './sources.ts'

/** What the backups are called: the name given, else the database's. A name that cannot be one is noted. */
export function readName(
  sources: Sources,
  database: string | undefined,
  problems: Problems,
): string | undefined {
  const given = read(sources, 'name', problems)
  const name = given ?? database
  if (name === undefined) return undefined
  const what =
    given === undefined ? "cannot call backups by the database's name, set name" : 'cannot use name'
  problems.noting(what, () => checkName(name))
  return name
}
