import type { Client } from './client.ts'

/** What the server and the database are, as the manifest keeps it. */
export interface ServerFacts {
  /** As the server says it, up to the first space: `17.2`. */
  version: string
  /** 14, 15 ... */
  major: number
  database: string
  /** pg_database_size. */
  sizeBytes: number
  encoding: string
  locale: Locale
  extensions: { name: string; version: string }[]
  /** A standby: it can be dumped, and cancels long queries when it falls behind. */
  inRecovery: boolean
}

export interface Locale {
  provider: 'libc' | 'icu' | 'builtin'
  collate: string
  ctype: string
  /** The provider's own locale; null for libc. */
  name: string | null
  icuRules: string | null
}

interface FactsRow {
  version: string
  version_num: number
  database: string
  size: string
  encoding: string
  collate: string
  ctype: string
  provider: string
  locale_name: string | null
  icu_rules: string | null
  in_recovery: boolean
}

const providers: Readonly<Record<string, Locale['provider']>> = { c: 'libc', i: 'icu', b: 'builtin' }

/** Asks the server what it is; one short read-only session. */
export async function readServerFacts(client: Client): Promise<ServerFacts> {
  // to_jsonb lets one query name columns that only some versions have: datlocprovider from 15 on, daticulocale in 15
  // and 16, datlocale from 17 on, daticurules from 16 on.
  const [row] = await client.query<FactsRow>(`
    select split_part(current_setting('server_version'), ' ', 1) as version,
           current_setting('server_version_num')::int as version_num,
           d.datname as database,
           pg_database_size(d.oid)::text as size,
           pg_encoding_to_char(d.encoding) as encoding,
           d.datcollate as collate,
           d.datctype as ctype,
           coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') as provider,
           coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale_name,
           to_jsonb(d) ->> 'daticurules' as icu_rules,
           pg_is_in_recovery() as in_recovery
      from pg_database d
     where d.datname = current_database()`)
  if (row === undefined) throw new Error('pg_database has no row for the current database')
  const extensions = await client.query<{ name: string; version: string }>(
    'select extname as name, extversion as version from pg_extension order by extname',
  )
  return {
    version: row.version,
    major: Math.floor(row.version_num / 10_000),
    database: row.database,
    sizeBytes: Number(row.size),
    encoding: row.encoding,
    locale: {
      provider: providers[row.provider] ?? 'libc',
      collate: row.collate,
      ctype: row.ctype,
      name: row.locale_name,
      icuRules: row.icu_rules,
    },
    extensions,
    inRecovery: row.in_recovery,
  }
}
