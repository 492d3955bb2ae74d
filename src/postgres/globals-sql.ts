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
  const roles = [...kept.roles].toSorted()
  return [
    ...roles.map((role, at) => roleBlock(role, statements, { before: new Set(roles.slice(0, at)), kept })),
    ...[...kept.tablespaces].toSorted().map((name) => tablespaceBlock(name, statements, kept)),
  ].join('\n')
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
function roleBlock(role: string, statements: readonly Statement[], place: Place): string {
  const about = statements.filter((statement) => nameAfter('ROLE', statement) === role)
  const lines = [
    ...about.filter((each) => !isAttributes(each)).map((each) => roleStatement(each, about)),
    ...statements.flatMap((statement) => membership(role, statement, place)),
    ...statements.filter((each) => isParameterGrant(each, role)).map(({ text }) => `${text};`),
  ]
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

function roleStatement({ tokens, text }: Statement, about: readonly Statement[]): string {
  if (tokens[0] !== 'CREATE') return `${text};`
  const given = about.find(isAttributes)?.tokens.slice(4) ?? []
  const attributes = given.filter(
    (word, at) => !defaults.has(word) && word !== 'PASSWORD' && given[at - 1] !== 'PASSWORD',
  )
  return attributes.length === 0 ? `${text};` : `${text} WITH ${attributes.join(' ')};`
}

/**
 * `GRANT granted TO member`, when `role` is one of the two and the other one is there: made by an earlier block, or
 * there before. So the grant is in both blocks, and made when at least one of the two is new.
 */
function membership(role: string, { tokens, text }: Statement, { before, kept }: Place): string[] {
  const [verb, first = '', to, second = ''] = tokens
  if (verb !== 'GRANT' || to !== 'TO') return []
  const [granted, member] = [unquoted(first), unquoted(second)]
  if (role !== granted && role !== member) return []
  const other = role === granted ? member : granted
  const predefined = granted.startsWith('pg_')
  if (!predefined && !(kept.roles.has(granted) && kept.roles.has(member))) return []
  const grant = `${withoutGrantor(text)};`
  return before.has(other) ? [grant] : [`IF EXISTS (${roleNamed(other)}) THEN ${grant} END IF;`]
}

// The grantor may be a role that is not kept, and only a superuser may name another one than itself.
function withoutGrantor(grant: string): string {
  return grant.replace(/\s+GRANTED BY (?:"(?:[^"]|"")*"|\S+)$/, '')
}

function isParameterGrant(statement: Statement, role: string): boolean {
  return nameAfter('PARAMETER', statement) !== undefined && granteeOf(statement) === role
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
