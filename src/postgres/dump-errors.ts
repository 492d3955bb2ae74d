import { messageOf, PgdrillError } from '../errors.ts'
import { type Blocker, describeBlocker, duration, findBlockers } from './blockers.ts'
import type { ChildError } from './child.ts'
import { connect } from './client.ts'
import { type Connection, describe } from './connection.ts'
import { type Explanation, explanations } from './dump-explanations.ts'
import { type FailedStatement, failedStatement } from './failed-statement.ts'

/**
 * One clear error out of a pg_dump that failed, from its exit and its stderr; when a lock was not to be had in time,
 * connects again to name the session that holds it. Never rejects.
 */
export async function explainDumpFailure(
  error: ChildError,
  connection: Connection,
  lockWaitTimeoutMs: number,
): Promise<PgdrillError> {
  const statement = failedStatement(error.stderr)
  if (waitedForLock(statement)) return await lockTimeout(error, statement, connection, lockWaitTimeoutMs)
  const { what, cure } = explain(error, statement, connection)
  return new PgdrillError(what, { cause: error, ...(cure === undefined ? {} : { cure }) })
}

function explain(error: ChildError, statement: FailedStatement, connection: Connection): Explanation {
  if (error.how.kind === 'signal') return killed(error, error.how.signal)
  if (error.how.kind === 'unstarted') {
    return { what: error.message, cure: 'check client-path, and that the program is for this machine' }
  }
  const attempt = `cannot dump ${describe(connection)}`
  for (const { when, explain } of explanations) {
    const found = when.exec(error.stderr)
    if (found !== null) return explain(found, { attempt, role: connection.user, ...statement })
  }
  return { what: `${attempt}: ${ownLines(error)}` }
}

function killed({ message, stderr }: ChildError, signal: string): Explanation {
  const what = stderr.trim() === '' ? message : `${message}; it last said: ${lastLine(stderr)}`
  return signal === 'SIGKILL'
    ? { what, cure: 'perhaps this machine ran out of memory: look at its kernel log (dmesg)' }
    : { what }
}

/** pg_dump's errors without its details: those repeat whole statements. */
function ownLines({ message, stderr }: ChildError): string {
  const lines = stderr.split('\n').filter((line) => /^\S*: (error|fatal|hint):|^\S*: \S/.test(line))
  const errors = lines.filter((line) => !/: (warning|detail|hint):/.test(line))
  const said = (errors.length > 0 ? errors.slice(-3).join('; ') : lastLine(stderr)).replaceAll(
    'pg_dump: ',
    '',
  )
  return said === '' ? `${message} and said nothing` : `${message}: ${said}`
}

function lastLine(stderr: string): string {
  return stderr.trim().split('\n').at(-1) ?? ''
}

// --lock-wait-timeout is a statement timeout while pg_dump locks its tables; a lock_timeout can come from PGOPTIONS.
function waitedForLock({ message, query }: FailedStatement): boolean {
  return /lock timeout/.test(message) || (/statement timeout/.test(message) && /^LOCK TABLE/.test(query))
}

async function lockTimeout(
  error: ChildError,
  { query }: FailedStatement,
  connection: Connection,
  lockWaitTimeoutMs: number,
): Promise<PgdrillError> {
  const attempt = `cannot lock the tables of ${describe(connection)} for reading within ${duration(lockWaitTimeoutMs / 1000)}`
  const found = await blockersOf(connection, query)
  const pids = found.blockers.filter(({ holds }) => holds).map(({ pid }) => pid)
  const [pid] = pids.filter((each) => each !== null)
  const end = pid === undefined ? 'end that' : `end it (select pg_terminate_backend(${pid}))`
  return new PgdrillError(`${attempt}: ${found.text}`, {
    cure: `${end}, back up at a quieter time, or raise lock-wait-timeout`,
    cause: error,
  })
}

async function blockersOf(
  connection: Connection,
  query: string,
): Promise<{ text: string; blockers: Blocker[] }> {
  try {
    await using client = await connect(connection)
    const all = await findBlockers(client)
    const named = all.filter(({ table }) => query.replaceAll('"', '').includes(table))
    const blockers = (named.length > 0 ? named : all).slice(0, 5)
    if (blockers.length === 0)
      return { text: 'the session that held the lock has let go of it meanwhile', blockers }
    return { text: `blocked by ${blockers.map(describeBlocker).join('; ')}`, blockers }
  } catch (error) {
    return {
      text: `another session holds a lock, and asking which one failed: ${messageOf(error)}`,
      blockers: [],
    }
  }
}
