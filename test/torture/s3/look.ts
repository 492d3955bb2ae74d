import type { Look } from '../invariants/checker.ts'
import type { Ended } from '../postgres/stage.ts'
import type { Operation } from './operations.ts'
import { liveWas, type Place } from './place.ts'

/** What a run may have done and left, this time. */
export interface Allowed extends Pick<Look, 'leftovers' | 'uncommitted'> {
  /** The live database's contents, of `liveWas`. */
  live: readonly string[]
  /** That it has deleted the backups that are past their days. */
  pruned: boolean
  /** That its temporary files and databases are still there. */
  cluttered?: boolean
}

/** What of all that must hold after a run does not. */
export function lookAt(
  place: Place,
  { answers }: Operation,
  { stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>,
  { live, pruned, cluttered = false, ...allowed }: Allowed,
): Promise<string[]> {
  const { stage, checker } = place
  return checker.look({
    stores: place.places,
    kept: place.kept,
    removable: pruned ? expired(place) : [],
    ...(answers && { restore: { env: place.psql('postgres'), answers } }),
    target: { env: place.psql('live'), sql: liveWas.sql, answers: live },
    ...(!cluttered && {
      databases: { env: place.psql('postgres'), names: ['postgres', 'app', 'bulk', 'live'] },
      temporary: [stage.path('tmp')],
    }),
    home: stage.path('home'),
    secrets: place.secrets,
    output: stdout + stderr,
    ...allowed,
  })
}

/** Both that are older than thirty days, with all that belongs to them. */
function expired({ kept }: Place): string[] {
  const stems = [
    ...new Set(Object.keys(kept).map((name) => name.replace(/(_\d\d-\d\d-\d\d)\..*$/, '$1'))),
  ].sort()
  return Object.keys(kept).filter((name) => stems.slice(0, 2).some((stem) => name.startsWith(stem)))
}
