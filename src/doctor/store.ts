import { type Catalog, readCatalog } from '../catalog/catalog.ts'
import { type Manifest, readManifest } from '../catalog/manifest.ts'
import { counted } from '../report/human.ts'
import { firstThatExists, removeEmptyFolders } from '../store/folder/tree.ts'
import type { Features } from '../store/s3/features.ts'
import type { Store } from '../store/store.ts'
import { untilAborted } from '../store/until-aborted.ts'
import { Examination } from './examination.ts'
import { type Finding, failure, ok, type Told } from './finding.ts'
import { tryLargeObject } from './large-object.ts'
import { Probes } from './probes.ts'
import { isDenied, tryAbort, tryDelete } from './removal.ts'
import { trySmallObject } from './small-object.ts'

/** A store, and what of it its interface does not tell. */
export type ProbedStore =
  | { kind: 'folder'; store: Store; folder: string }
  | {
      kind: 's3'
      store: Store
      /** What the server was found to have, as far as it was asked by now. */
      features: Readonly<Features>
      /** The options about how objects are kept that the server ignored with this one. */
      unheeded: (key: string, signal: AbortSignal) => Promise<string[]>
      /** The same place with the Object Lock that backups get, where they get one. */
      locking?: Store
    }

export interface StoreRequest {
  name: string
  prune: 'delete' | 'dry-run' | 'no'
  signal: AbortSignal
  warn: (text: string) => void
}

/** What a store is like; `lately` are the newest backups there, as far as they can be read, the newest first. */
export interface StoreExamined {
  findings: Finding[]
  lately: readonly Manifest[]
}

/** What is known of a store by now, and where to note more. */
export interface Trying {
  probed: ProbedStore
  request: StoreRequest
  examination: Examination
  probes: Probes
  mayList: boolean
  /** Nothing is written that could not be removed again. */
  mayDelete: boolean
  mayAbort: boolean
}

/** Tries each thing that a backup asks of a store, with objects of its own, which are gone afterwards. */
export async function examineStore(probed: ProbedStore, request: StoreRequest): Promise<StoreExamined> {
  const { store } = probed
  const examination = new Examination(request.signal, store.location)
  const { findings } = examination
  const listed = await tryList(store, request, examination)
  if (listed === 'unreachable') return { findings, lately: [] }
  const probes = new Probes(store)
  await using _ = await asItWas(probed)
  try {
    const mayDelete = await tryDelete(probed, request, examination)
    const mayAbort = await tryAbort(probed, request, examination)
    const trying: Trying = {
      probed,
      request,
      examination,
      probes,
      mayList: listed !== undefined,
      mayDelete,
      mayAbort,
    }
    await trySmallObject(trying)
    if (probed.kind === 's3') await tryLargeObject(trying, probed)
  } finally {
    const left = await probes.remove(request.signal)
    if (left !== undefined) examination.note('removal', failure(left))
    if (left !== undefined && request.signal.aborted) request.warn(left.message)
  }
  return { findings, lately: listed === undefined ? [] : await newest(store, listed, request) }
}

/** Takes away a folder that the probes made. */
async function asItWas(probed: ProbedStore): Promise<AsyncDisposable> {
  const nothing = { [Symbol.asyncDispose]: async () => undefined }
  if (probed.kind !== 'folder') return nothing
  const above = await firstThatExists(probed.folder)
  return above === probed.folder
    ? nothing
    : { [Symbol.asyncDispose]: () => removeEmptyFolders(above, probed.folder) }
}

/** A listing is the first request: where it fails for another reason than a permission, so would every other one. */
async function tryList(
  store: Store,
  { name, signal }: StoreRequest,
  examination: Examination,
): Promise<Catalog | undefined | 'unreachable'> {
  let catalog: Catalog | undefined
  let told: Told
  try {
    catalog = await untilAborted(readCatalog(store, name), signal)
    told = ok(`can be listed: ${counted(catalog.backups.length, 'backup')} of ${name}`)
  } catch (error) {
    signal.throwIfAborted()
    told = failure(error)
  }
  const reached = catalog !== undefined || isDenied(told)
  examination.note(reached ? 'list' : 'store', told)
  return reached ? catalog : 'unreachable'
}

const late = 3

// Damaged or unreadable manifests are for list to tell.
async function newest(store: Store, { backups }: Catalog, { signal }: StoreRequest): Promise<Manifest[]> {
  const read = backups.slice(0, late).map(({ stem }) =>
    readManifest(store, stem, { signal }).catch(() => {
      signal.throwIfAborted()
      return undefined
    }),
  )
  return (await Promise.all(read)).filter((manifest) => manifest !== undefined)
}
