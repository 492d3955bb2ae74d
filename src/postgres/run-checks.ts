import type { CheckResult } from '../catalog/drill-record.ts'
import { messageOf } from '../errors.ts'
import { type Client, connect } from './client.ts'
import type { Connection } from './connection.ts'

/** A file of the user's own SQL, whose statements must all succeed. */
export interface Checks {
  /** Absolute. */
  file: string
  /** At least one. */
  statements: readonly CheckStatement[]
}

export interface CheckStatement {
  /** Where it begins, from 1. */
  line: number
  sql: string
}

// A check that changed something would have it go live with a restore. Who needs a temporary table writes
// BEGIN READ WRITE; ... ROLLBACK;. And a server can be set to ignore every ASSERT. Names mean what they mean to the role.
const session = [
  'RESET search_path',
  'SET default_transaction_read_only = on',
  'SET plpgsql.check_asserts = on',
]

/**
 * Runs the statements one after another in a session of their own, up to the first that fails, as psql with ON_ERROR_STOP
 * does. `warning` is told of a statement whose only value is false: it fails nothing, and somebody may have thought it did.
 * @throws PgdrillError where the server does not come to an answer: no connection, no disk, no memory
 */
export async function runChecks(
  connection: Connection,
  { statements }: Checks,
  { signal, warning }: { signal: AbortSignal; warning: (text: string) => void },
): Promise<CheckResult[]> {
  await using client = await connect(connection, signal)
  for (const sql of session) await client.query(sql)
  const results: CheckResult[] = []
  for (const statement of statements) {
    const goesOn = results.every(({ result }) => result === 'passed')
    results.push(goesOn ? await run(client, statement, warning) : { ...shown(statement), ...skipped })
  }
  return results
}

/** What a failed check says of itself; undefined when none failed. */
export function failedCheck(results: readonly CheckResult[], { file }: Checks): string | undefined {
  const failed = results.find(({ result }) => result === 'failed')
  if (failed === undefined) return undefined
  const name = file.slice(file.lastIndexOf('/') + 1)
  return `the check at line ${failed.line} of ${name} failed: ${failed.message} (statement: ${failed.statement})`
}

const skipped = { result: 'skipped', message: null, seconds: null } as const

function shown({ line, sql }: CheckStatement): Pick<CheckResult, 'line' | 'statement'> {
  const text = sql.replace(/;$/, '').replace(/\s+/g, ' ').trim()
  return { line, statement: text.length > 200 ? `${text.slice(0, 200)}...` : text }
}

async function run(
  client: Client,
  statement: CheckStatement,
  warning: (text: string) => void,
): Promise<CheckResult> {
  const started = performance.now()
  const seconds = () => Math.round(performance.now() - started) / 1000
  try {
    // Whether there is a second row is all that is asked of what may be millions.
    const rows = await client.firstRows(statement.sql, 2)
    if (isFalse(rows)) warning(onlyFalse(statement))
    return { ...shown(statement), result: 'passed', message: null, seconds: seconds() }
  } catch (error) {
    const answer = answerIn(error)
    if (answer === undefined) throw error
    return {
      ...shown(statement),
      result: 'failed',
      message: messageAbout(answer, statement),
      seconds: seconds(),
    }
  }
}

function isFalse(rows: readonly object[]): boolean {
  const [row, other] = rows
  const [value, more] = Object.values(row ?? {})
  return other === undefined && value === false && more === undefined
}

function onlyFalse({ line }: CheckStatement): string {
  return `the check at line ${line} gives false, which fails nothing; state an expectation as DO $$ BEGIN ASSERT ...; END $$`
}

interface Answer {
  severity: string
  code: string
  message: string
  detail?: string
  hint?: string
  /** Counted in characters, from 1. */
  position?: string
}

/** The server's verdict on the statement; undefined when it could not come to one. */
function answerIn(error: unknown): Answer | undefined {
  const { cause } = error as { cause?: Partial<Answer> }
  const { severity, code = '' } = cause ?? {}
  // Insufficient resources, an operator's intervention but for a time-out, and errors of its system.
  if (severity !== 'ERROR' || /^(53|57P|58)/.test(code)) return undefined
  return { ...cause, severity, code, message: messageOf(cause) }
}

function messageAbout({ code, message, detail, hint, position }: Answer, { line, sql }: CheckStatement) {
  const at = position === undefined ? line : line + newlines(sql.slice(0, Number(position) - 1))
  const isReadOnly = code === '25006'
  return [
    at === line ? message : `${message} (line ${at})`,
    detail,
    hint,
    ...(isReadOnly
      ? ['checks only read; what has to write goes between BEGIN READ WRITE; and ROLLBACK;']
      : []),
  ]
    .filter((part) => part !== undefined)
    .join('; ')
}

function newlines(text: string): number {
  return text.split('\n').length - 1
}
