import { latestFirst, passedOver } from '../catalog/ahead.ts'
import { type Entry, readCatalog } from '../catalog/catalog.ts'
import { readCopy } from '../catalog/copy.ts'
import { nameOf, type What } from '../catalog/open-backup.ts'
import { InconclusiveError, PgdrillError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { VerifyRequest } from '../verify.ts'

/** A backup, where it is to be read from. */
export interface Chosen {
  store: Store
  stem: string
  takenAt: Date
  /** Copies in other stores that are not whole. */
  damaged: readonly { store: Store; problems: readonly string[] }[]
}

/**
 * The newest backup that any store holds, damaged ones among them: to drill an older one instead would hide the damage. It is
 * read from the first store that has all of it, by its manifest and the store's listing.
 */
export async function choose(request: VerifyRequest): Promise<Chosen> {
  const { stores, report } = request
  const { held, unread } = await lookAround(request)
  const entries = held.map(({ entry }) => entry)
  const [newest] = latestFirst(entries, request.now)
  if (newest === undefined && unread.length > 0) throw new InconclusiveError(unread.join('; '))
  for (const problem of unread) report.warning(problem)
  if (newest === undefined) throw noneFound(request)
  const { stem, takenAt } = newest
  const note = passedOver(entries, newest)
  if (note !== undefined) report.warning(note)
  const holders = held.filter(({ entry }) => entry.stem === stem)
  if (holders.length + unread.length < stores.length) warnOfMissing(request, stem, holders)
  return { stem, takenAt, ...(await firstWhole(request, holders)) }
}

interface Held {
  store: Store
  entry: Entry
}

async function lookAround({ what, stores, signal }: VerifyRequest) {
  const held: Held[] = []
  const unread: string[] = []
  for (const store of stores) {
    try {
      const { backups, damaged } = await readCatalog(store, nameOf(what))
      for (const entry of [...backups, ...damaged].filter(isMeant(what))) held.push({ store, entry })
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof PgdrillError)) throw error
      unread.push(error.message)
    }
  }
  return { held, unread }
}

/** One that is found damaged here is not read; of one whose manifest cannot be read now, nothing is known. */
async function firstWhole(
  { report, ...options }: VerifyRequest,
  holders: readonly Held[],
): Promise<Pick<Chosen, 'store' | 'damaged'>> {
  const [first, ...others] = holders as [Held, ...Held[]]
  if (others.length === 0) return { store: first.store, damaged: [] }
  const copies = await Promise.all(
    holders.map(async ({ store, entry }) => ({ store, ...(await readCopy(store, entry, true, options)) })),
  )
  const store = (copies.find(({ state }) => state === 'committed') ?? first).store
  const rest = copies.filter((copy) => copy.store !== store && copy.state !== 'committed')
  for (const { state, problems } of rest)
    if (state !== 'damaged') report.warning(`a copy cannot be looked at: ${problems.join(', ')}`)
  return { store, damaged: rest.filter(({ state }) => state === 'damaged') }
}

function warnOfMissing({ stores, report }: VerifyRequest, stem: string, holders: readonly Held[]): void {
  const without = stores.filter((store) => !holders.some((holder) => holder.store === store))
  report.warning(
    `not in every store: ${stem} is missing in ${without.map(({ location }) => location).join(', ')}`,
  )
}

function noneFound({ what, stores }: VerifyRequest): PgdrillError {
  const where = stores.map(({ location }) => location).join(', ')
  const asked = what.kind === 'stem' ? what.stem : `a backup of ${JSON.stringify(nameOf(what))}`
  return new PgdrillError(`cannot drill ${asked}: there is none in ${where}`, {
    cure: 'see what there is with: pgdrill list',
  })
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
