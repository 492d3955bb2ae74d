import type { PostgresServer } from '../../test/servers/postgres.ts'

// Measured: what one row of the table below takes in a plain dump.
const bytesPerRow = 231

/** A shop's orders: numbers, times, words, addresses, JSON, and hashes that no compressor shortens much. */
export async function fill(server: PostgresServer, database: string, gigabytes: number): Promise<void> {
  const rows = Math.round((gigabytes * 1e9) / bytesPerRow)
  await server.query(
    database,
    `create table orders (
       id bigint primary key, customer_id integer not null, placed_at timestamptz not null, status text not null,
       total numeric(12, 2) not null, email text not null, note text, token text not null, items jsonb not null)`,
  )
  await server.query(
    database,
    `insert into orders
     select i, (i * 7919) % 100000, timestamptz '2024-01-01 00:00:00+00' + i * interval '13 seconds',
            (array['new', 'paid', 'packed', 'sent', 'returned'])[1 + i % 5], (i * 31 % 100000) / 100.0,
            'customer' || (i * 7919) % 100000 || '@example.com',
            case when i % 3 = 0 then 'please leave the parcel with the neighbours at number ' || i % 200 end,
            md5(i::text), jsonb_build_array(jsonb_build_object('sku', 'A-' || i % 5000, 'count', 1 + i % 4))
       from generate_series(1, $1::bigint) as i`,
    [rows],
  )
  await server.query(database, 'create index on orders (customer_id)')
  await server.query(database, 'vacuum (freeze, analyze) orders')
}
