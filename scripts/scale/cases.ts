import type { PostgresServer } from '../../test/servers/postgres.ts'

/** A database of one odd size. */
export interface Case {
  /** Behind the number. */
  what: string
  /** What docs/limits.md tells of. */
  size: number
  fill(server: PostgresServer, database: string, size: number): Promise<unknown>
}

// One transaction would need a lock for each of what it makes.
const inBatches = (server: PostgresServer, database: string, size: number, sql: string, batch = 500) =>
  server.psql(
    database,
    `do $do$ begin for lowest in 1..${size} by ${batch} loop
       for n in lowest..least(lowest + ${batch} - 1, ${size}) loop ${sql} end loop; commit;
     end loop; end $do$`,
  )

export const cases: Readonly<Record<string, Case>> = {
  tables: {
    what: 'tables of 10 rows, with two indexes each',
    size: 10_000,
    fill: (server, database, size) =>
      inBatches(
        server,
        database,
        size,
        `execute format('create table table_%s (id int primary key, t text unique default %L)', n, 'x' || n);
         execute format('insert into table_%s select i, i from generate_series(1, 10) i', n);`,
      ),
  },
  columns: {
    what: 'columns in a table of 1,000 rows',
    size: 1_600,
    fill: (server, database, size) =>
      server.psql(
        database,
        `do $do$ begin
           execute 'create table wide (' || (select string_agg('column_' || i || ' int2', ', ') from generate_series(1, ${size}) i) || ')';
           execute 'insert into wide select ' || (select string_agg('i', ', ') from generate_series(1, ${size})) || ' from generate_series(1, 1000) i';
         end $do$`,
      ),
  },
  bytea: {
    what: 'MB in one bytea value',
    size: 500,
    fill: (server, database, size) =>
      oneValue(server, database, 'bytea', `convert_to(repeat('0123456789abcdef', ${size} * 62500), 'UTF8')`),
  },
  text: {
    what: 'MB in one text value',
    size: 1_000,
    fill: (server, database, size) =>
      oneValue(server, database, 'text', `repeat('0123456789abcdef', ${size} * 62500)`),
  },
  schemas: {
    what: 'schemas of two tables, a view and a function each',
    size: 1_000,
    fill: (server, database, size) =>
      inBatches(
        server,
        database,
        size,
        `execute format('create schema schema_%1$s; create table schema_%1$s.a (id int primary key);
           create table schema_%1$s.b (a int references schema_%1$s.a); create view schema_%1$s.c as select * from schema_%1$s.b;
           create function schema_%1$s.d() returns int language sql as ''select 1''; insert into schema_%1$s.a values (1);', n);`,
        100,
      ),
  },
  'large-objects': {
    what: 'large objects of 1 kB',
    size: 100_000,
    fill: (server, database, size) =>
      inBatches(
        server,
        database,
        size,
        "perform lo_from_bytea(n, decode(repeat('ab', 1000), 'hex'));",
        1_000,
      ),
  },
}

async function oneValue(server: PostgresServer, database: string, type: string, sql: string): Promise<void> {
  await server.psql(database, `create table one (v ${type}); alter table one alter v set storage external`)
  await server.psql(database, `insert into one values (${sql})`)
}
