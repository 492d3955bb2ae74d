import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { childEnvironment } from '../../src/postgres/connection.ts'
import { loadArchive } from '../../src/postgres/load.ts'
import { partitionSteps } from '../../src/postgres/load-partitions.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { connectionTo, toolsFor } from './reach.ts'

let server: PostgresServer
let folder: string
let archive: string

// Two levels of partitions, foreign keys from, to and beside them, and what only a full restore's order gets right.
const nested = `
  create role poor;
  create table customers (id int primary key, name text);
  insert into customers select n, 'customer ' || n from generate_series(1, 500) n;
  create table orders (id int, year int, state text, customer int references customers, note text,
    primary key (id, year, state)) partition by list (year);
  create index on orders (note);
  create index on orders (customer, note);
  do $$ begin for y in 2020..2023 loop
    execute format('create table orders_%s partition of orders for values in (%s) partition by list (state)', y, y);
    execute format('create table orders_%s_open partition of orders_%s for values in (''open'')', y, y);
    execute format('create table orders_%s_done partition of orders_%s for values in (''done'')', y, y);
  end loop; end $$;
  insert into orders select n, 2020 + n % 4, case when n % 3 = 0 then 'open' else 'done' end, 1 + n % 500, 'note ' || n
    from generate_series(1, 4000) n;
  create table lines (id int, year int, state text, foreign key (id, year, state) references orders);
  insert into lines select id, year, state from orders;
  create table notes (customer int references customers);
  insert into notes values (1), (2);
  comment on index orders_note_idx is 'by note';
  create function noted() returns trigger language plpgsql as $$begin return new; end$$;
  create trigger noting after insert on orders for each row execute function noted();
  create materialized view by_key as select id, name, count(*) from customers group by id;
  create index by_key_name on by_key (name);
  create table given_away (id int primary key, customer int references customers);
  insert into given_away values (1, 1);
  alter table customers owner to poor;
  alter table given_away owner to poor;
  revoke all on customers, given_away from poor;`

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'pgdrill-partitions-'))
  archive = join(folder, 'archive')
  await server.createDatabase('source')
  await server.psql('source', nested)
  run('pg_dump', 'source', '-Fc', '-f', archive)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

function run(program: string, database: string, ...args: string[]): string {
  const env = childEnvironment(connectionTo(server, database))
  const path = join(toolsFor(server).folder, program)
  return execFileSync(path, args, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

const list = (...flags: string[]) => run('pg_restore', 'source', '--list', ...flags, archive)
const lists = () => ({
  all: list('--verbose'),
  early: list('--section=pre-data', '--section=data'),
  late: list('--section=post-data'),
})

/** The entries of a step, as the archive's list has them. */
function entries(step: { list: string } | undefined): string[] {
  const ids = (step?.list ?? '').split('\n')
  return list()
    .split('\n')
    .filter((line) => line !== '' && ids.includes(line.split(' ')[0] as string))
    .map((line) => line.replace(/^\d+; \d+ \d+ /, ''))
}

const sorted = (database: string) =>
  run('pg_dump', database)
    .split('\n')
    .filter((line) => !/^\\(un)?restrict/.test(line))
    .sort()

describe('an archive with partitions', () => {
  test('is restored whole by four jobs, and what locks a tree of partitions is run by itself', async () => {
    await server.createDatabase('target')
    await server.psql(
      'target',
      `create schema guard;
       create function guard.alone() returns event_trigger language plpgsql as $$begin
         perform pg_sleep(0.03);
         if exists (select from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and state = 'active')
         then raise exception 'two at once'; end if;
       end$$;
       create event trigger alone on ddl_command_start when tag in ('ALTER INDEX', 'CREATE TRIGGER') execute function guard.alone();`,
    )
    const options = {
      serverMajor: server.major,
      singleTransaction: false,
      signal: new AbortController().signal,
    }
    const loading = loadArchive(
      connectionTo(server, 'target'),
      toolsFor(server),
      { file: archive },
      { ...options, jobs: 4 },
    )
    await loading
    await server.psql('target', 'drop event trigger alone; drop schema guard cascade')
    expect(sorted('target')).toEqual(sorted('source'))
    expect(readdirSync(folder).sort()).toEqual(['archive', 'archive.list'])
  })

  test('is restored in three steps, which have every entry once', () => {
    const steps = partitionSteps(lists(), 4) ?? []
    expect(steps.map(({ jobs }) => jobs)).toEqual([4, 4, 1])
    const all = list().match(/^\d+;/gm) as string[]
    expect(steps.flatMap((step) => step.list.trim().split('\n')).sort()).toEqual(all.sort())
  })

  test('has indexes, keys and the foreign keys of other tables made side by side, and nothing that waits for others', () => {
    const [early = [], beside = [], rest = []] = (partitionSteps(lists(), 4) ?? []).map(entries)
    expect(early.join('\n')).not.toMatch(/^(ACL|INDEX|CONSTRAINT)/m)
    expect(beside).toContain('INDEX public orders_2020_done_note_idx postgres')
    expect(beside).toContain('CONSTRAINT public orders_2020_done orders_2020_done_pkey postgres')
    expect(beside).toContain('FK CONSTRAINT public notes notes_customer_fkey postgres')
    expect(beside.filter((entry) => !/^(INDEX|CONSTRAINT|FK CONSTRAINT) public/.test(entry))).toEqual([])
    for (const entry of [
      'INDEX ATTACH public orders_2020_done_pkey postgres',
      'FK CONSTRAINT public orders orders_customer_fkey postgres',
      'FK CONSTRAINT public lines lines_id_year_state_fkey postgres',
      'TRIGGER public orders noting postgres',
      // Its materialized view stands on a primary key, so it comes after that.
      'INDEX public by_key_name postgres',
      'COMMENT public INDEX orders_note_idx postgres',
      'ACL public TABLE given_away poor',
    ])
      expect(rest).toContain(entry)
  })
})

test('an archive without partitions is left to pg_restore', () => {
  const all =
    '214; 1259 16388 TABLE public pets postgres\n3310; 2606 16394 CONSTRAINT public pets pets_pkey postgres\n'
  expect(partitionSteps({ all, early: '', late: '' }, 4)).toBeUndefined()
})
