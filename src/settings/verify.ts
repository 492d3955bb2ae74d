import type { What } from '../catalog/open-backup.ts'
import type { Keys } from '../encrypt/decrypt.ts'
import type { Connection } from '../postgres/connection.ts'
import type { Checks } from '../postgres/run-checks.ts'
import { readChecks } from './checks.ts'
import { type ClientSettings, readClient, readPlaces } from './client.ts'
import { readDatabaseName } from './connection.ts'
import { readKeys } from './encryption.ts'
import { absolutePath, type Facts } from './facts.ts'
import type { MinRows } from './kinds.ts'
import { readName } from './name.ts'
import { Problems } from './problems.ts'
import { secretsOf } from './secrets.ts'
import { find, findVariable, mergedVariables, read, type Sources, shownText } from './sources.ts'
import { readStores, type StoreSettings } from './stores.ts'
import { readTarget } from './target.ts'
import { readWhat } from './what.ts'

export interface VerifySettings {
  what: What
  /** At least one. */
  stores: StoreSettings[]
  /** Without it a scratch server is started. */
  target?: Connection
  client: ClientSettings
  clientPath?: string
  path: string
  keys: Keys
  checks?: Checks
  minRows: MinRows[]
  /** Per cent. */
  maxShrink?: number
  maxAgeMs?: number
  maxRestoreMs?: number
  amcheck: boolean
  afterRestore?: { command: string; environment: Record<string, string>; secrets: string[] }
  files: ReportFiles
}

/** Where to write what on this machine; absolute paths. */
export interface ReportFiles {
  /** The drill record. */
  report?: string
  /** A folder for it, when no path is given. */
  reportFolder?: string
  junit?: string
}

/** @throws SettingsError with everything that is wrong */
export function readVerifySettings(sources: Sources, facts: Facts, problems: Problems): VerifySettings {
  // The live database is never what a drill restores into: only target-url names a server for it.
  const target = find(sources, 'target-url') && readTarget(sources, facts, problems)
  const from = readFrom(sources, facts, problems)
  const demands = readDemands(sources, facts, problems)
  const keys = readKeys(sources, facts, problems)
  const client = readClient(sources, facts, problems)
  problems.throwAny()
  if (from === undefined) throw new Error('nothing to drill, and no problem noted')
  return {
    ...from,
    ...(target && { target }),
    keys,
    client,
    ...readPlaces(sources, facts, problems),
    ...demands,
    files: readFiles(sources, facts, problems),
  }
}

type Demanded = 'checks' | 'minRows' | 'maxShrink' | 'maxAgeMs' | 'maxRestoreMs' | 'amcheck' | 'afterRestore'

function readDemands(sources: Sources, facts: Facts, problems: Problems): Pick<VerifySettings, Demanded> {
  const checks = readChecks(sources, facts, problems)
  const maxShrink = read(sources, 'max-shrink', problems)
  const maxAgeMs = read(sources, 'max-age', problems)
  const maxRestoreSeconds = read(sources, 'max-restore-seconds', problems)
  const command = read(sources, 'after-restore-command', problems)
  return {
    ...(checks && { checks }),
    minRows: read(sources, 'min-rows', problems) ?? [],
    ...(maxShrink !== undefined && { maxShrink }),
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    ...(maxRestoreSeconds !== undefined && { maxRestoreMs: maxRestoreSeconds * 1000 }),
    amcheck: read(sources, 'amcheck', problems),
    ...(command !== undefined && {
      afterRestore: { command, environment: mergedVariables(sources), secrets: secretsOf(sources) },
    }),
  }
}

function readFiles(sources: Sources, facts: Facts, problems: Problems): ReportFiles {
  const report = read(sources, 'report', problems)
  const junit = read(sources, 'junit', problems)
  const reportFolder = findVariable(sources, ['RUNNER_TEMP'])?.text
  return {
    ...(report !== undefined && { report: absolutePath(report, facts) }),
    ...(reportFolder !== undefined && { reportFolder }),
    ...(junit !== undefined && { junit: absolutePath(junit, facts) }),
  }
}

/** The backup that is meant, and where it is looked for. */
export function readFrom(
  sources: Sources,
  facts: Facts,
  problems: Problems,
  doing = 'drill',
): Pick<VerifySettings, 'what' | 'stores'> | undefined {
  // A database's settings that are wrong do not matter here when the name is given.
  const given = find(sources, 'name') ? undefined : readDatabaseName(sources, new Problems())
  const text = read(sources, 'what', problems) ?? 'latest'
  const name = readName(sources, given, new Problems())
  const asked = readWhat(text, name ?? '', facts)
  if (asked === undefined || asked.kind === 'file') {
    problems.add(
      `cannot ${doing} ${shownText(text)}: it is no time and no backup's name; use latest, a name that pgdrill list shows, or a time such as 2026-11-22T14:30Z`,
    )
    return undefined
  }
  if (asked.kind === 'in-folder')
    return { what: asked.what, stores: [{ kind: 'folder', path: asked.folder }] }
  // Only what is looked for by name needs one.
  if (asked.what.kind !== 'stem' && readName(sources, given, problems) === undefined) {
    // What is wrong with them matters where they alone could have said it.
    if (!find(sources, 'name')) readDatabaseName(sources, problems)
    problems.addUnlessAny(`nothing says whose backup to ${doing}; set name, or database-name`)
  }
  return { what: asked.what, stores: readStores(sources, { name, facts, problems }) }
}
