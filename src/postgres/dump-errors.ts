import { PgdrillError } from '../errors.ts'
import type { ChildError } from './child.ts'
import { type Connection, describe } from './connection.ts'
import { type Explanation, explanations } from './dump-explanations.ts'
import { type FailedStatement, failedStatement, lastErrors } from './failed-statement.ts'
import { explainLockTimeout } from './lock-timeout.ts'

/**
 * One clear error out of a pg_dump that failed, from its exit and its stderr; when a lock was not to be had within
 * `lockWaitTimeoutMs`, connects again to name the session that holds it. Never rejects.
 */
export async function explainDumpFailure(
  error: ChildError,
  connection: Connection,
  lockWaitTimeoutMs?: number,
): Promise<PgdrillError> {
  const statement = failedStatement(error.stderr)
  const isWaiting = lockWaitTimeoutMs !== undefined && waitedForLock(statement)
  const { what, cure } = isWaiting
    ? await explainLockTimeout(connection, statement, lockWaitTimeoutMs)
    : explain(error, statement, connection)
  return new PgdrillError(what, { cause: error, ...(cure === undefined ? {} : { cure }) })
}

// --lock-wait-timeout is a statement timeout while pg_dump locks its tables; a lock_timeout can come from PGOPTIONS.
function waitedForLock({ message, query }: FailedStatement): boolean {
  return /lock timeout/.test(message) || (/statement timeout/.test(message) && query.startsWith('LOCK TABLE'))
}

function explain(error: ChildError, statement: FailedStatement, connection: Connection): Explanation {
  if (error.how.kind === 'signal') return killed(error, error.how.signal)
  if (error.how.kind === 'unstarted') {
    return { what: error.message, cure: 'check client-path, and that the program is for this machine' }
  }
  const attempt = `cannot dump ${describe(connection)}`
  for (const { when, explain } of explanations) {
    const found = when.exec(statement.said)
    if (found !== null) return explain(found, { attempt, role: connection.user, ...statement })
  }
  return { what: `${attempt}: ${lastErrors(statement.said) || `${error.message} and said nothing`}` }
}

function killed({ message, stderr }: ChildError, signal: string): Explanation {
  const last = lastErrors(stderr)
  const what = last === '' ? message : `${message}; it last said: ${last}`
  return signal === 'SIGKILL'
    ? { what, cure: 'perhaps this machine ran out of memory: look at its kernel log (dmesg)' }
    : { what }
}
