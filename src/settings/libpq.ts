/**
 * libpq's settings, by the environment variable that gives each:
 * https://www.postgresql.org/docs/current/libpq-envars.html. Those without a place of their own in a Connection travel
 * on as they are. Left out are those that change what a session says instead of how it is reached (PGCLIENTENCODING,
 * PGDATESTYLE, PGTZ, PGGEQO): a dump is in the database's encoding.
 */
export const travelling = [
  'PGCHANNELBINDING',
  'PGCONNECT_TIMEOUT',
  'PGGSSDELEGATION',
  'PGGSSENCMODE',
  'PGGSSLIB',
  'PGKRBSRVNAME',
  'PGLOADBALANCEHOSTS',
  'PGMAXPROTOCOLVERSION',
  'PGMINPROTOCOLVERSION',
  'PGOPTIONS',
  'PGPASSFILE',
  'PGREQUIREAUTH',
  'PGREQUIREPEER',
  'PGSSLCERTMODE',
  'PGSSLCRL',
  'PGSSLCRLDIR',
  'PGSSLMAXPROTOCOLVERSION',
  'PGSSLMINPROTOCOLVERSION',
  'PGSSLNEGOTIATION',
  'PGSSLSNI',
  'PGTARGETSESSIONATTRS',
] as const

const placed = [
  'PGHOST',
  'PGPORT',
  'PGDATABASE',
  'PGUSER',
  'PGPASSWORD',
  'PGSSLMODE',
  'PGSSLROOTCERT',
  'PGSSLCERT',
  'PGSSLKEY',
] as const

export const libpqVariables = [...placed, ...travelling] as const
export type LibpqVariable = (typeof libpqVariables)[number]

/** The parameters of a connection URL, as libpq names them. */
export const urlParameters: Readonly<Record<string, LibpqVariable>> = {
  host: 'PGHOST',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  channel_binding: 'PGCHANNELBINDING',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  gssdelegation: 'PGGSSDELEGATION',
  gssencmode: 'PGGSSENCMODE',
  gsslib: 'PGGSSLIB',
  krbsrvname: 'PGKRBSRVNAME',
  load_balance_hosts: 'PGLOADBALANCEHOSTS',
  max_protocol_version: 'PGMAXPROTOCOLVERSION',
  min_protocol_version: 'PGMINPROTOCOLVERSION',
  options: 'PGOPTIONS',
  passfile: 'PGPASSFILE',
  require_auth: 'PGREQUIREAUTH',
  requirepeer: 'PGREQUIREPEER',
  sslcertmode: 'PGSSLCERTMODE',
  sslcrl: 'PGSSLCRL',
  sslcrldir: 'PGSSLCRLDIR',
  ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
  ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
  sslnegotiation: 'PGSSLNEGOTIATION',
  sslsni: 'PGSSLSNI',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
}

/** Parameters of libpq's that change neither what is reached nor how safely; they have no variable, and are passed over. */
export const unneededParameters: ReadonlySet<string> = new Set([
  'application_name',
  'client_encoding',
  'fallback_application_name',
  'keepalives',
  'keepalives_count',
  'keepalives_idle',
  'keepalives_interval',
  'tcp_user_timeout',
])

/** What to do about parameters that other programs read from the same URL. */
export const foreignParameters: Readonly<Record<string, string>> = {
  schema: 'it is Prisma\'s; remove it, and choose schemas with the option "schema"',
  pgbouncer:
    "it is Prisma's, for a pooler; remove it, and give the database's own host: pg_dump fails behind a pooler",
  hostaddr: 'put the address in the place of the host',
  service: 'give host, port, user and database themselves',
  sslpassword: 'use a key without a passphrase',
  replication: 'remove it: a dump needs an ordinary connection',
}
