import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { clientProgram } from '../../test/servers/binaries.ts'
import type { PostgresServer } from '../../test/servers/postgres.ts'

// Measured: what one row of the table below takes in a plain dump.
const bytesPerRow = 161

export type Data = 'pgbench' | 'shop'

export function fill(server: PostgresServer, database: string, data: Data, gigabytes: number): Promise<void> {
  return data === 'shop' ? fillShop(server, database, gigabytes) : fillPgbench(server, database, gigabytes)
}

// pgbench's own: a scale of 1 is 100,000 rows of 97 bytes, most of them spaces that compress well.
async function fillPgbench(server: PostgresServer, database: string, gigabytes: number): Promise<void> {
  const program = clientProgram('pgbench', server.binDir)
  const scale = String(Math.round((gigabytes * 1e9) / 9.7e6))
  await promisify(execFile)(program, ['-i', '-q', '-s', scale], {
    env: { ...process.env, ...server.env(database) },
  })
}

/** A shop's orders: numbers, times, words, addresses, JSON, and hashes that no compressor shortens much. */
async function fillShop(server: PostgresServer, database: string, gigabytes: number): Promise<void> {
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
