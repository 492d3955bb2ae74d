import type { RawText } from './client-encoding.ts'
import { identifier, literalValue } from './sql-names.ts'

/** What a dump refers to and does not hold: a server has to have these before the statement that names them. */
export interface Needs {
  roles: ReadonlySet<string>
  tablespaces: ReadonlySet<string>
  extensions: ReadonlySet<string>
}

/** Gathers what statements need, as pg_dump writes them: keywords in capitals, and a name that is no plain one in quotes. */
export class NeedsOfStatements implements Needs {
  readonly roles = new Set<string>()
  readonly tablespaces = new Set<string>()
  readonly extensions = new Set<string>()

  read(tokens: readonly string[], decode: (raw: RawText) => string): void {
    const note = (names: Set<string>) => (raw: RawText) => names.add(decode(raw))
    rolesIn(tokens).forEach(note(this.roles))
    tablespacesIn(tokens).forEach(note(this.tablespaces))
    extensionsIn(tokens).forEach(note(this.extensions))
  }
}

function rolesIn(tokens: readonly string[]): RawText[] {
  switch (tokens[0]) {
    case 'SET':
      return tokens[1] === 'SESSION' && tokens[2] === 'AUTHORIZATION' ? roleListAt(tokens, 3) : []
    case 'GRANT':
    case 'REVOKE':
      return [...grantees(tokens), ...roleListAfter(tokens, 'BY')]
    case 'ALTER':
      if (tokens[1] === 'DEFAULT') return [...roleListAfter(tokens, 'ROLE'), ...grantees(tokens)]
      return tokens.at(-4) === 'OWNER' ? roleListAt(tokens, tokens.length - 2) : []
    case 'CREATE':
      return rolesOfCreate(tokens)
    default:
      return []
  }
}

function rolesOfCreate(tokens: readonly string[]): RawText[] {
  switch (tokens[1]) {
    case 'POLICY':
      return roleListAfter(tokens, 'TO')
    case 'USER':
      return roleListAfter(tokens, 'FOR')
    case 'SCHEMA':
      return roleListAfter(tokens, 'AUTHORIZATION')
    default:
      return []
  }
}

// Of `GRANT SELECT ON TABLE t TO a, b`: nothing before the last TO or FROM is a role.
function grantees(tokens: readonly string[]): RawText[] {
  const at = Math.max(tokens.lastIndexOf('TO'), tokens.lastIndexOf('FROM'))
  return at === -1 ? [] : roleListAt(tokens, at + 1)
}

function roleListAfter(tokens: readonly string[], keyword: string): RawText[] {
  const at = tokens.indexOf(keyword)
  return at === -1 ? [] : roleListAt(tokens, at + 1)
}

// `public` is how pg_dump writes it in CREATE USER MAPPING; no role can have the name.
const noRoles = new Set(['PUBLIC', 'public', 'DEFAULT', 'CURRENT_USER', 'CURRENT_ROLE', 'SESSION_USER'])

function roleListAt(tokens: readonly string[], first: number): RawText[] {
  const roles: RawText[] = []
  for (let at = first; ; at += 2) {
    const token = tokens[at]
    const role = identifier(token) ?? literalValue(token)
    if (token !== undefined && role !== undefined && !noRoles.has(token)) roles.push(role)
    if (tokens[at + 1] !== ',') return roles
  }
}

function tablespacesIn(tokens: readonly string[]): RawText[] {
  const at = tokens[0] === 'SET' && tokens[1] === 'default_tablespace' ? 3 : tokens.indexOf('TABLESPACE') + 1
  // `COMMENT ON TABLESPACE` and grants on one are in no dump of a database.
  if (at === 0 || (tokens[0] !== 'SET' && tokens[0] !== 'ALTER' && tokens[0] !== 'CREATE')) return []
  const name = identifier(tokens[at])
  return name === undefined ? [] : [name]
}

function extensionsIn([verb, what, ...rest]: readonly string[]): RawText[] {
  if (verb !== 'CREATE' || what !== 'EXTENSION') return []
  const name = identifier(rest[0] === 'IF' ? rest[3] : rest[0])
  return name === undefined ? [] : [name]
}
