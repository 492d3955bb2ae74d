import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { clientProgram } from '../../test/servers/binaries.ts'
import type { PostgresServer } from '../../test/servers/postgres.ts'

// Measured: what one row of the table below takes in a plain dump.
const bytesPerRow = 408

export type Data = 'mixed' | 'events' | 'pgbench'

/** `mixed` is half of each: a database holds tables that compress well and tables that do not. */
export async function fill(
  server: PostgresServer,
  database: string,
  data: Data,
  gigabytes: number,
): Promise<void> {
  const each = data === 'mixed' ? gigabytes / 2 : gigabytes
  if (data !== 'events') await fillPgbench(server, database, each)
  if (data !== 'pgbench') await fillEvents(server, database, each)
}

// pgbench's own: a scale of 1 is 100,000 rows of 97 bytes, most of them spaces that compress well.
async function fillPgbench(server: PostgresServer, database: string, gigabytes: number): Promise<void> {
  const program = clientProgram('pgbench', server.binDir)
  const scale = String(Math.round((gigabytes * 1e9) / 9.7e6))
  await promisify(execFile)(program, ['-i', '-q', '-s', scale], {
    env: { ...process.env, ...server.env(database) },
  })
}

/**
 * What a web shop logs of its visitors: numbers, times, paths, browsers' names, JSON. It compresses to a tenth, as much
 * text of real databases does; `pg_dump | gzip` takes three times as long for it as pg_dump alone.
 */
async function fillEvents(server: PostgresServer, database: string, gigabytes: number): Promise<void> {
  const rows = Math.round((gigabytes * 1e9) / bytesPerRow)
  await server.query(
    database,
    `create table events (
       id bigint primary key, account_id integer not null, at timestamptz not null, kind text not null,
       path text not null, agent text not null, payload json not null)`,
  )
  await server.query(
    database,
    `insert into events
     select i, hashint8(i) & 65535, timestamptz '2026-01-01 00:00:00+00' + i * interval '0.7 seconds',
            (array['view', 'search', 'click', 'add to basket', 'checkout', 'login'])[1 + (hashint8(i + 1) & 1023) % 6],
            '/shop/' || (array['garden', 'kitchen', 'books', 'toys', 'music', 'sports'])[1 + (hashint8(i + 2) & 1023) % 6]
              || '/item-' || (hashint8(i + 3) & 8191) || '?ref='
              || (array['newsletter', 'home', 'search', 'partner'])[1 + (hashint8(i + 4) & 3)],
            'Mozilla/5.0 (' || (array['X11; Linux x86_64', 'Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7',
              'iPhone; CPU iPhone OS 18_1 like Mac OS X'])[1 + (hashint8(i + 5) & 3)]
              || ') AppleWebKit/537.36 (KHTML, like Gecko) Chrome/' || 120 + (hashint8(i + 6) & 15) || '.0.'
              || (hashint8(i + 7) & 4095) || '.0 Safari/537.36',
            json_build_object(
              'session', hashint8(i / 20), 'duration_ms', hashint8(i + 8) & 16383, 'items', hashint8(i + 9) & 7,
              'currency', 'EUR', 'total', (hashint8(i + 10) & 65535) / 100.0,
              'campaign', (array['autumn sale', 'black friday', 'free delivery', null])[1 + (hashint8(i + 11) & 3)],
              'experiment', json_build_object('name', 'checkout-button-colour',
                'variant', (array['control', 'green', 'blue', 'red'])[1 + (hashint8(i + 12) & 3)]))
       from generate_series(1, $1::bigint) as i`,
    [rows],
  )
  await server.query(database, 'vacuum (freeze, analyze) events')
}
