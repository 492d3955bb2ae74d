import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Client, connect } from '../../src/postgres/client.ts'
import { connectionTo } from '../postgres/reach.ts'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'

/** What SQL says that a database holds; no part of it comes from a dump. */
export interface Truth {
  /** By `schema.name`, of a table's own rows: how many, and a digest of them, whatever the order of rows and columns. */
  tables: Record<string, { rows: number; digest: string | null }>
  sequences: Record<string, string>
  largeObjects: Record<string, string>
}

const tablesSql = `
  select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted,
         coalesce((select string_agg(format('quote_nullable(t.%I::text)', a.attname), ', ' order by a.attname)
                     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '1') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
   order by 1`

const emptying = `
  do $$
  declare
    schema name;
  begin
    for schema in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema$)' loop
      execute format('drop schema %I cascade', schema);
    end loop;
  end $$;
  create schema public authorization pg_database_owner;
  grant usage on schema public to public;
  comment on schema public is 'standard public schema';
  select lo_unlink(oid) from pg_largeobject_metadata`

/** A server on which databases are made, dumped and restored by PostgreSQL's own programs. */
export class DatabaseTwin implements AsyncDisposable {
  readonly #server: PostgresServer

  static async start(databases: readonly string[]): Promise<DatabaseTwin> {
    const server = await startPostgres()
    for (const each of databases) await server.createDatabase(each)
    return new DatabaseTwin(server)
  }

  private constructor(server: PostgresServer) {
    this.#server = server
  }

  /** Takes all out of a database; to drop and create one takes ten times as long. */
  async empty(database: string): Promise<void> {
    await this.#with(database, (client) => client.query(emptying))
  }

  /** How many of the statements the server refused. */
  async run(database: string, statements: readonly string[]): Promise<number> {
    return await this.#with(database, async (client) => {
      let refused = 0
      for (const sql of statements)
        await client.query(sql).catch((error) => {
          if (!(error instanceof pg.DatabaseError)) throw error
          refused += 1
        })
      return refused
    })
  }

  async #with<T>(database: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
    const { socketDir: host, port, user } = this.#server
    const client = new pg.Client({ host, port, user, database })
    await client.connect()
    try {
      return await use(client)
    } finally {
      await client.end()
    }
  }

  /** As pgdrill connects. */
  connect(database: string): Promise<Client> {
    return connect(connectionTo(this.#server, database))
  }

  /** As SQL names them, in no order that matters. */
  quotedTables(database: string): Promise<string[]> {
    return this.#with(database, async (client) =>
      (await client.query<{ quoted: string }>(tablesSql)).rows.map(({ quoted }) => quoted),
    )
  }

  truthOf(database: string): Promise<Truth> {
    return this.#with(database, async (client) => {
      const all = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows
      const truth: Truth = { tables: {}, sequences: {}, largeObjects: {} }
      type Table = { name: string; quoted: string; columns: string }
      for (const { name, quoted, columns } of await all<Table>(tablesSql)) {
        const text = `concat_ws('|', ${columns})`
        const [row] = await all<Truth['tables'][string]>(
          `select count(*)::int as rows, md5(string_agg(${text}, ' ' order by ${text} collate "C")) as digest from only ${quoted} t`,
        )
        if (row !== undefined) truth.tables[name] = row
      }
      type Sequence = { name: string; quoted: string }
      for (const { name, quoted } of await all<Sequence>(tablesSql.replace("'r'", "'S'"))) {
        const [row] = await all<{ is: string }>(`select last_value || ' ' || is_called as is from ${quoted}`)
        truth.sequences[name] = row?.is ?? ''
      }
      for (const { oid, md5 } of await all<{ oid: string; md5: string }>(
        'select oid::text, md5(lo_get(oid)) from pg_largeobject_metadata order by 1',
      ))
        truth.largeObjects[oid] = md5
      return truth
    })
  }

  async dump(database: string, args: readonly string[]): Promise<Buffer> {
    const { stdout } = await promisify(execFile)(clientProgram('pg_dump', this.#server.binDir), args, {
      env: { ...process.env, ...this.#server.env(database) },
      encoding: 'buffer',
      maxBuffer: 1 << 28,
    })
    return stdout
  }

  /** @throws Error with what psql says */
  async restore(database: string, text: Buffer): Promise<void> {
    const file = join(this.#server.socketDir, `${database}.sql`)
    await writeFile(file, text)
    await this.#server.psql(database, { file })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop()
  }
}
