import { messageOf } from '../errors.ts'
import { type Blocker, describeBlocker, duration, findBlockers } from './blockers.ts'
import { connect } from './client.ts'
import { type Connection, describe } from './connection.ts'
import type { Explanation } from './dump-explanations.ts'
import { type FailedStatement, namesIn } from './failed-statement.ts'

/** Says which table was waited for, and who holds it: connects once more to ask. Never rejects. */
export async function explainLockTimeout(
  connection: Connection,
  { query }: FailedStatement,
  lockWaitTimeoutMs: number,
): Promise<Explanation> {
  const tables = namesIn(query).map(({ schema, relation }) => `${schema}.${relation}`)
  const [table, another] = tables
  const subject =
    table === undefined || another !== undefined
      ? `the tables of ${describe(connection)}`
      : `table "${table}" of ${describe(connection)}`
  const { because, cure } = await findBlame(connection, tables)
  return {
    what: `cannot lock ${subject} for reading within ${duration(lockWaitTimeoutMs / 1000)}: ${because}`,
    cure: [...cure, 'back up at a quieter time', 'or raise lock-wait-timeout'].join(', '),
  }
}

const namedAtMost = 5

async function findBlame(connection: Connection, tables: readonly string[]) {
  try {
    await using client = await connect(connection)
    const all = await findBlockers(client)
    const concerned = all.filter(({ table }) => tables.includes(table))
    const blockers = (concerned.length > 0 ? concerned : all).slice(0, namedAtMost)
    if (blockers.length === 0) return { because: 'whoever held it has let go of it meanwhile', cure: [] }
    return { because: `blocked by ${blockers.map(describeBlocker).join('; ')}`, cure: endOf(blockers) }
  } catch (error) {
    return { because: `another session holds it, and asking which one failed: ${messageOf(error)}`, cure: [] }
  }
}

function endOf([first]: readonly Blocker[]): string[] {
  if (first === undefined) return []
  if (first.prepared !== null) return [`end it (rollback prepared '${first.prepared.replaceAll("'", "''")}')`]
  return first.pid === null ? [] : [`end it (select pg_terminate_backend(${first.pid}))`]
}
