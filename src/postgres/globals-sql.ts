/** Which of a cluster's roles and tablespaces to keep, by name. */
export interface Kept {
  roles: ReadonlySet<string>
  tablespaces: ReadonlySet<string>
}

/**
 * What `pg_dumpall --globals-only` printed, cut down to what is kept, as SQL that leaves alone the roles that exist
 * already, and holds no password. Pure.
 */
export function globalsSql(text: string, kept: Kept): string {
  const statements = [...statementsOf(text)]
  const rest = [isMembership, isParameterGrant, isTablespace].flatMap((isWanted) =>
    statements.filter((statement) => isWanted(statement, kept)).map(withoutGrantor),
  )
  return [...[...kept.roles].toSorted().flatMap((role) => roleBlock(role, statements)), ...rest].join('\n')
}

interface Statement {
  /** Words, quoted names, strings and single characters. Keywords are in capitals; unquoted names never are. */
  tokens: readonly string[]
  /** As it stood, without the semicolon. */
  text: string
}

// Comments and psql's meta-commands (\restrict, \unrestrict) stand between statements only.
const token =
  /--[^\n]*|\\[a-z][^\n]*|E'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\s'";,=()]+|[;,=()]/gs

function* statementsOf(text: string): Generator<Statement> {
  let tokens: string[] = []
  let start = 0
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === ';') {
      yield { tokens, text: text.slice(start, index) }
      tokens = []
    } else if (tokens.length > 0 || !/^(--|\\)/.test(found)) {
      if (tokens.length === 0) start = index
      tokens.push(found)
    }
  }
}

/** The role with its attributes, settings and comment, made only where there is none of its name. */
function roleBlock(role: string, statements: readonly Statement[]): string[] {
  const about = statements.filter((statement) => nameAfter('ROLE', statement) === role)
  const lines = about.flatMap((statement) => {
    if (statement.tokens[0] === 'CREATE') return [createRole(statement, about)]
    return isAttributes(statement) ? [] : [`${statement.text};`]
  })
  if (lines.length === 0) return []
  const body = [
    'BEGIN',
    `  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '${role.replaceAll("'", "''")}') THEN`,
    ...lines.map((line) => `    ${line}`),
    '  END IF;',
    'END',
  ].join('\n')
  const quote = dollarQuote(body)
  return [`DO ${quote}\n${body}\n${quote};`]
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

function createRole({ text }: Statement, about: readonly Statement[]): string {
  const given = about.find(isAttributes)?.tokens.slice(4) ?? []
  const attributes = given.filter(
    (word, at) => !defaults.has(word) && word !== 'PASSWORD' && given[at - 1] !== 'PASSWORD',
  )
  return attributes.length === 0 ? `${text};` : `${text} WITH ${attributes.join(' ')};`
}

function dollarQuote(body: string): string {
  let quote = '$role$'
  for (let at = 1; body.includes(quote); at += 1) quote = `$role${at}$`
  return quote
}

function isMembership({ tokens }: Statement, { roles }: Kept): boolean {
  const [verb, granted = '', to, member = ''] = tokens
  if (verb !== 'GRANT' || to !== 'TO' || !roles.has(unquoted(member))) return false
  return roles.has(unquoted(granted)) || granted.startsWith('pg_')
}

function isParameterGrant(statement: Statement, kept: Kept): boolean {
  return nameAfter('PARAMETER', statement) !== undefined && isToKept(statement, kept)
}

function isTablespace(statement: Statement, kept: Kept): boolean {
  const name = nameAfter('TABLESPACE', statement)
  if (name === undefined || !kept.tablespaces.has(name)) return false
  return !/^(GRANT|REVOKE)$/.test(statement.tokens[0] ?? '') || isToKept(statement, kept)
}

function isToKept(statement: Statement, { roles }: Kept): boolean {
  const role = nameAfter('TO', statement) ?? nameAfter('FROM', statement)
  return role !== undefined && (role === 'PUBLIC' || roles.has(role))
}

// The grantor may be a role that is not kept, and only a superuser may name another one than itself.
function withoutGrantor({ tokens, text }: Statement): string {
  const at = tokens.lastIndexOf('GRANTED')
  if (tokens[0] !== 'GRANT' || at < 0 || tokens[at + 1] !== 'BY') return `${text};`
  return `${text.slice(0, text.lastIndexOf('GRANTED BY')).trimEnd()};`
}

/** The name that follows a keyword, where the keyword comes before anything a user could have written. */
function nameAfter(keyword: string, { tokens }: Statement): string | undefined {
  const at = tokens.indexOf(keyword)
  const name = tokens[at + 1]
  return at < 0 || name === undefined ? undefined : unquoted(name)
}

function unquoted(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}
