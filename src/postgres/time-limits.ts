/**
 * SQL that lifts the time limits of a session that its role or database can have, those that the server's version knows.
 * A session of ours is idle for as long as a dump takes to come, or another's index, and an ALTER DATABASE waits for
 * sessions that we end ourselves. Every name is the system's own, whatever the search path is.
 */
export const withoutTimeLimits = `
  select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings
   where setting operator(pg_catalog.<>) '0' and name operator(pg_catalog.=) any (array['statement_timeout', 'lock_timeout',
     'transaction_timeout', 'idle_session_timeout', 'idle_in_transaction_session_timeout'])`

/** SQL with a row where sessions of this role in this database are ended when they are idle. */
export const idleLimit = `
  select from pg_catalog.pg_settings
   where name operator(pg_catalog.=) 'idle_session_timeout' and reset_val operator(pg_catalog.<>) '0'`
