import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { clientProgram } from '../servers/binaries.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { quoted, tables } from './dump-text.ts'

/** What the text came to in a real database. */
export interface Loaded {
  /** psql went through all of it. */
  ok: boolean
  /** The server has run a program for it. */
  ran: boolean
  rows: Record<string, number>
}

const all = [...tables, 'ran']
const create = all.map((table) => `CREATE TABLE ${quoted(table)} (a text)`).join(';')
const empty = all.map((table) => `DELETE FROM ${quoted(table)}`).join(';')
const count = `SELECT ${all.map((table, at) => `(SELECT count(*)::int FROM ${quoted(table)}) AS c${at}`).join(', ')}`

/** psql and a server, which are right about what a text is. */
export class PsqlTwin implements AsyncDisposable {
  readonly #server: PostgresServer
  readonly #client: pg.Client

  static async start(): Promise<PsqlTwin> {
    const server = await startPostgres()
    const client = new pg.Client({ connectionString: server.url('postgres') })
    await client.connect()
    await client.query(create)
    return new PsqlTwin(server, client)
  }

  private constructor(server: PostgresServer, client: pg.Client) {
    this.#server = server
    this.#client = client
  }

  /** Loads the text as src/postgres/load.ts does: restricted, up to the first error. */
  async load(text: Buffer): Promise<Loaded> {
    await this.#client.query(empty)
    const ok = await this.#psql(text)
    const [row] = (await this.#client.query<Record<string, number>>(count)).rows
    const counts = Object.values(row as Record<string, number>)
    const rows = Object.fromEntries(tables.map((table, at) => [table, counts[at] as number]))
    return { ok, ran: (counts.at(-1) as number) > 0, rows }
  }

  async #psql(text: Buffer): Promise<boolean> {
    const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', '-']
    const { socketDir, port, user } = this.#server
    const env = {
      PATH: process.env.PATH,
      PGHOST: socketDir,
      PGPORT: String(port),
      PGUSER: user,
      PGDATABASE: 'postgres',
    }
    const child = spawn(clientProgram('psql', this.#server.binDir), args, {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(Buffer.concat([Buffer.from('\\restrict fuzz\n'), text]))
    const [code] = await once(child, 'close')
    return code === 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end()
    await this.#server.stop()
  }
}
