import { type Entry, readCatalog } from '../catalog/catalog.ts'
import { parseStem } from '../catalog/names.ts'
import type { What } from '../catalog/open-backup.ts'
import { InconclusiveError, PgdrillError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { VerifyRequest } from '../verify.ts'

/** A backup, where it is to be read from. */
export interface Chosen {
  store: Store
  stem: string
  takenAt: Date
}

/**
 * The newest backup that any store holds, damaged ones among them: to drill an older one instead would hide the damage. It is
 * read from the first store that has it.
 */
export async function choose({ what, stores, signal, report }: VerifyRequest): Promise<Chosen> {
  const name = what.kind === 'stem' ? (parseStem(what.stem)?.name ?? what.stem) : what.name
  const entries: { store: Store; entry: Entry }[] = []
  const unread: string[] = []
  for (const store of stores) {
    try {
      const { backups, damaged } = await readCatalog(store, name)
      for (const entry of [...backups, ...damaged].filter(isMeant(what))) entries.push({ store, entry })
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof PgdrillError)) throw error
      unread.push(error.message)
    }
  }
  const [newest] = entries.toSorted((a, b) => b.entry.takenAt.getTime() - a.entry.takenAt.getTime())
  if (newest === undefined && unread.length > 0) throw new InconclusiveError(unread.join('; '))
  for (const problem of unread) report.warning(problem)
  if (newest === undefined) {
    const where = stores.map(({ location }) => location).join(', ')
    const asked = what.kind === 'stem' ? what.stem : `a backup of ${JSON.stringify(name)}`
    throw new PgdrillError(`cannot drill ${asked}: there is none in ${where}`, {
      cure: 'see what there is with: pgdrill list',
    })
  }
  return { store: newest.store, stem: newest.entry.stem, takenAt: newest.entry.takenAt }
}

function isMeant(what: What): (entry: Entry) => boolean {
  switch (what.kind) {
    case 'latest':
      return () => true
    case 'at':
      return ({ takenAt }) => takenAt <= what.time
    case 'stem':
      return ({ stem }) => stem === what.stem
  }
}
