import type { Client } from '../postgres/client.ts'
import type { DatabaseShape } from '../postgres/databases.ts'
import type { Locale } from '../postgres/server.ts'
import { codeOf } from '../postgres/sqlstate.ts'

const cure = 'or create an empty database by hand and restore into that'

/** What keeps the server from having a database of this encoding and locale, each with its cure. Changes nothing. */
export async function missingLocales(
  client: Client,
  serverMajor: number,
  { encoding, locale }: DatabaseShape,
): Promise<string[]> {
  const provided = await providerProblem(client, serverMajor, locale)
  const names = [...new Set([locale.collate, locale.ctype])]
  const missing = await Promise.all(names.map((name) => localeProblem(client, name)))
  const problems = [await encodingProblem(client, encoding), provided, ...missing]
  return problems.filter((problem) => problem !== undefined)
}

async function encodingProblem(client: Client, encoding: string): Promise<string | undefined> {
  const [row] = await client.query<{ known: boolean }>('select pg_char_to_encoding($1) >= 0 as known', [
    encoding,
  ])
  if (row?.known) return undefined
  return `the backup's encoding "${encoding}" is not known to the server; restore on a newer server, ${cure}`
}

// The major that first knows the provider as a database's, and those of builtin locales.
const firstMajors: Readonly<Record<string, number>> = {
  libc: 0,
  icu: 15,
  builtin: 17,
  'builtin PG_UNICODE_FAST': 18,
}

async function providerProblem(
  client: Client,
  serverMajor: number,
  { provider, name }: Locale,
): Promise<string | undefined> {
  const first = firstMajors[`${provider} ${name}`] ?? firstMajors[provider] ?? 0
  if (serverMajor < first)
    return `the backup's locale "${name}" of the provider ${provider} needs PostgreSQL ${first}, and the server is ${serverMajor}; restore on a newer server, ${cure}`
  if (provider !== 'icu') return undefined
  // A server that can has some hundreds of these from initdb.
  const found = await client.query("select from pg_collation where collprovider = 'i' limit 1")
  if (found.length > 0) return undefined
  return `the backup's locale "${name}" is ICU's, and the server is built without ICU; restore on a server that has it, ${cure}`
}

/** The server asks the operating system for a locale when it is set; this one changes how money is shown, for one statement. */
async function localeProblem(client: Client, name: string): Promise<string | undefined> {
  try {
    await client.query("select set_config('lc_monetary', $1, true)", [name])
    return undefined
  } catch (error) {
    if (codeOf(error) !== '22023') throw error
    return `the backup's locale "${name}" is not installed on the server's machine; install it there (locale-gen, or the package locales-all or glibc-langpack), ${cure}`
  }
}
