type Kind = 'bare' | 'valued'

// Of pg_dump 13 to 18: how it writes what it reads, and what it says beside it. Whatever else there is can choose what is
// read, or as whom: a pattern, a role, a section; so can what later versions add.
const harmless = new Map<string, Kind>([
  ...named(
    'bare',
    `attribute-inserts blobs clean column-inserts create disable-dollar-quoting disable-triggers if-exists inserts
    large-objects load-via-partition-root no-acl no-comments no-owner no-policies no-privileges no-publications
    no-reconnect no-security-labels no-statistics no-subscriptions no-sync no-synchronized-snapshots
    no-table-access-method no-tablespaces no-toast-compression on-conflict-do-nothing quote-all-identifiers
    serializable-deferrable statistics strict-names use-set-session-authorization verbose with-statistics
    b c C O v x`,
  ),
  ...named('valued', 'encoding extra-float-digits restrict-key rows-per-insert superuser sync-method E S'),
])

function named(kind: Kind, names: string): [string, Kind][] {
  return names.split(/\s+/).map((name) => [name, kind])
}

/** Whether arguments of the user's own may choose what pg_dump reads, or who reads it: then pg_dump alone knows. */
export function mayChoose(pgDumpArguments: readonly string[]): boolean {
  for (let at = 0; at < pgDumpArguments.length; at += 1) {
    const word = pgDumpArguments[at] as string
    const takesNext = word.startsWith('--') ? longTakesNext(word.slice(2)) : shortTakesNext(word.slice(1))
    if (takesNext === undefined) return true
    if (takesNext) at += 1
  }
  return false
}

/** Whether the next word is its value; undefined when it may choose. A shortened name can be that of anything. */
function longTakesNext(text: string): boolean | undefined {
  const [name = '', value] = text.split('=', 2)
  const kind = name.length > 1 ? harmless.get(name) : undefined
  return kind && kind === 'valued' && value === undefined
}

/** One word may hold several letters, the last one with its value: `-vOSpostgres`. */
function shortTakesNext(letters: string): boolean | undefined {
  for (const [at, letter] of [...letters].entries()) {
    const kind = harmless.get(letter)
    if (kind === undefined) return undefined
    if (kind === 'valued') return at === letters.length - 1
  }
  return false
}
