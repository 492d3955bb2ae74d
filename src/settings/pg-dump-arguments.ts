import { split } from 'shlex'
import { type Kind, Unacceptable } from './kinds.ts'

// What pgdrill decides itself: another file, format or database would not be the one that it streams and records.
// Long name, short letter, and what to use instead.
const refused: readonly { long: string; short?: string; cure: string }[] = [
  { long: 'file', short: 'f', cure: 'the dump goes to the stores' },
  { long: 'format', short: 'F', cure: 'use format' },
  { long: 'jobs', short: 'j', cure: 'plain and custom dumps are written by one job' },
  { long: 'compress', short: 'Z', cure: 'use compression' },
  { long: 'dbname', short: 'd', cure: 'use database-name or database-url' },
  { long: 'host', short: 'h', cure: 'use database-host' },
  { long: 'port', short: 'p', cure: 'use database-port' },
  { long: 'username', short: 'U', cure: 'use database-user' },
  { long: 'password', short: 'W', cure: 'use database-password' },
  { long: 'no-password', short: 'w', cure: 'pg_dump never asks for one here' },
  { long: 'lock-wait-timeout', cure: 'use lock-wait-timeout' },
  { long: 'help', short: '?', cure: 'nothing would be dumped' },
  { long: 'version', short: 'V', cure: 'nothing would be dumped' },
]

// Of pg_dump 13 to 18. What newer ones add is let through: pg_dump judges it.
const shortWithValue = 'eEnNStT'
const longWithValue = new Set(
  [
    'encoding exclude-extension exclude-schema exclude-table exclude-table-and-children exclude-table-data',
    'exclude-table-data-and-children extension extra-float-digits filter include-foreign-data restrict-key role',
    'rows-per-insert schema section snapshot superuser sync-method table table-and-children',
  ].flatMap((line) => line.split(' ')),
)
const longWithoutValue = new Set(
  [
    'attribute-inserts binary-upgrade blobs clean column-inserts create data-only disable-dollar-quoting',
    'disable-triggers enable-row-security if-exists inserts large-objects load-via-partition-root no-acl no-blobs',
    'no-comments no-data no-large-objects no-owner no-policies no-privileges no-publications no-reconnect no-schema',
    'no-security-labels no-statistics no-subscriptions no-sync no-synchronized-snapshots no-table-access-method',
    'no-tablespaces no-toast-compression no-unlogged-table-data on-conflict-do-nothing quote-all-identifiers',
    'schema-only sequence-data serializable-deferrable statistics statistics-only strict-names',
    'use-set-session-authorization verbose with-statistics',
  ].flatMap((line) => line.split(' ')),
)

/** Arguments for pg_dump, split as a shell would split them, without what pgdrill decides itself. */
export function pgDumpArgumentsKind(): Kind<string[]> {
  return {
    placeholder: 'ARGUMENTS',
    repeatable: true,
    unshown: true,
    parse(text) {
      const words = splitWords(text)
      check(words)
      return words
    },
  }
}

function splitWords(text: string): string[] {
  try {
    return split(text)
  } catch {
    throw new Unacceptable('a quote or a backslash is left open; close it')
  }
}

function check(words: readonly string[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string
    if (word === '--' || !/^-./.test(word)) throw notAnOption(word)
    const takesNext = word.startsWith('--') ? checkLong(word) : checkShort(word)
    if (takesNext) at += 1
  }
}

/** Whether the next word is its value. @throws Unacceptable */
function checkLong(word: string): boolean {
  const [name = '', value] = word.slice(2).split(/=(.*)/s, 2)
  if (longWithoutValue.has(name)) return false
  if (!longWithValue.has(name)) {
    // getopt_long takes the beginning of a name for the name: `--fil` is `--file`.
    const match = refused.find(({ long }) => long.startsWith(name))
    if (match) throw notYours(`--${match.long}`, match.cure)
    if (isShortened(name, longWithoutValue)) return false
  }
  return value === undefined
}

function isShortened(name: string, names: ReadonlySet<string>): boolean {
  return [...names].some((each) => each.startsWith(name))
}

/** One word may hold several letters, the last one with its value: `-vOtname`. @throws Unacceptable */
function checkShort(word: string): boolean {
  const letters = [...word.slice(1)]
  for (const [at, letter] of letters.entries()) {
    const match = refused.find(({ short }) => short === letter)
    if (match) throw notYours(`-${letter}`, match.cure)
    if (shortWithValue.includes(letter)) return at === letters.length - 1
  }
  return false
}

function notYours(option: string, cure: string): Unacceptable {
  return new Unacceptable(`remove pg_dump's ${option}: ${cure}`)
}

function notAnOption(word: string): Unacceptable {
  // Not shown when it is no plain word: a connection string may hold a password.
  const shown = /^[\w.]{1,60}$/.test(word) ? `"${word}"` : 'an argument'
  return new Unacceptable(
    `${shown} is no option of pg_dump, which would take it for the database's name; remove it, or quote what belongs together`,
  )
}
