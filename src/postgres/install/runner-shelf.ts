import { mkdir, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache'
import { cacheDir, find, findAllVersions } from '@actions/tool-cache'
import { messageOf } from '../../errors.ts'
import type { Filling, Item, Kept, Shelf } from './shelf.ts'

/**
 * The shelf of a GitHub Actions runner: its tool cache, which a hosted runner loses with the job and a self-hosted one
 * keeps, filled from the repository's cache where an earlier job has put the same version there.
 */
export class RunnerShelf implements Shelf {
  readonly #temp: string
  readonly #warning: (text: string) => void

  /** `temp` is RUNNER_TEMP; the tool cache finds its own folder by RUNNER_TOOL_CACHE. */
  constructor(temp: string, warning: (text: string) => void) {
    this.#temp = temp
    this.#warning = warning
  }

  async majors(wanted: Pick<Item, 'kind' | 'origin'>): Promise<number[]> {
    const majors = findAllVersions(toolOf(wanted)).map((version) => Number.parseInt(version, 10))
    return majors.toSorted((a, b) => b - a)
  }

  async find(wanted: Omit<Item, 'version'>): Promise<Kept | undefined> {
    const folder = find(toolOf(wanted), `${wanted.major}.x`)
    if (folder === '') return undefined
    const [, version = ''] =
      /^(.*)\.0$/.exec(dirname(folder).slice(dirname(dirname(folder)).length + 1)) ?? []
    return { version, folder, checkedAt: (await stat(markOf(folder))).mtime }
  }

  async refresh({ folder }: Kept, now: Date): Promise<void> {
    await utimes(markOf(folder), now, now).catch(() => undefined)
  }

  async put(item: Item, filling: Filling): Promise<string> {
    const name = `${toolOf(item)}-${item.version}`
    // The cache restores to the very path that was saved.
    const folder = join(this.#temp, 'pgdrill', name)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    try {
      if (!(await this.#restored(folder, name, filling))) {
        await filling.fill(folder)
        await this.#save(folder, name)
      }
      // It copies, and marks the copy when it is whole; `find` sees none without that mark.
      return await cacheDir(folder, toolOf(item), `${item.version}.0`)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async #restored(folder: string, key: string, { works }: Filling): Promise<boolean> {
    if (!isFeatureAvailable()) return false
    try {
      if ((await restoreCache([folder], key)) === undefined) return false
      if (await works(folder)) return true
      this.#warning(`what the cache has under ${key} does not run; fetching it again`)
    } catch (error) {
      this.#warning(`cannot read the cache: ${messageOf(error)}`)
    }
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    return false
  }

  async #save(folder: string, key: string): Promise<void> {
    if (!isFeatureAvailable()) return
    try {
      await saveCache([folder], key)
    } catch (error) {
      this.#warning(`cannot save to the cache: ${messageOf(error)}`)
    }
  }
}

function toolOf({ kind, origin }: Pick<Item, 'kind' | 'origin'>): string {
  return `pgdrill-postgresql-${kind}-${origin}`
}

/** The tool cache's mark that a folder is whole. */
function markOf(folder: string): string {
  return `${folder}.complete`
}
