import { PgdrillError, SettingsError } from '../../src/errors.ts'
import { readCommandLine } from '../../src/settings/command-line.ts'
import type { Facts } from '../../src/settings/facts.ts'
import { readInputs } from '../../src/settings/inputs.ts'
import type { Variables } from '../../src/settings/sources.ts'

/** A machine with these files and sockets, and nothing else. */
export function machine({
  files = {},
  sockets = [],
  ...facts
}: Partial<Facts> & { files?: Record<string, string>; sockets?: string[] } = {}): Facts {
  return {
    workingFolder: '/work',
    home: '/home/ann',
    user: 'ann',
    isFile: (path) => Object.hasOwn(files, path),
    isSocket: (path) => sockets.includes(path),
    readText(path) {
      const text = files[path]
      if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`)
      return text
    },
    ...facts,
  }
}

/** A command line that backs up database app into /backups, with these flags besides. */
export function backup(flags: readonly string[] = [], variables: Variables = {}, facts = machine()) {
  const line = readCommandLine(['backup', ...flags], { ...enough, ...variables }, facts)
  if (line.command !== 'backup') throw new Error(`that is ${line.command}`)
  return line
}

/** The action with these inputs, database app and store /backups unless they say otherwise. */
export function action(inputs: Readonly<Record<string, string>> = {}, variables: Variables = {}) {
  const entries = Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])
  return readInputs('backup', { ...enough, ...variables, ...Object.fromEntries(entries) }, machine())
}

export const enough = { DATABASE_NAME: 'app', BACKUP_DIR: '/backups', PATH: '/usr/bin' }

/** What is wrong with the settings that `work` reads; empty when nothing is. */
export function problemsOf(work: () => unknown): readonly string[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

/** What `work` is refused with. */
export function refusalOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof PgdrillError) return error.message
    throw error
  }
}
