import { type FailedStatement, qualified } from './failed-statement.ts'

/** What failed and why, and what to do about it. */
export interface Explanation {
  what: string
  cure?: string
}

interface Context extends FailedStatement {
  /** `cannot dump database ...`. */
  attempt: string
  role: string
}

interface Entry {
  /** Looked for in what pg_dump said, which is in English: it runs in the C locale. */
  when: RegExp
  explain(found: RegExpExecArray, context: Context): Explanation
}

/** What pg_dump's words mean; the first that matches counts. */
export const explanations: readonly Entry[] = [
  {
    when: /permission denied for schema (.+)/,
    explain: ([, name], { role }) => ({
      what: `cannot read schema "${name}": permission denied`,
      cure: `grant USAGE on it to role "${role}", or exclude it with exclude-schema`,
    }),
  },
  {
    when: /permission denied for (?:table|view) (pg_subscription\w*)/,
    explain: ([, name], { attempt }) => ({
      what: `${attempt}: the role may not read ${name}`,
      cure: 'put --no-subscriptions into pg-dump-args to leave out which publications of other servers it subscribes to',
    }),
  },
  {
    when: /permission denied for (table|sequence|relation|view|materialized view|foreign table) (.+)/,
    explain: ([, kind, name = ''], { role, query }) => ({
      what: `cannot read ${kind} "${qualified(name, query)}": permission denied`,
      cure: `grant SELECT to role "${role}", or exclude it with exclude-table`,
    }),
  },
  {
    when: /permission denied for large object (\d+)/,
    explain: ([, oid], { role }) => ({
      what: `cannot read large object ${oid}: permission denied`,
      cure: `grant SELECT on it to role "${role}", dump as its owner, or put --no-blobs into pg-dump-args to leave large objects out`,
    }),
  },
  {
    when: /row-level security policy for table "(.+)"/,
    explain: ([, name = ''], { role, query }) => ({
      what: `cannot read every row of table "${qualified(name, query)}": row-level security applies to role "${role}"`,
      cure: `give role "${role}" BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
    }),
  },
  {
    when: /(unsupported startup parameter.*|prepared statement ".*" (?:does not exist|already exists)|server_login_retry.*|query_wait_timeout|pgbouncer cannot .*)/i,
    explain: ([, what], { attempt }) => ({
      what: `${attempt}: ${what}`,
      cure: 'a connection pooler seems to be between: connect to the server itself, or to a port that pools whole sessions',
    }),
  },
  {
    when: /canceling statement due to conflict with recovery/,
    explain: (_, { attempt }) => ({
      what: `${attempt}: the standby's recovery cancelled the dump`,
      cure: 'turn on hot_standby_feedback or raise max_standby_streaming_delay there, or dump the primary',
    }),
  },
  {
    when: /canceling statement due to statement timeout/,
    explain: (_, { attempt }) => ({
      what: `${attempt}: a statement timeout cut it`,
      cure: "pg_dump sets statement_timeout to 0 for its own session, so look for a pooler's or a proxy's limit between, or for one in PGOPTIONS",
    }),
  },
  {
    when: /canceling statement due to user request/,
    explain: (_, { attempt }) => ({ what: `${attempt}: someone cancelled its statement on the server` }),
  },
  {
    when: /out of shared memory/,
    explain: (_, { attempt }) => ({
      what: `${attempt}: the server has no room for so many locks`,
      cure: 'raise max_locks_per_transaction on the server and restart it: pg_dump locks every table at once',
    }),
  },
  {
    when: /(invalid memory alloc request size \d+|Cannot enlarge string buffer.*)/,
    explain: ([, what], { attempt, query }) => ({
      what: `${attempt}: a value is too long to be written as text (${what}${query === '' ? '' : `, in ${query.slice(0, 200)}`})`,
      cure: 'a row may have 1 GB of text, where each byte of bytea takes two: split the value, or exclude its table with exclude-table-data',
    }),
  },
  {
    when: /(No space left on device|out of memory)/i,
    explain: ([, what = ''], { attempt, message }) => ({
      what: `${attempt}: ${message || what}`,
      cure: /memory/i.test(what)
        ? 'the server (or pg_dump, when no ERROR is shown) needs more memory than it has'
        : "free space on the server's disk",
    }),
  },
  {
    when: /(missing chunk number .*|invalid page in block .*|could not read block .*|could not open file "(?:base|pg_tblspc)\/.*)/,
    explain: ([, what], { attempt }) => ({
      what: `${attempt}: the server's data are damaged: ${what}`,
      cure: 'keep every older backup, take a copy of the data directory, and look at the disk and the server log',
    }),
  },
  {
    when: /relation "(.+)" does not exist|could not open relation with OID \d+|cache lookup failed for \w+ \d+/,
    explain: ([said], { attempt }) => ({
      what: `${attempt}: something was dropped or changed while the dump began (${said})`,
      cure: 'back up again, and keep migrations and backups apart',
    }),
  },
  {
    when: /terminating connection due to (administrator command|idle-session timeout|.*recovery.*)|the database system is (shutting down|starting up|in recovery mode)/,
    explain: ([text], { attempt }) => ({
      what: `${attempt}: ${text}`,
      cure: "the server was stopped, or pg_dump's session was ended: see the server's log, and run the backup again",
    }),
  },
  {
    when: /server closed the connection unexpectedly|could not receive data from server: .*|SSL SYSCALL error.*|SSL error: unexpected eof.*|crash of another server process|no connection to the server|connection not open|lost synchronization with server/,
    explain: ([text], { attempt }) => ({
      what: `${attempt}: the connection was lost (${text})`,
      cure: "see the server's log for a stop, a crash or a lack of memory, and whether something between cuts long connections",
    }),
  },
  {
    when: /server version: (\d\S*).*; pg_dump version: (\d\S*)/,
    explain: ([, server = '', client], { attempt }) => ({
      what: `${attempt}: pg_dump ${client} refuses a server newer than itself (${server})`,
      cure: `install postgresql-client-${Number.parseInt(server, 10)}, or set client-path to a newer pg_dump`,
    }),
  },
  {
    when: /no matching (table|schema|extension)s? were found(?: for pattern "(.*)")?/,
    explain: ([, kind, pattern], { attempt }) => ({
      what: `${attempt}: no ${kind} matches ${pattern === undefined ? `the ${kind} patterns` : `"${pattern}"`}`,
      cure: `check the ${kind} option: unquoted letters count as small ones, and a name without its schema means only what the role's search path shows`,
    }),
  },
  {
    when: /(improper (?:relation|qualified) name.*|cross-database references are not implemented: .*|invalid regular expression: .*)/,
    explain: ([, what], { attempt }) => ({
      what: `${attempt}: ${what}`,
      cure: 'check the patterns in schema, table and their like: they are psql patterns, such as app.*, "Odd name" or app.log_?',
    }),
  },
  {
    when: /(unrecognized option .*|unknown option .*|invalid option .*|requires an argument.*|too many command-line arguments.*|options .* cannot be used together|invalid value .* for option .*|option .* requires .*)/,
    explain: ([, what], { attempt }) => ({ what: `${attempt}: ${what}`, cure: 'check pg-dump-args' }),
  },
  {
    when: /(connection to server .* failed: .*|could not connect to server: .*|fe_sendauth: .*)/,
    explain: ([, what], { attempt }) => ({
      what: `${attempt}: ${what}`,
      cure: 'the server answered a moment ago: check what pg_dump needs besides (sslrootcert, PGOPTIONS), and that the server is still up',
    }),
  },
]
