import pg from 'pg'
import { InconclusiveError, messageOf } from '../errors.ts'
import type { Client } from './client.ts'
import { type Connection, describe } from './connection.ts'
import type { DatabaseShape } from './databases.ts'
import { plainWords } from './plain-words.ts'
import { identifier } from './quote.ts'
import type { Locale } from './server.ts'
import { causeOf, codeOf } from './sqlstate.ts'

interface Making {
  source: DatabaseShape
  server: Connection
  major: number
  warning: (text: string) => void
}

/**
 * An empty database with the source's encoding and locale, or locale C with a warning where the server does not have that one;
 * what its sessions need to read a dump rightly is set on it. @throws InconclusiveError where the role may not make one
 */
export async function createEmptyDatabase(client: Client, name: string, making: Making): Promise<void> {
  const { source, server, major, warning } = making
  const beginning = `create database ${identifier(name)} template template0 encoding ${pg.escapeLiteral(source.encoding)}`
  try {
    await client.query(`${beginning} ${localeSql(source.locale, major)}`)
  } catch (error) {
    if (!isAboutLocale(error)) throw notMade(server, error)
    const { name: own, collate } = source.locale
    warning(
      `the scratch server does not have the locale ${own ?? collate}: the drill uses C, so text is sorted in another way`,
    )
    await client.query(`${beginning} ${localeSql(localeC, major)}`).catch((cause: unknown) => {
      throw notMade(server, cause)
    })
  }
  await settle(client, name)
}

// pg_dump sets what decides how values are written, and a dump how they are read, but for these, which the role can have
// otherwise. Set so they also reach through a pooler, and go with the database.
const settled = { ...plainWords, bytea_output: 'hex', array_nulls: 'on' }

/** A role that may not set its own defaults may have none either. */
async function settle(client: Client, database: string): Promise<void> {
  for (const [name, value] of Object.entries(settled))
    await client
      .query(`alter role session_user in database ${database} set ${name} = ${value}`)
      .catch(() => undefined)
}

const localeC: Locale = { provider: 'libc', collate: 'C', ctype: 'C', name: null, icuRules: null }

function localeSql({ provider, collate, ctype, name, icuRules }: Locale, major: number): string {
  const { escapeLiteral: text } = pg
  const parts = [`lc_collate ${text(collate)} lc_ctype ${text(ctype)}`]
  // Before version 15 there is libc and nothing else.
  if (major >= 15 || provider !== 'libc') parts.push(`locale_provider ${provider}`)
  if (provider === 'icu') parts.push(`icu_locale ${text(name ?? '')}`)
  if (provider === 'builtin') parts.push(`builtin_locale ${text(name ?? '')}`)
  if (icuRules !== null) parts.push(`icu_rules ${text(icuRules)}`)
  return parts.join(' ')
}

// Unknown locale, one that does not suit the encoding (22023), an unknown provider or option (42601, 42809, 0A000).
function isAboutLocale(error: unknown): boolean {
  return ['22023', '42601', '42809', '0A000', '42704'].includes(codeOf(error))
}

function notMade(server: Connection, error: unknown): InconclusiveError {
  const cure =
    codeOf(error) === '25006'
      ? 'turn default_transaction_read_only off for the role, or leave target-url out'
      : 'connect as a superuser of a server that is there for drills alone, or leave target-url out'
  return new InconclusiveError(
    `cannot create a scratch database on ${describe(server)}: ${messageOf(causeOf(error))}`,
    { cause: error, cure },
  )
}
