import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresqlRepository, type Repository } from '../postgres/install/repository.ts'
import { absolutePath, type Facts } from './facts.ts'
import type { Problems } from './problems.ts'
import { findVariable, read, type Sources, shownText } from './sources.ts'

/** Which of PostgreSQL's programs to use, and where they come from. */
export interface ClientSettings {
  version: 'auto' | 'installed' | number
  repository: Repository
  /** Where fetched programs are kept between runs. */
  keep: { kind: 'folder'; path: string } | { kind: 'runner'; temp: string }
  /** http_proxy and its kin. */
  proxy: Record<string, string>
}

export function readClient(sources: Sources, facts: Facts, problems: Problems): ClientSettings {
  return {
    version: read(sources, 'client-version', problems),
    repository: readRepository(sources, facts, problems),
    keep: keepIn(sources, facts),
    proxy: readProxy(sources),
  }
}

/** Where to look for programs: the folder that was named, or PATH and what packages use. */
export function readPlaces(
  sources: Sources,
  facts: Facts,
  problems: Problems,
): { clientPath?: string; path: string } {
  const clientPath = read(sources, 'client-path', problems)
  return {
    ...(clientPath !== undefined && { clientPath: absolutePath(clientPath, facts) }),
    path: findVariable(sources, ['PATH'])?.text ?? '/usr/local/bin:/usr/bin:/bin',
  }
}

function readRepository(sources: Sources, facts: Facts, problems: Problems): Repository {
  const { url: usualUrl, ...usual } = postgresqlRepository
  const text = read(sources, 'client-repository', problems)
  const [url = usualUrl, suite = usual.suite, component = usual.component, ...more] = text?.split(/\s+/) ?? []
  if (!/^https?:\/\/[^/]/.test(url) || more.length > 0)
    problems.add(
      `cannot use client-repository ${shownText(text ?? '')}: use a URL that begins with https:// or http://, the suite and the component, such as https://mirror.example.com/debian {codename} main`,
    )
  const key = read(sources, 'client-repository-key', problems)
  if (key === undefined) return { url: withoutSlash(url), suite, component }
  const keyFile = absolutePath(key, facts)
  if (!facts.isFile(keyFile))
    problems.add(
      `cannot use client-repository-key ${shownText(key)}: there is no such file; save the key there`,
    )
  return { url: withoutSlash(url), suite, component, keyFile }
}

function keepIn(sources: Sources, { home, user }: Facts): ClientSettings['keep'] {
  const given = (name: string) => findVariable(sources, [name])?.text
  // An action's own step, known by an input that no shell can export: the runner's caches log to stdout, which is not
  // theirs where a script of a workflow runs pgdrill.
  const isAction = given('INPUT_CLIENT-VERSION') !== undefined && given('RUNNER_TOOL_CACHE') !== undefined
  const temp = given('RUNNER_TEMP')
  if (isAction && temp !== undefined) return { kind: 'runner', temp }
  const folder = given('XDG_CACHE_HOME')
  // As the specification has it, a relative one counts as none.
  if (folder?.startsWith('/')) return { kind: 'folder', path: join(folder, 'pgdrill') }
  // A scratch server of root's runs as another user, who may not enter root's home.
  if (user === 'root') return { kind: 'folder', path: '/var/cache/pgdrill' }
  if (home !== undefined) return { kind: 'folder', path: join(home, '.cache/pgdrill') }
  return { kind: 'folder', path: join(tmpdir(), 'pgdrill-cache') }
}

function readProxy(sources: Sources): Record<string, string> {
  const names = ['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()])
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = findVariable(sources, [name])?.text
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
