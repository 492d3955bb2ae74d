import { PgdrillError } from '../errors.ts'
import type { ChildError } from './child.ts'
import { withoutSecrets } from './statement-secrets.ts'

/** What psql or pg_restore stopped at. */
export interface Failure {
  /** The server's or the program's message; like the statement without passwords. */
  message: string
  /** In the plain dump, where the statement ends; undefined in an archive. */
  line: number | undefined
  /** The statement, its first 4,000 characters; empty when it was none. */
  statement: string
}

/** A dump that did not load. */
export class LoadError extends PgdrillError {
  override readonly name = 'LoadError'
  readonly failure: Failure

  constructor(failure: Failure, cause: unknown, namedBegin?: string) {
    const cure = namedBegin === undefined ? cureOf(failure.message) : beginCure
    super(textOf(failure, namedBegin), { cause, ...(cure === undefined ? {} : { cure }) })
    this.failure = failure
  }

  /** The same with its reason, where the dump holds what psql does not understand; `namedBegin` is the routine's declaration. */
  explainedBy({ namedBegin }: { namedBegin: string | undefined }): LoadError {
    if (namedBegin === undefined || !misread.test(this.failure.message)) return this
    return new LoadError(this.failure, this.cause, namedBegin)
  }
}

// At the first row of a table's, which psql takes for SQL; other errors come from what was understood.
const misread = /backslash commands are restricted|syntax error|unterminated/
const beginCure =
  'back up with format custom, which pg_restore loads; to load this dump put the word begin into double quotes there'

/** What a failed psql or pg_restore said, understood; the child's own error where it said nothing. */
export function loadError(error: ChildError): PgdrillError {
  const failure = error.how.kind === 'exit' ? readFailure(error.stderr) : undefined
  return failure === undefined ? error : new LoadError(failure, error)
}

// psql: `psql:<stdin>:3: ERROR:  message`, then LINE, DETAIL, HINT and CONTEXT, then `psql:<stdin>:3: STATEMENT:  sql`.
// pg_restore: `pg_restore: error: could not execute query: ERROR:  message`, then these, then `Command was: sql`.
const psqlLine = /^psql:<stdin>:(\d+): (?:error: )?(.*)/m
const statementStart = /^psql:<stdin>:\d+: STATEMENT: {1,2}|^(?:pg_restore: )?(?:detail: )?Command was: /m

/** Reads stderr (in the C locale). */
export function readFailure(stderr: string): Failure | undefined {
  const text = stderr.trim()
  if (text === '') return undefined
  const [said = '', statement = ''] = splitOnce(text, statementStart)
  const atLine = psqlLine.exec(said)
  const message = (atLine ? said.slice(atLine.index) : said)
    .replace(/^psql:<stdin>:\d+: (?:error: )?/gm, '')
    .replace(/^pg_restore: (?:error: )?/gm, '')
    .replace(/^could not execute query: /, '')
    .trim()
  return {
    message: withoutSecrets(message).slice(0, 2_000),
    // Ours is the first line.
    line: atLine ? Number(atLine[1]) - 1 : undefined,
    // After it pg_restore may say that a job of it has ended.
    statement: withoutSecrets(statement)
      .replace(/\n+pg_restore: .*$/s, '')
      .trim()
      .slice(0, 4_000),
  }
}

function splitOnce(text: string, separator: RegExp): [string, string] {
  const found = separator.exec(text)
  if (found === null) return [text, '']
  return [text.slice(0, found.index), text.slice(found.index + found[0].length)]
}

function textOf({ message, line, statement }: Failure, namedBegin?: string): string {
  const where = line === undefined ? '' : ` at line ${line}`
  const first = statement.length > 300 ? `${statement.slice(0, 300)} ...` : statement
  if (namedBegin !== undefined)
    return `cannot load the dump${where}: psql takes the word begin of "${namedBegin}" for the beginning of a body, and what follows for a part of it`
  return `cannot load the dump${where}: ${message.replace(/\s*\n\s*/g, '; ')}${first && ` (statement: ${first.replace(/\s+/g, ' ')})`}`
}

const cures: readonly (readonly [RegExp, string])[] = [
  [
    /backslash commands are restricted/,
    'this is no dump of one database by pg_dump, or somebody has changed it: read that line before anything else',
  ],
  [/role "[^"]*" does not exist/, 'create the role first: create-roles makes those that the backup knows'],
  [
    /extension "[^"]*" is not available|could not open extension control file/,
    'install the extension on the server that is restored to',
  ],
  // Before 16 and since.
  [
    /must be member of role|must be able to SET ROLE/,
    'turn owner off, so that whoever restores owns everything, or restore as a member of that role; a drill takes a server of its own, as a superuser',
  ],
  [
    /must be owner of extension/,
    "it is the service's own, made before: turn owner off for a plain dump, or back up with --no-comments in pg-dump-args",
  ],
  [
    /permission denied to create extension/,
    "make it in an empty database in the service's own way and restore into that, or back up the schemas of your own alone (schema), which leaves extensions out",
  ],
  [
    /permission denied to create event trigger|must be superuser to create FOR ALL TABLES publication/,
    'restore as a superuser; where there is none, back up the schemas of your own alone (schema), which leaves event triggers and publications out',
  ],
  [
    /must be superuser to (?:create|alter|change)|Only roles with the .* attribute may create roles/,
    'make that role yourself, without what only a superuser may give; or restore without create-roles, with owner and privileges off',
  ],
  [
    /cannot execute .* in a read-only transaction/,
    'turn default_transaction_read_only off for the role and the database, or restore on the primary when this is a standby',
  ],
  [
    /must be (owner|superuser|member)|permission denied/,
    'restore as a superuser, or as the role that owns the objects; where there is none, turn owner and privileges off',
  ],
  [
    /(?:schema|relation|type|function) \S+ does not exist/,
    'perhaps the backup was made without it (schema, exclude-schema, table and their like): back it up as well',
  ],
  [
    /unsupported version .* in file header/,
    'set client-path to a pg_restore at least as new as the pg_dump that made the archive',
  ],
  // Of parallel jobs at partitions, which load-partitions.ts keeps apart; or of what else works in the database.
  [/deadlock detected/, 'two sessions waited for each other: try again, with jobs 1 when there were more'],
  [/could not extend file|No space left/, "free space on the server's disk"],
  [/could not write init file/, "look whether the server's disk is full"],
  [/out of shared memory/, 'raise max_locks_per_transaction on the server, or use mode swap'],
]

function cureOf(message: string): string | undefined {
  return cures.find(([pattern]) => pattern.test(message))?.[1]
}
