import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { PgdrillError } from '../../errors.ts'

/** What is unpacked: programs that connect, or a server's. */
export type Kind = 'client' | 'server'

/** Names one set of programs. */
export interface Item {
  kind: Kind
  major: number
  /** As `18.1`. */
  version: string
  /** For what machine, and from which repository: `bookworm-amd64-1c2f30a9`. */
  origin: string
}

/** A set of programs that was kept. */
export interface Kept {
  version: string
  folder: string
  /** When it was last seen to be the newest. */
  checkedAt: Date
}

/** Where unpacked programs are kept between runs. What is on it is whole. */
export interface Shelf {
  /** The newest of a major that is there; undefined when there is none. */
  find(wanted: Omit<Item, 'version'>): Promise<Kept | undefined>
  /** The majors that are there, the newest first. */
  majors(wanted: Pick<Item, 'kind' | 'origin'>): Promise<number[]>
  /** Notes that this version is still the newest. */
  refresh(kept: Kept, now: Date): Promise<void>
  /** Has an empty folder filled and puts it on the shelf, whole or not at all. Returns where it then is. */
  put(item: Item, filling: Filling): Promise<string>
}

export interface Filling {
  fill(folder: string): Promise<void>
  /** Whether what a folder holds, which was not filled just now, runs. */
  works(folder: string): Promise<boolean>
}

const partial = '.partial-'
const abandonedMs = 3_600_000

/** A shelf in a folder of this machine's; several runs may use it at once. */
export class FolderShelf implements Shelf {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  async find(wanted: Omit<Item, 'version'>): Promise<Kept | undefined> {
    await refuseOthers(this.#root)
    const parent = this.#parent(wanted)
    const names = await readdir(parent).catch(() => [])
    const newestFirst = names
      .filter((name) => !name.startsWith(partial))
      .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    const [version] = newestFirst
    if (version === undefined) return undefined
    const folder = join(parent, version)
    return { version, folder, checkedAt: (await stat(folder)).mtime }
  }

  async majors({ kind, origin }: Pick<Item, 'kind' | 'origin'>): Promise<number[]> {
    const names = await readdir(join(this.#root, `postgresql-${kind}`)).catch(() => [])
    const majors = names
      .filter((name) => name.endsWith(`-${origin}`))
      .map((name) => Number.parseInt(name, 10))
    return majors.toSorted((a, b) => b - a)
  }

  async refresh({ folder }: Kept, now: Date): Promise<void> {
    // Somebody else's folder, as a system's cache may be, is used all the same.
    await utimes(folder, now, now).catch(() => undefined)
  }

  async put(item: Item, { fill }: Filling): Promise<string> {
    const parent = this.#parent(item)
    await mkdir(parent, { recursive: true, mode: 0o755 })
    await refuseOthers(this.#root)
    await removeAbandoned(parent)
    const made = await mkdtemp(join(parent, partial))
    const folder = join(parent, item.version)
    try {
      await fill(made)
      await rename(made, folder).catch(async (error: NodeJS.ErrnoException) => {
        // Another run was faster, with the same.
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      })
      return folder
    } finally {
      await rm(made, { recursive: true, force: true })
    }
  }

  #parent({ kind, major, origin }: Omit<Item, 'version'>): string {
    return join(this.#root, `postgresql-${kind}`, `${major}-${origin}`)
  }
}

/** What lies here is run: nobody else may be able to change it. @throws PgdrillError */
async function refuseOthers(root: string): Promise<void> {
  const found = await stat(root).catch(() => undefined)
  if (found === undefined) return
  const own = process.getuid?.() ?? found.uid
  const isOurs = (found.uid === own || found.uid === 0) && (found.mode & 0o022) === 0 && found.isDirectory()
  if (isOurs) return
  throw new PgdrillError(`cannot keep programs in ${root}: others may write there`, {
    cure: 'take it away from them (chmod go-w), or set XDG_CACHE_HOME to a folder of your own',
  })
}

/** What killed runs have left. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(partial)) continue
    const found = await stat(join(parent, name)).catch(() => undefined)
    if (found === undefined || Date.now() - found.mtimeMs < abandonedMs) continue
    await rm(join(parent, name), { recursive: true, force: true })
  }
}
