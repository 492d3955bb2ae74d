import type { PostgresServer } from '../../servers/postgres.ts'

/** What a database holds, in few words; by SQL of its own, nothing of src/. */
export type Contents = 'absent' | 'shut' | 'invalid' | 'empty' | 'old' | 'new' | `other: ${string}`

/** Two shops with other tables, rows and functions, so that a mixture of both is neither. */
export function shopSql(which: 'old' | 'new', rows = 4_000): string {
  return `
    create table customers (id int primary key, name text not null, mark text default '${which}');
    insert into customers select i, '${which} ' || i || repeat(' padding', 8) from generate_series(1, ${rows}) i;
    create table orders (id int primary key, customer int references customers, cents int check (cents >= 0));
    insert into orders select i, i % ${rows} + 1, i * ${which === 'old' ? 3 : 7} from generate_series(1, ${rows * 2}) i;
    create index orders_customer on orders (customer);
    create table ${which}_alone (t text);
    insert into ${which}_alone values ('${which}');
    create function which() returns text language sql as $$ select '${which}' $$;
    create view rich as select customer, sum(cents) as cents from orders group by customer;
    create sequence numbers start ${which === 'old' ? 100 : 200};`
}

// Every table's rows whatever their order, indexes, constraints, functions, views and sequences, as one digest.
const digest = `
  select md5(string_agg(part, '|' order by part)) as digest, count(*)::int as parts from (
    select 'r ' || c.relname || ' ' || (xpath('//n/text()', query_to_xml(format(
             'select count(*) || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) as n from %s t', c.oid::regclass),
             false, true, '')))[1]::text as part
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    union all select 'i ' || pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
                where c.relnamespace = 'public'::regnamespace and i.indisvalid
    union all select 'c ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
                where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select 'f ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'v ' || pg_get_viewdef(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
    union all select 's ' || seqrelid::regclass || ' ' || seqstart from pg_sequence
  ) parts`

/** Recognises the two shops. */
export class Recognition {
  readonly #server: PostgresServer
  readonly #known = new Map<string, 'old' | 'new'>()

  constructor(server: PostgresServer) {
    this.#server = server
  }

  /** Learns what a database with this content looks like. */
  async learn(database: string, as: 'old' | 'new'): Promise<void> {
    const [row] = await this.#server.query<{ digest: string }>(database, digest)
    if (row !== undefined) this.#known.set(row.digest, as)
  }

  async look(database: string): Promise<Contents> {
    const [found] = await this.#server.query<{ open: boolean; invalid: boolean }>(
      'postgres',
      'select datallowconn as open, datconnlimit = -2 as invalid from pg_database where datname = $1',
      [database],
    )
    if (found === undefined) return 'absent'
    // A DROP that was broken off: nobody can connect to it, and all that is left to do is to drop it again.
    if (found.invalid) return 'invalid'
    if (!found.open) return 'shut'
    const [row] = await this.#server.query<{ digest: string | null; parts: number }>(database, digest)
    if (row === undefined || row.digest === null) return 'empty'
    return this.#known.get(row.digest) ?? `other: ${row.parts} parts`
  }
}
