import { type Client, connect } from '../postgres/client.ts'
import { type Connection, describe } from '../postgres/connection.ts'
import type { Selection } from '../postgres/selection.ts'
import { readServerFacts, type ServerFacts } from '../postgres/server.ts'
import { askClock } from '../postgres/server-clock.ts'
import { formatBytes } from '../report/human.ts'
import { compareClocks } from './clock.ts'
import { Examination } from './examination.ts'
import { type Finding, failure, ok, type Told, warning } from './finding.ts'
import { judgeLocks } from './locks.ts'
import { examineRights } from './rights.ts'
import { judgeStandby } from './standby.ts'

export interface DatabaseRequest {
  connection: Connection
  selection: Selection
  pgDumpArguments: readonly string[]
  signal: AbortSignal
}

/** What a database is like; `server` only when it answered. */
export interface DatabaseExamined {
  findings: Finding[]
  server?: ServerFacts
}

/** Looks at the database as the role that backs it up, and changes nothing there. */
export async function examineDatabase(request: DatabaseRequest): Promise<DatabaseExamined> {
  const { connection, signal } = request
  const examination = new Examination(signal)
  const { findings } = examination
  try {
    await using client = await connect(connection, signal)
    const ask: Ask = (question) => readOnly(client, question)
    const server = await ask(readServerFacts)
    const { sizeBytes, encoding } = server
    examination.note('database', ok(`${describe(connection)}: ${formatBytes(sizeBytes)}, ${encoding}`))
    examination.note('version', judgeVersion(server))
    examination.note('pooler', judgePooler(client))
    await examination.check('standby', () => ask(judgeStandby))
    await examineRights(request, ask, examination)
    await examination.check('locks', () => ask(judgeLocks))
    await examination.check('clock', () => ask(judgeClock))
    return { findings, server }
  } catch (error) {
    signal.throwIfAborted()
    examination.note('database', failure(error))
    return { findings }
  }
}

/** Puts a question to the database in a transaction of its own. */
export type Ask = <T>(question: (client: Client) => Promise<T>) => Promise<T>

// A transaction and not the session: behind a pooler a session's settings would stay with whoever has it next.
async function readOnly<T>(client: Client, question: (client: Client) => Promise<T>): Promise<T> {
  await client.query('begin transaction read only')
  try {
    return await question(client)
  } finally {
    await client.query('rollback').catch(() => undefined)
  }
}

// What is tried: docs/versions.md.
const oldestTried = 14
const newestTried = 18

function judgeVersion({ version, major }: ServerFacts): Told {
  if (major < oldestTried)
    return warning(
      `PostgreSQL ${version} is older than ${oldestTried}, the oldest that pgdrill is tried with`,
      'upgrade it: PostgreSQL itself supports a major for five years',
    )
  if (major > newestTried)
    return warning(
      `PostgreSQL ${version} is newer than ${newestTried}, the newest that pgdrill is tried with`,
      'drill each backup (pgdrill verify), and look for a newer pgdrill',
    )
  return ok(`PostgreSQL ${version}`)
}

// One in transaction mode is refused by connect already.
function judgePooler({ isPooled }: Client): Told {
  return isPooled
    ? warning(
        'a pooler that pools whole sessions is between',
        'a dump keeps one of its connections all the while; connect to the server itself where that is too many',
      )
    : ok('no pooler is between')
}

async function judgeClock(client: Client): Promise<Told> {
  return compareClocks(await askClock(client), "the database's", { signs: false })
}
