import type { Client } from './client.ts'
import type { Connection } from './connection.ts'

/**
 * The settings in which the server writes definitions down, as it has them from the start. pg_dump leaves them as they are;
 * where a role or a database has others, the same database dumped by another role would look changed.
 */
export const plainWords = { quote_all_identifiers: 'off', standard_conforming_strings: 'on' } as const

// What pg_dump passes on of the server's words is read, in English: which table was refused, which lock was waited for. Only
// a superuser may choose the language.
const chosen = { ...plainWords, lc_messages: 'C' } as const

/**
 * The connection for a pg_dump that writes plain words, in the database's encoding: a role can have another, which has no room
 * for every text. A pooler lets no options through, and then words stay as they are.
 */
export async function inPlainWords(
  client: Client,
  connection: Connection,
  encoding: string,
): Promise<Connection> {
  const odd = await client.query<{ name: keyof typeof chosen }>(
    `select s.name from pg_settings s join json_each_text($1) as plain(name, value) using (name)
      where s.reset_val <> plain.value
        and (s.name <> 'lc_messages' or (current_setting('is_superuser') = 'on' and s.reset_val !~ '^(en|C|POSIX)'))`,
    [JSON.stringify(chosen)],
  )
  const others = { ...connection.others, PGCLIENTENCODING: encoding }
  if (odd.length === 0 || client.isPooled) return { ...connection, others }
  const options = odd.map(({ name }) => `-c ${name}=${chosen[name]}`)
  const PGOPTIONS = [connection.others.PGOPTIONS ?? '', ...options].join(' ').trim()
  return { ...connection, others: { ...others, PGOPTIONS } }
}
