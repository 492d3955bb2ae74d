import { ChildError, outputOf } from '../postgres/child.ts'
import { type Connection, childEnvironment } from '../postgres/connection.ts'
import { urlOf } from '../postgres/url.ts'
import { redactor } from '../report/redact.ts'
import type { AfterRestore, VerifyRequest } from '../verify.ts'
import { type Judged, judged } from './demands.ts'
import type { Place } from './scratch.ts'

const shownCharacters = 2_000

/** Runs the user's command on the restored database; when it fails, the end of what it printed says why. */
export async function judgeCommand(request: VerifyRequest, { scratch }: Place): Promise<Judged[]> {
  const { afterRestore, signal, report } = request
  if (afterRestore === undefined) return []
  const { command, secrets } = afterRestore
  report.info('running after-restore-command')
  const program = {
    path: '/bin/sh',
    // Both streams as one, in the order in which a terminal would show them.
    arguments: ['-c', `exec 2>&1\n${command}`],
    environment: environmentOf(afterRestore, scratch.connection),
  }
  const tail = new Tail()
  // Cleaned before it is cut, or half a password could stay.
  const said = () => endOf(redactor(secrets)(tail.text).trim())
  try {
    for await (const chunk of outputOf(program, signal)) tail.add(chunk)
  } catch (error) {
    if (!(error instanceof ChildError)) throw error
    const ended = error.message.replace(/^sh /, 'after-restore-command ')
    return [judged('after-restore-command', 'command', [`${ended}; it said: ${said() || 'nothing'}`], '')]
  }
  report.info(`after-restore-command is done${said() && `: ${said()}`}`)
  return [judged('after-restore-command', 'command', [], 'it ended with exit code 0')]
}

// Whatever names a database, and what was said to this action alone: nothing may lead to the live one by mistake.
const notHanded = /^(PG(?!DRILL_)|DATABASE_|TARGET_DATABASE_URL$|INPUT_|PGDRILL_(IDENTITY|PASSPHRASE)$)/
// How pgdrill likes its own programs to speak.
const ours = new Set(['PGAPPNAME', 'PGTZ'])

function environmentOf({ environment }: AfterRestore, connection: Connection): Record<string, string> {
  const given = Object.entries(environment).filter(([name]) => !notHanded.test(name))
  const libpq = Object.entries(childEnvironment(connection)).filter(
    ([name]) => name.startsWith('PG') && !ours.has(name),
  )
  const { host, port, database, user, password } = connection
  return {
    ...Object.fromEntries([...given, ...libpq]),
    DATABASE_URL: urlOf(connection),
    DATABASE_HOST: host,
    DATABASE_PORT: String(port),
    DATABASE_NAME: database,
    DATABASE_USER: user,
    ...(password !== undefined && { DATABASE_PASSWORD: password }),
  }
}

function endOf(text: string): string {
  return text.length > shownCharacters ? `...${text.slice(-shownCharacters)}` : text
}

/** The last of what was printed, and more of it than is shown. */
class Tail {
  #kept = Buffer.alloc(0)

  add(chunk: Uint8Array): void {
    this.#kept = Buffer.concat([this.#kept, chunk]).subarray(-8 * shownCharacters)
  }

  get text(): string {
    return this.#kept.toString()
  }
}
