import pg from 'pg'
import { nameAfter, type Statement, statementsOf, unquoted } from './sql-statements.ts'

/** Which of a cluster's roles and tablespaces to keep, by name. */
export interface Kept {
  roles: ReadonlySet<string>
  tablespaces: ReadonlySet<string>
}

/**
 * What `pg_dumpall --globals-only` printed, cut down to what is kept: SQL for psql that leaves alone whatever exists
 * already, and holds no password. Pure.
 */
export function globalsSql(script: string, kept: Kept): string {
  const statements = [...statementsOf(script)]
  const ofRole = Map.groupBy(statements.flatMap(rolesConcerned), ({ role }) => role)
  // A role or tablespace made since then is not in the script.
  const made = (keyword: string, names: ReadonlySet<string>) =>
    statements
      .filter(({ tokens }) => tokens[0] === 'CREATE' && tokens[1] === keyword)
      .map(({ tokens }) => unquoted(tokens[2] ?? ''))
      .filter((name) => names.has(name))
  const before = new Set<string>()
  const blocks = made('ROLE', kept.roles).map((role) => {
    const concerning = ofRole.get(role)?.map(({ statement }) => statement) ?? []
    const block = roleBlock(role, concerning, { before, kept })
    before.add(role)
    return block
  })
  const tablespaces = made('TABLESPACE', kept.tablespaces)
  return [...blocks, ...tablespaces.map((name) => tablespaceBlock(name, statements, kept))].join('\n')
}

function rolesConcerned(statement: Statement): { role: string; statement: Statement }[] {
  const parameters = nameAfter('PARAMETER', statement) === undefined ? undefined : granteeOf(statement)
  const roles = [nameAfter('ROLE', statement), parameters, ...(membershipOf(statement) ?? [])]
  return roles.filter((role) => role !== undefined).map((role) => ({ role, statement }))
}

interface Place {
  /** The roles whose blocks come before. */
  before: ReadonlySet<string>
  kept: Kept
}

/**
 * The role with its attributes, settings, comment, memberships and rights to parameters, made only where there is none
 * of its name. An old backup's roles, loaded into a live server, must not give anyone back what was taken away since.
 */
function roleBlock(role: string, concerning: readonly Statement[], place: Place): string {
  const lines = concerning
    .filter((statement) => !isAttributes(statement))
    .flatMap((statement) => {
      const pair = membershipOf(statement)
      if (pair !== undefined) return membership(role, statement, pair, place)
      return statement.tokens[0] === 'CREATE' ? createRole(statement, concerning) : `${statement.text};`
    })
  return doBlock([`IF NOT EXISTS (${roleNamed(role)}) THEN`, ...lines.map((line) => `  ${line}`), 'END IF;'])
}

function roleNamed(role: string): string {
  return `SELECT FROM pg_catalog.pg_roles WHERE rolname = ${pg.escapeLiteral(role).trim()}`
}

function doBlock(lines: readonly string[]): string {
  const body = ['BEGIN', ...lines.map((line) => `  ${line}`), 'END'].join('\n')
  let quote = '$globals$'
  for (let at = 1; body.includes(quote); at += 1) quote = `$globals${at}$`
  return `DO ${quote}\n${body}\n${quote};`
}

function isAttributes({ tokens }: Statement): boolean {
  return tokens[0] === 'ALTER' && tokens[3] === 'WITH'
}

// Without the defaults, so that a managed server's administrator, who may not even say NOSUPERUSER, can run it.
const defaults = new Set([
  'NOSUPERUSER',
  'INHERIT',
  'NOCREATEROLE',
  'NOCREATEDB',
  'NOLOGIN',
  'NOREPLICATION',
  'NOBYPASSRLS',
])

function createRole({ text }: Statement, concerning: readonly Statement[]): string {
  const given = concerning.find(isAttributes)?.tokens.slice(4) ?? []
  const attributes = given.filter(
    (word, at) => !defaults.has(word) && word !== 'PASSWORD' && given[at - 1] !== 'PASSWORD',
  )
  return attributes.length === 0 ? `${text};` : `${text} WITH ${attributes.join(' ')};`
}

/** `[granted, member]` of `GRANT granted TO member`. */
function membershipOf({ tokens }: Statement): [string, string] | undefined {
  const [verb, granted = '', to, member = ''] = tokens
  return verb === 'GRANT' && to === 'TO' ? [unquoted(granted), unquoted(member)] : undefined
}

/**
 * The grant, when the other one of the two is there: made by an earlier block, or there before. So it is in the blocks
 * of both, and made when at least one of the two is new.
 */
function membership(
  role: string,
  { text }: Statement,
  [granted, member]: [string, string],
  { before, kept }: Place,
): string[] {
  const predefined = granted.startsWith('pg_')
  if (!predefined && !(kept.roles.has(granted) && kept.roles.has(member))) return []
  const other = role === granted ? member : granted
  const grant = `${withoutGrantor(text)};`
  return before.has(other) ? [grant] : [`IF EXISTS (${roleNamed(other)}) THEN ${grant} END IF;`]
}

// The grantor may be a role that is not kept, and only a superuser may name another one than itself.
function withoutGrantor(grant: string): string {
  return grant.replace(/(?<!\s)\s+GRANTED BY (?:"(?:[^"]|"")*"|\S+)$/, '')
}

function granteeOf(statement: Statement): string | undefined {
  return nameAfter('TO', statement) ?? nameAfter('FROM', statement)
}

// CREATE TABLESPACE can be in no block: psql runs what this selects, in the order of its columns (\gexec).
function tablespaceBlock(name: string, statements: readonly Statement[], { roles }: Kept): string {
  const about = statements.filter((statement) => {
    if (nameAfter('TABLESPACE', statement) !== name) return false
    const grantee = /^(GRANT|REVOKE)$/.test(statement.tokens[0] ?? '') ? granteeOf(statement) : undefined
    return grantee === undefined || grantee === 'PUBLIC' || roles.has(grantee)
  })
  const columns = about.map(({ text }) => pg.escapeLiteral(text).trim())
  const existing = `SELECT FROM pg_catalog.pg_tablespace WHERE spcname = ${pg.escapeLiteral(name).trim()}`
  return `SELECT ${columns.join(',\n       ')}\n WHERE NOT EXISTS (${existing}) \\gexec`
}

/**
 * The part of a globals file that a restricted psql takes: its roles. Tablespaces (\\gexec) need folders on the server,
 * which only a person can make; the database's own settings (\\if) go with a name that has been given to it.
 */
export function rolesAlone(globals: string): string {
  const [before = ''] = globals.split(/^\\if :/m, 1)
  return before.replace(/^SELECT 'CREATE TABLESPACE[\s\S]*? \\gexec$/gm, '')
}
