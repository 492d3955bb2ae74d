import { type Installer, installPrograms } from '../postgres/install/install.ts'
import { FolderShelf, type Shelf } from '../postgres/install/shelf.ts'
import type { Install } from '../postgres/tools.ts'
import type { Report } from '../report/report.ts'
import type { ClientSettings } from '../settings/client.ts'

interface Tools {
  signal: AbortSignal
  report: Report
}

/** How a story finds PostgreSQL's programs besides looking for them. */
export function programsFor(
  client: ClientSettings,
  tools: Tools,
): { clientMajor?: number; install?: Install } {
  const { version } = client
  if (version === 'installed') return {}
  const install: Install = async (kind, major) =>
    installPrograms(kind, major, await installerFor(client, tools))
  return { ...(version !== 'auto' && { clientMajor: version }), install }
}

/** What fetches programs, and where it keeps them. */
export async function installerFor(
  { repository, keep, proxy }: ClientSettings,
  { signal, report }: Tools,
): Promise<Installer> {
  return {
    repository,
    shelf: await shelfFor(keep, report),
    proxy,
    now: new Date(),
    signal,
    info: (text) => report.info(text),
    warning: (text) => report.warning(text),
  }
}

async function shelfFor(keep: ClientSettings['keep'], report: Report): Promise<Shelf> {
  if (keep.kind === 'folder') return new FolderShelf(keep.path)
  // The runner's caches come with the SDKs to reach them, which nobody else needs.
  const { RunnerShelf } = await import('../postgres/install/runner-shelf.ts')
  return new RunnerShelf(keep.temp, (text) => report.warning(text))
}
