import pg from 'pg'
import type { PostgresServer } from '../servers/postgres.ts'
import { eventually } from './eventually.ts'
import type { Shelf } from './shelf.ts'

/** Stops dumps of one database half-way. */
export interface Hold extends AsyncDisposable {
  /** Resolves when so many dumps have come to the hold: they have sent every table, and can send no more. */
  reached(count?: number): Promise<void>
  release(): Promise<void>
}

/** pg_dump sends large objects after all tables: while their catalog is locked it waits there, itself unaware of it. */
export async function holdDumps(server: PostgresServer, database: string): Promise<Hold> {
  const { socketDir: host, port, user } = server
  const session = new pg.Client({ host, port, user, database })
  // The server may be stopped meanwhile.
  session.on('error', () => {})
  await session.connect()
  await session.query('begin; lock table pg_catalog.pg_largeobject in access exclusive mode')
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  const release = () => session.end().catch(() => {})
  return {
    reached: async (count = 1) => {
      await eventually(
        () => server.query(database, waiting),
        (found) => found.length >= count,
      )
    },
    release,
    [Symbol.asyncDispose]: release,
  }
}

/** A database of 12 MB of dump: more than one part of an upload. Its large object is what `holdDumps` needs. */
export async function makeBulk(server: PostgresServer, database: string): Promise<void> {
  await server.createDatabase(database)
  await server.query(
    database,
    `create table customer (id integer primary key, name text);
     insert into customer select n, 'name ' || n from generate_series(1, 1000) n;
     create table measurement (id integer, text text);
     insert into measurement select n, repeat(md5(n::text), 300) from generate_series(1, 1250) n;
     select lo_from_bytea(1, 'the end')`,
  )
}

/** Resolves when each store has something of a dump that is not finished: a partial file, an open upload. */
export async function halfWritten(...shelves: readonly Shelf[]): Promise<void> {
  for (const shelf of shelves) {
    await eventually(
      () => shelf.unfinished(),
      (found) => found.length > 0,
    )
  }
}
