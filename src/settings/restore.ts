import { tmpdir } from 'node:os'
import type { What } from '../catalog/open-backup.ts'
import type { Keys } from '../encrypt/decrypt.ts'
import type { Connection } from '../postgres/connection.ts'
import type { Checks } from '../postgres/run-checks.ts'
import type { RestoreMode } from '../restore.ts'
import { readChecks } from './checks.ts'
import { type ClientSettings, readClient, readPlaces } from './client.ts'
import { readDatabaseName } from './connection.ts'
import { readKeys } from './encryption.ts'
import type { Facts } from './facts.ts'
import { readName } from './name.ts'
import { Problems } from './problems.ts'
import { find, mergedVariables, read, type Sources, shownText } from './sources.ts'
import { readStores, type StoreSettings } from './stores.ts'
import { readTarget } from './target.ts'
import { readWhat } from './what.ts'

export type RestoreSettings = UndoSettings | DoSettings

export interface UndoSettings {
  undo: true
  target: Connection
}

export interface DoSettings {
  undo: false
  from: { kind: 'backup'; what: What; stores: StoreSettings[] } | { kind: 'file'; path: string }
  target: Connection
  /** Confirmed, when it is a destructive one. */
  mode: RestoreMode
  jobs: number
  keys: Keys
  createRoles: boolean
  noOwner: boolean
  noPrivileges: boolean
  checks?: Checks
  beforeCommand?: string
  afterCommand?: string
  environment: Record<string, string>
  client: ClientSettings
  clientPath?: string
  path: string
  spoolFolder: string
}

/** @throws SettingsError with everything that is wrong */
export function readRestoreSettings(sources: Sources, facts: Facts, problems: Problems): RestoreSettings {
  const target = readTarget(sources, facts, problems)
  const undo = read(sources, 'undo', problems)
  const mode = read(sources, 'mode', problems)
  if (target) confirm(sources, undo ? 'undo' : `mode ${mode}`, mode, target.database, problems)
  const from = undo ? undefined : readFrom(sources, target?.database, facts, problems)
  const checks = readChecks(sources, facts, problems)
  if (checks && mode === 'in-place')
    problems.add(
      'cannot use checks with mode in-place, which drops the database before there is anything to check; use replace, or drill the backup first',
    )
  const beforeCommand = read(sources, 'before-command', problems)
  const afterCommand = read(sources, 'after-command', problems)
  const settings = {
    mode,
    jobs: read(sources, 'jobs', problems),
    keys: readKeys(sources, facts, problems),
    createRoles: read(sources, 'create-roles', problems),
    noOwner: !read(sources, 'owner', problems),
    noPrivileges: !read(sources, 'privileges', problems),
    ...(checks && { checks }),
    ...(beforeCommand !== undefined && { beforeCommand }),
    ...(afterCommand !== undefined && { afterCommand }),
    environment: withoutInputs(mergedVariables(sources)),
    client: readClient(sources, facts, problems),
    ...readPlaces(sources, facts, problems),
    spoolFolder: tmpdir(),
  }
  problems.throwAny()
  if (target === undefined) throw new Error('no target, and no problem noted')
  if (undo) return { undo, target }
  if (from === undefined) throw new Error('nothing to restore, and no problem noted')
  return { undo: false, from, target, ...settings }
}

// An action's inputs are in its environment, passwords among them, and keys are: no command asked for those.
function withoutInputs(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !/^(INPUT_|PGDRILL_(IDENTITY|PASSPHRASE)$)/.test(name)),
  )
}

/** What takes a live database's place has to be meant: its name is given twice. */
function confirm(
  sources: Sources,
  what: string,
  mode: RestoreMode,
  database: string,
  problems: Problems,
): void {
  if (what !== 'undo' && mode === 'into-empty') return
  const given = read(sources, 'confirm', problems)
  if (given === database) return
  const said = given === undefined ? '' : `, not ${shownText(given)}`
  problems.add(
    `${what} changes what database ${shownText(database)} is; to go on set confirm to ${shownText(database)}${said}`,
  )
}

function readFrom(
  sources: Sources,
  target: string | undefined,
  facts: Facts,
  problems: Problems,
): DoSettings['from'] | undefined {
  const given = find(sources, 'name') ? undefined : (readDatabaseName(sources, new Problems()) ?? target)
  const text = read(sources, 'what', problems) ?? 'latest'
  const nameless = new Problems()
  const name = readName(sources, given, nameless)
  const asked = readWhat(text, name ?? '', facts)
  if (asked === undefined) {
    problems.add(
      `cannot use what ${shownText(text)}: it is no time, no backup's name and no file; use latest, a name that pgdrill list shows, a time such as 2026-11-22T14:30Z, or a path`,
    )
    return undefined
  }
  if (asked.kind === 'file') return asked
  if (asked.kind === 'in-folder')
    return { kind: 'backup', what: asked.what, stores: [{ kind: 'folder', path: asked.folder }] }
  // Only what is looked for by name needs one.
  if (asked.what.kind !== 'stem') readName(sources, given, problems)
  return { kind: 'backup', what: asked.what, stores: readStores(sources, { name, facts, problems }) }
}
